import type { Community } from '../../shared/communities/model.ts';
import { type FeedItem, MAX_BODY, type Post } from '../../shared/discussions/model.ts';
import { ErrorSummary, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Avatar, MemberLink, type Names, nameOf } from '../components/people.tsx';
import { Prose } from '../components/prose.tsx';
import { Time } from '../components/time.tsx';
import { countOf } from '../format.ts';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** Longest comment: what needs more room is a reply. */
export const MAX_COMMENT = 600;

/** A topic with everything that was said in it. */
export interface TopicProps {
  readonly viewer: Viewer;
  readonly community: Community;
  /** The first post, then all others in the order they were written. */
  readonly posts: readonly [Post, ...Post[]];
  readonly names: Names;
  readonly canWrite: boolean;
  readonly replyForm: FormState;
  readonly commentForm: FormState;
}

const PostArticle = ({
  post,
  names,
  zone,
}: {
  readonly post: Post;
  readonly names: Names;
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
      <Prose text={post.body} />
    </article>
  );
};

const Forms = ({ action, reply, comment }: { action: string; reply: FormState; comment: FormState }) => (
  <div class="stack">
    <form class="card stack" method="post" action={action} aria-labelledby="reply-heading">
      <h2 id="reply-heading">Your reply</h2>
      <input type="hidden" name="kind" value="reply" />
      <TextArea
        form={reply}
        name="body"
        label="Text"
        hint="Leave a line empty to begin a paragraph. Addresses become links."
        maxLength={MAX_BODY}
        rows={7}
        required
      />
      <p class="actions">
        <button class="button" type="submit">
          Post reply
        </button>
      </p>
    </form>
    <details open={comment.errors.length > 0}>
      <summary>Add a short comment instead</summary>
      <form class="card stack" method="post" action={action} aria-label="Your comment">
        <input type="hidden" name="kind" value="comment" />
        <div class="field">
          <label for="comment-body">Comment</label>
          <p class="hint" id="comment-hint">
            A remark or a thank-you, at most {MAX_COMMENT} characters.
          </p>
          {comment.errors.map(({ message }) => (
            <p class="error">{message}</p>
          ))}
          <textarea
            id="comment-body"
            class="short"
            name="body"
            maxlength={MAX_COMMENT}
            required
            aria-describedby="comment-hint"
            aria-invalid={comment.errors.length > 0 ? 'true' : undefined}
          >
            {comment.fields.get('body') ?? ''}
          </textarea>
        </div>
        <p class="actions">
          <button class="button" type="submit">
            Post comment
          </button>
        </p>
      </form>
    </details>
  </div>
);

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
        <div class="thread">
          {posts.map((post) => (
            <PostArticle post={post} names={names} zone={viewer.timeZone} />
          ))}
        </div>
        {props.canWrite ? (
          <Forms
            action={`${base}/topics/${first.topic}/posts`}
            reply={props.replyForm}
            comment={props.commentForm}
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

/** Writing a topic. */
export const NewTopicPage = ({
  viewer,
  community,
  form,
}: {
  readonly viewer: Viewer;
  readonly community: Community;
  readonly form: FormState;
}) => (
  <Layout title={form.errors.length > 0 ? 'Please check: write a topic' : 'Write a topic'} viewer={viewer}>
    <div class="narrow stack-wide">
      <ErrorSummary form={form} />
      <PageHead
        title="Write a topic"
        trail={[
          { href: '/', text: 'Home' },
          { href: `/communities/${community.community}`, text: community.name },
        ]}
      >
        <p class="lead">Everybody in {community.name} can read it and reply. Name no students.</p>
      </PageHead>
      <form class="card stack" method="post" action={`/communities/${community.community}/topics`} novalidate>
        <TextField
          form={form}
          name="title"
          label="Title"
          hint="A question or a finding, in one line."
          maxLength={300}
          required
        />
        <TextArea
          form={form}
          name="body"
          label="Text"
          hint="Leave a line empty to begin a paragraph. Addresses become links."
          maxLength={MAX_BODY}
          rows={12}
          required
        />
        <p class="actions">
          <button class="button" type="submit">
            Post topic
          </button>
          <a href={`/communities/${community.community}`}>Cancel</a>
        </p>
      </form>
    </div>
  </Layout>
);
