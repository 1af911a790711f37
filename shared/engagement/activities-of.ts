import { type ActivityName, activityNames, type EventOf, isEvent, nameOf } from '../events/catalogue.ts';

/** One member's share in an event: what it adds 1 to, and in which day's record. */
export interface Activity {
  readonly member: string;
  readonly community: string;
  /** The UTC day that the event itself names, whenever it arrives. */
  readonly day: string;
  /** Counters, each once: the activity, then its kind where it has one (`post.created`, `post.created/reply`). */
  readonly counters: readonly string[];
}

/** True where an event tells what a member did; false where it tells what the system itself did. */
export const isActivity = (event: EventOf): event is EventOf<ActivityName> =>
  (activityNames as readonly string[]).includes(nameOf(event));

/**
 * What an event adds to engagement: one entry per member that it counts for, none for an outcome.
 * A completed cycle counts once for each of its members, however often the event names one.
 */
export const activitiesOf = (event: EventOf): readonly Activity[] => {
  if (!isActivity(event)) return [];
  const { data } = event;
  const name = nameOf(event);
  const counters = 'kind' in data ? [name, `${name}/${data.kind}`] : [name];
  const members = isEvent(event, 'cycle.completed') ? new Set(event.data.members) : [data.member];
  const day = event.time.slice(0, 10);
  return [...members].map((member) => ({ member, community: data.community, day, counters }));
};
