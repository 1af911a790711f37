import * as z from 'zod';
import { type ActivityName, activityNames, eventData } from '../events/catalogue.ts';

const isActivityName = (name: string): name is ActivityName =>
  (activityNames as readonly string[]).includes(name);

/** The kinds an activity may have as its event's schema tells them; undefined where it has none. */
const kindSchemaOf = (activity: ActivityName): z.ZodType | undefined => {
  const { shape } = eventData[activity];
  return 'kind' in shape ? shape.kind : undefined;
};

/**
 * Why nothing is ever counted under a name, and what there is instead; undefined where something may be.
 *
 * A name is an activity, or an activity and one of its kinds behind a slash. A kind may hold any text, slashes too,
 * where the event leaves it to whoever raises it.
 */
export const explainCounter = (name: string): string | undefined => {
  const [activity = ''] = name.split('/', 1);
  if (!isActivityName(activity)) {
    return `"${activity}" is no activity; there are ${activityNames.join(', ')}`;
  }
  if (name === activity) return undefined;
  const kinds = kindSchemaOf(activity);
  if (!kinds) return `${activity} has no kinds; count "${activity}" alone`;
  const kind = name.slice(activity.length + 1);
  if (kinds.safeParse(kind).success) return undefined;
  const known = kinds instanceof z.ZodEnum ? kinds.options.join(', ') : 'texts of 1 to 32 characters';
  return `"${kind}" is no kind of ${activity}; there are ${known}`;
};
