import type { FeedItem } from '../discussions/model.ts';
import type { ReadOf } from '../discussions/reads-store.ts';
import { PROMPT } from '../discussions/tell-at.ts';
import { tellTime } from './threads.ts';

/** As of when a topic's page showed a post: what was held back from digests alone was there from the beginning. */
const shownAs = (post: FeedItem): string => (post.releasedAt === undefined ? tellTime(post) : post.postedAt);

/**
 * True where a post was on the page that somebody read: it is no newer than the newest that was shown, and it was there
 * by then. A post that another system told of later was not, whenever it was written. One that does not say when it arrived did so within {@link PROMPT}; whoever read it faster than that is told
 * once more, which is the lesser evil.
 */
export const wasRead = (post: FeedItem, { upTo, at }: ReadOf): boolean => {
  const posted = Date.parse(post.postedAt);
  const arrived = post.arrivedAt === undefined ? posted + PROMPT : Date.parse(post.arrivedAt);
  return posted <= upTo && arrived <= at && Date.parse(shownAs(post)) <= at;
};
