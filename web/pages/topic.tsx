import type { Community } from '../../shared/communities/model.ts';
import type { Person } from '../../shared/discussions/mention-names.ts';
import type { FeedItem, Post } from '../../shared/discussions/model.ts';
import { ErrorSummary } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { NobodyTold } from '../components/mention-help.tsx';
import { Avatar, MemberLink, type Names, nameOf } from '../components/people.tsx';
import { PostForms } from '../components/post-forms.tsx';
import { Prose } from '../components/prose.tsx';
import { Time } from '../components/time.tsx';
import { countOf } from '../format.ts';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** A topic with everything that was said in it. */
export interface TopicProps {
  readonly viewer: Viewer;
  readonly community: Community;
  /** The first post, then all others in the order they were written. */
  readonly posts: readonly [Post, ...Post[]];
  /** Of those who wrote. */
  readonly names: Names;
  /** Whom a post may speak to, by name. */
  readonly mentionedIn: (post: Post) => readonly Person[];
  /** What the viewer has just posted after an @ that names nobody. */
  readonly nobody: readonly string[];
  /** Whom to mention, where the community lists its people. */
  readonly people: readonly Person[] | undefined;
  readonly canWrite: boolean;
  /** What tells each of the two forms from every other, so that one that is sent twice is one post. */
  readonly once: { readonly reply: string; readonly comment: string };
  readonly replyForm: FormState;
  readonly commentForm: FormState;
}

const PostArticle = ({
  post,
  names,
  mentions,
  zone,
}: {
  readonly post: Post;
  readonly names: Names;
  readonly mentions: readonly Person[];
  readonly zone: string;
}) => {
  const author = nameOf(names, post.member);
  return (
    <article
      class={post.kind === 'comment' ? 'post comment' : 'post card'}
      id={`post-${post.post}`}
      aria-label={`${post.kind === 'topic' ? 'First post' : post.kind === 'reply' ? 'Reply' : 'Comment'} by ${author}`}
    >
      <header>
        {post.kind !== 'comment' && <Avatar name={author} />}
        <div class="meta">
          <MemberLink names={names} member={post.member} />
          <span aria-hidden="true">·</span>
          <Time at={post.createdAt} zone={zone} />
        </div>
      </header>
      <Prose text={post.body} mentions={mentions} />
    </article>
  );
};

/** A topic, what was said in it, and the way to say something. */
export const TopicPage = (props: TopicProps) => {
  const { viewer, community, posts, names } = props;
  const [first, ...others] = posts;
  const base = `/communities/${community.community}`;
  const replies = others.filter(({ kind }) => kind === 'reply').length;
  const comments = others.length - replies;
  return (
    <Layout title={first.title} viewer={viewer}>
      <div class="narrow stack-wide">
        <ErrorSummary form={props.replyForm} />
        <PageHead
          title={first.title}
          trail={[
            { href: '/', text: 'Home' },
            { href: base, text: community.name },
          ]}
        >
          <p class="quiet">
            {countOf(replies, 'reply', 'replies')}, {countOf(comments, 'comment')}
          </p>
        </PageHead>
        <NobodyTold nobody={props.nobody} />
        <div class="thread">
          {posts.map((post) => (
            <PostArticle
              post={post}
              names={names}
              mentions={props.mentionedIn(post)}
              zone={viewer.timeZone}
            />
          ))}
        </div>
        {props.canWrite ? (
          <PostForms
            action={`${base}/topics/${first.topic}/posts`}
            reply={props.replyForm}
            comment={props.commentForm}
            once={props.once}
            people={props.people}
          />
        ) : (
          <p class="empty">You can read here. Only those who belong to this community can write in it.</p>
        )}
      </div>
    </Layout>
  );
};

/** A topic that another system told of: what is known here of its first post, and the way to it. */
export const ReportedTopicPage = ({
  viewer,
  community,
  head,
  names,
}: {
  readonly viewer: Viewer;
  readonly community: Community;
  readonly head: FeedItem;
  readonly names: Names;
}) => (
  <Layout title={head.title} viewer={viewer}>
    <div class="narrow stack-wide">
      <PageHead
        title={head.title}
        trail={[
          { href: '/', text: 'Home' },
          { href: `/communities/${community.community}`, text: community.name },
        ]}
      />
      <article class="post card">
        <header>
          <Avatar name={nameOf(names, head.member)} />
          <div class="meta">
            <MemberLink names={names} member={head.member} />
            <span aria-hidden="true">·</span>
            <Time at={head.postedAt} zone={viewer.timeZone} />
          </div>
        </header>
        <Prose text={head.excerpt} />
      </article>
      <p class="notice">
        This discussion takes place in another system; here you see how it begins.{' '}
        {head.link !== undefined && <a href={head.link}>Read it there</a>}
      </p>
    </div>
  </Layout>
);
