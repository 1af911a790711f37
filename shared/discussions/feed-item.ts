import { type EventOf, isEvent } from '../events/catalogue.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { FeedItem } from './model.ts';

/**
 * The feed item of a post, from the event that tells of it. What the post is called and by whom, and when it was
 * written, is the event's own word; instants are brought to milliseconds.
 *
 * @throws {InvalidInput} naming `type`, where the event tells of something else.
 */
export const feedItemOf = (event: EventOf): FeedItem => {
  if (!isEvent(event, 'post.created')) {
    throw new InvalidInput(`event: type: "${event.type}" is no post, and only posts are in the feed`, {
      field: 'type',
    });
  }
  const { organization, time, data } = event;
  return { organization, ...data, postedAt: new Date(time).toISOString() };
};
