import type { ReadOf } from '../discussions/reads-store.ts';
import type { WindowPost } from './threads.ts';

/**
 * True where a post was on the page that somebody read: it is no newer than the newest that was shown, and it was there
 * by then. A post that another system told of later was not, whenever it was written. Whoever read one before it is
 * sure to have been there is told once more, which is the lesser evil.
 */
export const wasRead = ({ postedMs, presentMs }: WindowPost, { upTo, at }: ReadOf): boolean =>
  postedMs <= upTo && presentMs <= at;
