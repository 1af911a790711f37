import type { FeedStore } from '../../shared/discussions/feed-store.ts';
import type { DiscussionsStore } from '../../shared/discussions/store.ts';
import { type EventOf, isEvent } from '../../shared/events/catalogue.ts';
import { checkTime } from '../../shared/events/check-time.ts';
import { firstPage } from '../../shared/notifications/notice-model.ts';
import { isHistory, type TellingFacts, whomToTell } from '../../shared/notifications/whom-to-tell.ts';
import { InvalidInput, Unavailable } from '../../shared/platform/errors.ts';
import type { Delivery } from './deliver-notes.ts';
import type { Sources } from './reading.ts';
import { noteDeadline, type Reminding } from './remind.ts';
import { type SendingNotice, sendNotice } from './send-notice.ts';
import { type Happening, tellAll } from './tell.ts';
import { type TellingCoaches, tellCoaches } from './tell-coaches.ts';

/** What seeing to an event needs. */
export interface SeeingTo
  extends Reminding,
    Omit<SendingNotice, 'notes' | 'members' | 'notices' | 'rosters' | keyof Sources> {
  readonly members: SendingNotice['members'];
  readonly rosters: SendingNotice['rosters'] & TellingCoaches['rosters'];
  readonly notices: SendingNotice['notices'];
  readonly feed: Pick<FeedStore, 'topicHeads'>;
  readonly discussions: Pick<DiscussionsStore, 'getTopic' | 'getPost'>;
}

type Told = Pick<Happening, 'about' | 'post' | 'origin'> & {
  readonly facts: TellingFacts;
  readonly isUnknown?: boolean;
};

/**
 * Who began a topic, or undefined where nobody knows: it has not reached the feed yet, or never will. Of a topic that
 * was taken out there is nobody.
 */
const authorOf = async (
  { organization, data: { community, topic } }: EventOf<'post.created'>,
  { feed, discussions, posts }: SeeingTo,
): Promise<{ readonly author: string | undefined } | undefined> => {
  const head =
    (await feed.topicHeads(organization, community, [topic])).get(topic) ??
    // A topic written here a moment ago may not have reached the feed, nor one there its index.
    (await discussions.getTopic(organization, topic)) ??
    (await posts.findPost(organization, community, topic));
  if (!head) return undefined;
  return { author: head !== 'removed' && head.community === community ? head.member : undefined };
};

const aboutPost = async (event: EventOf<'post.created'>, sources: SeeingTo): Promise<Told> => {
  const { organization, data } = event;
  const { community, topic, post, kind, member: by, title, excerpt, link } = data;
  const known = kind === 'topic' ? { author: undefined } : await authorOf(event, sources);
  return {
    // Whoever reports a post again may call the event what they like: it is the same post, as it is to the feed.
    origin: [organization, community, post],
    about: { of: 'post', community, topic, post, by },
    post: { title, excerpt, ...(link !== undefined && { link }) },
    facts: { topicAuthor: known?.author },
    isUnknown: known === undefined,
  };
};

const aboutCoaching = ({
  source,
  id,
  data: { community, member: by },
}: EventOf<'coaching.requested'>): Told => ({
  origin: [source, id],
  about: { of: 'coaching', community, by },
  facts: {},
});

/**
 * Sees to an event: tells whoever is to be told of it at once, remembers a deadline, or begins to send a notice. What is
 * reported more than a day late (an import, a replay) is told nobody; a deadline is read from its cycle as it is now.
 *
 * @param isLast - true where the event will not come again.
 * @throws {InvalidInput} naming the field: an event of another type, or from the future.
 * @throws {Unavailable} of an answer to a topic that nobody knows yet, while the event can come again: the topic may be
 *   in the same batch. At last it is told to those whom it names.
 */
export const seeToEvent = async (
  event: EventOf,
  dependencies: SeeingTo,
  isLast: boolean,
): Promise<readonly Delivery[]> => {
  const now = dependencies.clock();
  const { organization, source, id, time: since } = event;
  checkTime(event, now);
  if (
    isEvent(event, 'cycle.started') ||
    isEvent(event, 'cycle.step-completed') ||
    isEvent(event, 'cycle.rescheduled')
  ) {
    const { community, cycle, nextDueOn: dueOn } = event.data;
    return dueOn === undefined ? [] : noteDeadline({ organization, community, cycle, dueOn }, dependencies);
  }
  if (isHistory(event, now)) return [];
  if (isEvent(event, 'notice.published')) {
    const notice = await dependencies.notices.get(organization, event.data.notice);
    return notice ? sendNotice(firstPage(notice), dependencies) : [];
  }
  if (isEvent(event, 'coaching.requested') && event.data.coach === undefined) {
    const { community, member: by } = event.data;
    return tellCoaches({ organization, community, by, source, id, since }, dependencies);
  }
  const told = isEvent(event, 'post.created')
    ? await aboutPost(event, dependencies)
    : isEvent(event, 'coaching.requested')
      ? aboutCoaching(event)
      : undefined;
  if (!told) {
    throw new InvalidInput(`event: type: nobody is told of ${event.type} at once`, { field: 'type' });
  }
  const { facts, isUnknown = false, ...happened } = told;
  if (isUnknown && !isLast) throw new Unavailable('An answer came before its topic. It will be tried again.');
  const happening = { ...happened, organization, since };
  const deliveries = await tellAll(whomToTell(event, facts), happening, dependencies);
  return isUnknown ? [...deliveries, 'unknown-topic'] : deliveries;
};
