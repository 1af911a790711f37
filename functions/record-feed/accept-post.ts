import { feedItemOf } from '../../shared/discussions/feed-item.ts';
import type { FeedItem } from '../../shared/discussions/model.ts';
import { checkTime } from '../../shared/events/check-time.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { type Communities, createCommunityCheck } from './known-communities.ts';

/** Makes the part that reads the feed item from a message, and refuses what no feed here can have. */
export const createAcceptance = (communities: Communities, clock: Clock) => {
  const check = createCommunityCheck(communities);

  /** @throws {InvalidInput} naming the field: no event, no post, from the future, or of an unknown community. */
  return async (body: string): Promise<FeedItem> => {
    const event = parseBusMessage(body);
    const item = feedItemOf(event);
    checkTime(event, clock());
    await check(item.organization, item.community);
    return item;
  };
};
