import { createKept } from '../../shared/platform/kept.ts';
import type { Sources } from './reading.ts';

/** Most that is kept of one message, in bytes, and about what an answer takes: a post with its excerpt, or a cycle. */
const MAX_BYTES = 4 * 1024 * 1024;
const ANSWER_BYTES = 4000;

/**
 * What one message is seen to with: the same organization, community, member, membership, post or cycle is read once,
 * however many are told of it. To be made for each message: what it reads stays as it was then.
 */
export const readOnce = <Needs extends Pick<Sources, 'members' | 'communities' | 'posts' | 'inquiry'>>(
  needs: Needs,
): Needs => {
  const kept = createKept({ maxBytes: MAX_BYTES, keepFor: 1, clock: () => new Date(0) });
  const once =
    <Asked extends readonly unknown[], Answer>(name: string, read: (...asked: Asked) => Promise<Answer>) =>
    (...asked: Asked): Promise<Answer> =>
      kept.get(
        `${name} ${JSON.stringify(asked)}`,
        () => read(...asked),
        () => ANSWER_BYTES,
      );
  const { members, communities, posts, inquiry } = needs;
  return {
    ...needs,
    members: {
      ...members,
      getMember: once('member', members.getMember),
      getMembership: once('membership', members.getMembership),
    },
    communities: {
      ...communities,
      getOrganization: once('organization', communities.getOrganization),
      getCommunity: once('community', communities.getCommunity),
    },
    posts: { ...posts, findPost: once('post', posts.findPost) },
    inquiry: { ...inquiry, getCycle: once('cycle', inquiry.getCycle) },
  };
};
