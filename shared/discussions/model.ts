import * as z from 'zod';
import { PostKind } from '../events/catalogue.ts';
import { Identifier, Instant } from '../events/envelope.ts';

/** Longest body a post may have, in characters. */
export const MAX_BODY = 20_000;

/** A post written here: stored exactly as its author gave it, escaped where it is shown. */
export const Post = z.strictObject({
  organization: Identifier,
  community: Identifier,
  post: Identifier,
  kind: PostKind,
  /** The discussion's first post; for a topic, the post itself. */
  topic: Identifier,
  member: Identifier,
  title: z.string().min(1).max(300),
  body: z.string().min(1).max(MAX_BODY),
  /** Members of the community whom the body mentions; the page makes links of these alone. */
  mentions: z.array(Identifier).max(50).optional(),
  createdAt: Instant,
});
/** @see Post */
export type Post = z.output<typeof Post>;

/** What a digest, the home page and a feed know of a post, wherever it was written. */
export const FeedItem = z.strictObject({
  organization: Identifier,
  community: Identifier,
  post: Identifier,
  kind: PostKind,
  topic: Identifier,
  member: Identifier,
  title: z.string().min(1).max(300),
  excerpt: z.string().max(500),
  /** Where the post can be read if not here. */
  link: z.url().optional(),
  /** Whom the post speaks to by name. */
  mentions: z.array(Identifier).max(50).optional(),
  postedAt: Instant,
  /**
   * When the post is news: as it was posted, or where it was reported so late that the digest of that time may have
   * gone, when it was reported. Absent in items of before this was kept: as posted.
   */
  tellAt: Instant.optional(),
  /** When the post was told of here, where that was more than seconds after it was written: nobody read it before. */
  arrivedAt: Instant.optional(),
  /** A facilitator keeps the post out of digests, for now. */
  heldBack: z.literal(true).optional(),
  /** When it was held back, also after it was let go: what was said in answer to it was not told since then either. */
  heldAt: Instant.optional(),
  /** When a facilitator let it be told after they had held it back; whoever read it as it was posted has read it. */
  releasedAt: Instant.optional(),
  /** A facilitator puts the post before others. */
  pinned: z.literal(true).optional(),
});
/** @see FeedItem */
export type FeedItem = z.output<typeof FeedItem>;
