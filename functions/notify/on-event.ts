import type { FeedStore } from '../../shared/discussions/feed-store.ts';
import type { DiscussionsStore } from '../../shared/discussions/store.ts';
import { type EventOf, isEvent } from '../../shared/events/catalogue.ts';
import { checkTime } from '../../shared/events/check-time.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import { firstPage } from '../../shared/notifications/notice-model.ts';
import { isHistory, type TellingFacts, whomToTell } from '../../shared/notifications/whom-to-tell.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import type { Delivery } from './deliver-notes.ts';
import type { Sources } from './reading.ts';
import { noteDeadline, type Reminding } from './remind.ts';
import { type SendingNotice, sendNotice } from './send-notice.ts';
import { type Happening, tellOne } from './tell.ts';

/** Members told side by side. */
const AT_ONCE = 10;

/** What seeing to an event needs. */
export interface SeeingTo
  extends Reminding,
    Omit<SendingNotice, 'notes' | 'members' | 'notices' | keyof Sources> {
  readonly members: SendingNotice['members'] & Pick<MembersStore, 'listRoster'>;
  readonly notices: SendingNotice['notices'];
  readonly feed: Pick<FeedStore, 'topicHeads'>;
  readonly discussions: Pick<DiscussionsStore, 'getTopic'>;
}

type Told = Pick<Happening, 'about' | 'post'> & { readonly facts: TellingFacts };

const aboutPost = async (
  { organization, data }: EventOf<'post.created'>,
  { feed, discussions }: SeeingTo,
): Promise<Told> => {
  const { community, topic, post, kind, member: by, title, excerpt, link } = data;
  const head =
    kind === 'topic'
      ? undefined
      : ((await feed.topicHeads(organization, community, [topic])).get(topic) ??
        // A topic written here a moment ago may not have reached the feed.
        (await discussions.getTopic(organization, topic)));
  return {
    about: { of: 'post', community, topic, post, by },
    post: { title, excerpt, ...(link !== undefined && { link }) },
    facts: { topicAuthor: head?.community === community ? head.member : undefined },
  };
};

const aboutCoaching = async (
  { organization, data }: EventOf<'coaching.requested'>,
  { members }: SeeingTo,
): Promise<Told> => {
  const { community, member: by, coach } = data;
  const everybody = coach === undefined ? await members.listRoster(organization, community) : [];
  const coaches = everybody.filter(({ role }) => role === 'coach').map(({ member }) => member);
  return { about: { of: 'coaching', community, by }, facts: { coaches } };
};

/**
 * Sees to an event: tells whoever is to be told of it at once, remembers a deadline, or begins to send a notice. What is
 * reported more than a day late (an import, a replay) is told nobody; a deadline is read from its cycle as it is now.
 *
 * @throws {InvalidInput} naming the field: an event of another type, or from the future.
 */
export const seeToEvent = async (event: EventOf, dependencies: SeeingTo): Promise<readonly Delivery[]> => {
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
  const told = isEvent(event, 'post.created')
    ? await aboutPost(event, dependencies)
    : isEvent(event, 'coaching.requested')
      ? await aboutCoaching(event, dependencies)
      : undefined;
  if (!told) {
    throw new InvalidInput(`event: type: nobody is told of ${event.type} at once`, { field: 'type' });
  }
  const { facts, ...happened } = told;
  const happening = { ...happened, organization, origin: [source, id], since };
  const tellings = whomToTell(event, facts);
  const outcomes = await sideBySide(tellings, AT_ONCE, (one) => tellOne(one, happening, dependencies));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  // Whoever was told stays told when the event comes again.
  if (failed) throw failed.reason;
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
};
