import { type EventOf, isEvent } from '../events/catalogue.ts';
import type { NotificationKind } from './model.ts';

/** A member to be told, and as what: the first of the kinds that they have not switched off. */
export interface Telling {
  readonly member: string;
  readonly kinds: readonly [NotificationKind, ...NotificationKind[]];
}

/** What is known beside an event of a post or of a coaching request. */
export interface TellingFacts {
  /** Who began the topic of a post; undefined where the topic is not known here. */
  readonly topicAuthor?: string | undefined;
  /** The coaches of the community. */
  readonly coaches?: readonly string[];
}

/**
 * Who is to be told of an event at once, each of them once:
 *
 * | event              | who                                                                        |
 * |--------------------|----------------------------------------------------------------------------|
 * | post.created       | whoever began its topic (`reply`), and whoever it names (`mention`)        |
 * | coaching.requested | the coach it names, or every coach of its community (`coaching`)           |
 * | any other          | nobody: a deadline has its day, and a notice its own way                   |
 *
 * Nobody is told of what they did themselves. Whoever is named in a reply to their own topic is told of the reply; as
 * of a mention only where they want no mail of replies.
 */
export const whomToTell = (event: EventOf, { topicAuthor, coaches = [] }: TellingFacts): Telling[] => {
  if (isEvent(event, 'post.created')) {
    const { kind, member: writer, mentions = [] } = event.data;
    const mentioned = new Set(mentions);
    const author = kind === 'topic' || topicAuthor === writer ? undefined : topicAuthor;
    const named = [...mentioned].filter((member) => member !== writer && member !== author);
    return [
      ...(author === undefined
        ? []
        : [
            {
              member: author,
              kinds: mentioned.has(author) ? (['reply', 'mention'] as const) : (['reply'] as const),
            },
          ]),
      ...named.map((member) => ({ member, kinds: ['mention'] as const })),
    ];
  }
  if (isEvent(event, 'coaching.requested')) {
    const { member: asking, coach } = event.data;
    const asked = coach === undefined ? [...new Set(coaches)] : [coach];
    return asked
      .filter((member) => member !== asking)
      .map((member) => ({ member, kinds: ['coaching'] as const }));
  }
  return [];
};

/** How late an event may be reported and still be told at once, in ms; what is later is history. */
const LATE = 24 * 3_600_000;

/** True where an event is so old that telling it at once would be telling history: an import, or a replay. */
export const isHistory = ({ time }: Pick<EventOf, 'time'>, now: Date): boolean =>
  now.getTime() - Date.parse(time) > LATE;
