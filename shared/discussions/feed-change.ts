import { type EventOf, isEvent } from '../events/catalogue.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { FeedItem } from './model.ts';
import type { NewsItem } from './news.ts';
import { arrivedAtOf, tellAtOf } from './tell-at.ts';

/** A post that is to go from the feed; its kind and time say where one stands that was kept before posts had a key. */
export type Removal = Pick<FeedItem, 'organization' | 'community' | 'post' | 'kind' | 'postedAt'>;

/** What an event changes in a community's feed. */
export type FeedChange =
  | { readonly kind: 'post'; readonly item: FeedItem }
  | { readonly kind: 'removal'; readonly removal: Removal }
  | { readonly kind: 'news'; readonly item: NewsItem };

const newsOf = (event: EventOf): Pick<NewsItem, 'kind' | 'id' | 'title' | 'link' | 'minutes'> | undefined => {
  if (isEvent(event, 'member.joined')) return { kind: 'member', id: event.data.member };
  if (isEvent(event, 'resource.shared')) {
    const { resource, title, link } = event.data;
    return { kind: 'resource', id: resource, title, link };
  }
  if (isEvent(event, 'meeting.held')) {
    const { meeting, title, minutes } = event.data;
    return { kind: 'meeting', id: meeting, title, minutes };
  }
  if (isEvent(event, 'video.shared')) return { kind: 'video', id: event.data.video, title: event.data.title };
  if (isEvent(event, 'challenge.opened'))
    return { kind: 'challenge', id: event.data.challenge, title: event.data.title };
  return undefined;
};

/**
 * What an event changes in the feed. What a post is called and by whom, and when it was written, is the event's own
 * word; instants are brought to milliseconds.
 *
 * @param arrival - when the event came here; says from when it is told ({@link tellAtOf}).
 * @throws {InvalidInput} naming `type`, where the event tells of nothing that is in the feed.
 */
export const feedChangeOf = (event: EventOf, arrival: Date): FeedChange => {
  const { organization, time } = event;
  const at = new Date(time).toISOString();
  if (isEvent(event, 'post.created')) {
    const arrivedAt = arrivedAtOf(time, arrival);
    const told = { postedAt: at, tellAt: tellAtOf(time, arrival), ...(arrivedAt && { arrivedAt }) };
    return { kind: 'post', item: { organization, ...event.data, ...told } };
  }
  if (isEvent(event, 'post.removed')) {
    const { community, post, kind, postedAt } = event.data;
    return { kind: 'removal', removal: { organization, community, post, kind, postedAt } };
  }
  const news = newsOf(event);
  if (news === undefined || !('community' in event.data)) {
    throw new InvalidInput(`event: type: "${event.type}" tells of nothing that is in the feed`, {
      field: 'type',
    });
  }
  const { community, member } = event.data;
  return {
    kind: 'news',
    item: { organization, community, member, ...news, at, tellAt: tellAtOf(time, arrival) },
  };
};
