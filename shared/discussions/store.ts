import { GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../events/catalogue.ts';
import { Conflict } from '../platform/errors.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import { Post } from './model.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                              | pk              | sk                   |
 * |-----------------------------------|-----------------|----------------------|
 * | a post written here               | ORG#o#TOPIC#t   | POST#createdAt#post  |
 * | when a post was written           | ORG#o#TOPIC#t   | ID#post              |
 * | a topic's first post              | ORG#o#TOPIC#t   | the first POST#      |
 * | a topic's posts, oldest first     | ORG#o#TOPIC#t   | begins POST#         |
 *
 * A post is written with its ID# in one transaction (four write units for a post up to 1 KB): the time in its key is
 * that of the writing, so that the key alone would let a form that is sent twice be two posts.
 */
const topicPk = (organization: string, topic: string): string => `ORG#${organization}#TOPIC#${topic}`;

const StoredPost = Post.strip();

const postsOf = (organization: string, topic: string) => ({
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': topicPk(organization, topic), ':prefix': 'POST#' },
});

/** Posts written here. What a feed, a digest or the home page shows of posts is in the feed store. */
export const createDiscussionsStore = (table: Table) => ({
  /**
   * Stores a post exactly as its author gave it; the event is published from this write.
   *
   * @throws {Conflict} where this post is there already.
   */
  createPost: async (post: Post, event: EventOf<'post.created'>): Promise<void> => {
    const pk = topicPk(post.organization, post.topic);
    const { createdAt } = post;
    const put = (Item: Record<string, unknown>) => ({
      Put: { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' },
    });
    try {
      await table.client.send(
        new TransactWriteCommand({
          TransactItems: [
            put({ pk, sk: `ID#${post.post}`, createdAt }),
            put({ ...post, pk, sk: `POST#${createdAt}#${post.post}`, event }),
          ],
        }),
      );
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Conflict(`post ${post.post} is there already`, { cause });
    }
  },
  /** A post by its identifier, or undefined where the topic has none of it. Two items read. */
  getPost: async (organization: string, topic: string, post: string): Promise<Post | undefined> => {
    const get = async (sk: string) =>
      (
        await table.client.send(
          new GetCommand({
            TableName: table.name,
            Key: { pk: topicPk(organization, topic), sk },
            ConsistentRead: true,
          }),
        )
      ).Item;
    const written = await get(`ID#${post}`);
    const item = written && (await get(`POST#${String(written['createdAt'])}#${post}`));
    return item && StoredPost.parse(item);
  },
  /** A topic's first post, or undefined where the organization has no such topic written here. One item read. */
  getTopic: async (organization: string, topic: string): Promise<Post | undefined> => {
    const { Items } = await table.client.send(
      new QueryCommand({ TableName: table.name, ...postsOf(organization, topic), Limit: 1 }),
    );
    const item = Items?.[0];
    return item && StoredPost.parse(item);
  },
  /** Every post of a topic, the first one first; empty where there is no such topic. */
  listPosts: async (organization: string, topic: string): Promise<Post[]> => {
    const posts: Post[] = [];
    for await (const item of queryAll(table, postsOf(organization, topic)))
      posts.push(StoredPost.parse(item));
    return posts;
  },
});

/** @see createDiscussionsStore */
export type DiscussionsStore = ReturnType<typeof createDiscussionsStore>;
