import { type FeedChange, feedChangeOf } from '../../shared/discussions/feed-change.ts';
import { checkTime } from '../../shared/events/check-time.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { type Communities, createCommunityCheck } from './known-communities.ts';

/** Makes the part that reads from a message what it changes in the feed, and refuses what no feed here can have. */
export const createAcceptance = (communities: Communities, clock: Clock) => {
  const check = createCommunityCheck(communities);

  /** @throws {InvalidInput} naming the field: no event, nothing of a feed, from the future, of an unknown community. */
  return async (body: string): Promise<FeedChange> => {
    const event = parseBusMessage(body);
    const now = clock();
    const change = feedChangeOf(event, now);
    checkTime(event, now);
    const { organization, community } = change.kind === 'removal' ? change.removal : change.item;
    await check(organization, community);
    return change;
  };
};
