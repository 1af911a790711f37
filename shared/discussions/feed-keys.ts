import type { PostKind } from '../events/catalogue.ts';

/*
 * Access patterns of the feed on the table `community`, all under ORG#o#COMMUNITY#c:
 *
 * | what                                        | pk          | sk          | written                               |
 * |---------------------------------------------|-------------|-------------|---------------------------------------|
 * | a post as it is told, wherever it was written | #FEED#kind  | tellAt#post | with its key, in one transaction      |
 * | a community's posts of a kind, by time told | #FEED#kind  | between     |                                       |
 * | a post's natural key                        | #FEED#POST  | post        | once: tellAt, kind; removed for ever  |
 * | a topic's first post, by its identifier     | #FEED#POST  | topic       | its key holds the whole of it         |
 * | what is held back, whole                    | #FEED#HELD  | post        | by a facilitator, with the two above  |
 * | what was last held back or removed           | #FEED#WITHHELD | MARK     | with the hold; after the removal      |
 * | news beside posts, by time told             | #FEED#NEWS  | tellAt#kind#id | with its key, in one transaction   |
 * | the natural key of news                     | #FEED#POST  | kind#id     | once                                  |
 *
 * Of before natural keys were kept, and read still:
 * | a post                                      | #FEED#kind  | postedAt#post |                                     |
 * | a topic's first post                        | #FEED#HEADS | topic       |                                       |
 *
 * Cost: a post is two writes in one transaction, so four write units for items up to 1 KB (a reply's key is small and
 * its item about 1 KB; a topic's are both about 1 KB), whether it is a topic or not; one that is known, two units for
 * the refusal. A post that arrives in a later quarter of an hour costs a read more. News costs the same as a post. A
 * removal is two updates and up to four deletes. Holding back and releasing are four writes in a transaction.
 *
 * The transaction is what no digest is without: were the key there and the item not, whoever came again would write
 * the item at an instant that a digest has passed.
 */
const feedOf = (organization: string, community: string): string =>
  `ORG#${organization}#COMMUNITY#${community}#FEED`;

/** The partition of a community's posts of a kind. */
export const feedPk = (organization: string, community: string, kind: PostKind): string =>
  `${feedOf(organization, community)}#${kind}`;
/** The partition of the natural keys: `post` of a post, `kind#id` of news. */
export const keysPk = (organization: string, community: string): string =>
  `${feedOf(organization, community)}#POST`;
/** The partition of what is held back. */
export const heldPk = (organization: string, community: string): string =>
  `${feedOf(organization, community)}#HELD`;
/** The item that tells whether something of a community was held back or removed since: one to ask instead of every post. */
export const withheldKey = (organization: string, community: string): { pk: string; sk: string } => ({
  pk: `${feedOf(organization, community)}#WITHHELD`,
  sk: 'MARK',
});

/** How that item is changed: counted, for two of one millisecond are two. */
export const withheldUpdate = (organization: string, community: string, at: Date) => ({
  Key: withheldKey(organization, community),
  UpdateExpression: 'SET #at = :at ADD changes :one',
  ExpressionAttributeNames: { '#at': 'at' },
  ExpressionAttributeValues: { ':at': at.toISOString(), ':one': 1 },
});
/** The partition of news beside posts. */
export const newsPk = (organization: string, community: string): string =>
  `${feedOf(organization, community)}#NEWS`;
/** The partition of the first posts of topics from before natural keys were kept. */
export const headsPk = (organization: string, community: string): string =>
  `${feedOf(organization, community)}#HEADS`;

/** An instant of one length, so that its text sorts as time does (`…:00.5Z` would sort before `…:00Z`). */
export const instant = (text: string): string => new Date(text).toISOString();
