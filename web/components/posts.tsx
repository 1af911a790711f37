import type { FeedItem } from '../../shared/discussions/model.ts';
import type { PostKind } from '../../shared/events/catalogue.ts';
import { MemberLink, type Names } from './people.tsx';
import { Time } from './time.tsx';

/** What a kind of post is called. */
export const kindNames: Readonly<Record<PostKind, string>> = {
  topic: 'Topic',
  reply: 'Reply',
  comment: 'Comment',
};

/** Where a post can be read: in the system it was written in, or in its topic here. */
export const linkOf = ({ link, community, topic, post, kind }: FeedItem): string =>
  link ?? `/communities/${community}/topics/${topic}${kind === 'topic' ? '' : `#post-${post}`}`;

/** Posts with their excerpts, each a way into its topic; `communities` names where each was written, where that is of interest. */
export const PostList = ({
  posts,
  names,
  zone,
  communities,
  level: Heading = 'h3',
}: {
  readonly posts: readonly FeedItem[];
  readonly names: Names;
  readonly zone: string;
  readonly communities?: ReadonlyMap<string, string>;
  readonly level?: 'h2' | 'h3';
}) => (
  <ol class="posts">
    {posts.map((post) => (
      <li>
        <Heading>
          <a href={linkOf(post)}>{post.title}</a>
        </Heading>
        {post.excerpt !== '' && <p class="excerpt">{post.excerpt}</p>}
        <p class="meta">
          {post.kind !== 'topic' && <span class="tag">{kindNames[post.kind]}</span>}
          <MemberLink names={names} member={post.member} />
          {communities && (
            <>
              <span aria-hidden="true">·</span>
              <a href={`/communities/${post.community}`}>
                {communities.get(post.community) ?? post.community}
              </a>
            </>
          )}
          <span aria-hidden="true">·</span>
          <Time at={post.postedAt} zone={zone} />
        </p>
      </li>
    ))}
  </ol>
);
