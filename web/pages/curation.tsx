import * as z from 'zod';
import { type Introduction, isTold, MAX_INTRODUCTION } from '../../shared/communities/introduction.ts';
import type { Community } from '../../shared/communities/model.ts';
import { dayIn } from '../../shared/digests/local-day.ts';
import type { FeedItem } from '../../shared/discussions/model.ts';
import { CuratedPosts } from '../components/curated-posts.tsx';
import { ErrorSummary, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { type Names, nameOf } from '../components/people.tsx';
import { Prose } from '../components/prose.tsx';
import { formatDay } from '../format.ts';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What can be done to a post in the coming digest. */
export const changes = ['pin', 'unpin', 'hold', 'release'] as const;

/** What has just been done, as the address of the page says it. */
export const did = z.enum([...changes, 'introduced', 'removed']);

/** What the page of a community's coming digest tells. */
export interface CurationProps {
  readonly viewer: Viewer;
  readonly community: Community;
  readonly introduction: Introduction | undefined;
  /** Of the last seven days, the newest first; none that is held back. */
  readonly posts: readonly FeedItem[];
  readonly held: readonly FeedItem[];
  readonly names: Names;
  /** What has just been done, and to which post, where it is among those shown. */
  readonly done: { readonly change: z.output<typeof did>; readonly post: FeedItem | undefined } | undefined;
  readonly now: Date;
  readonly form: FormState;
}

const sentences: Readonly<Record<z.output<typeof did>, (post: string) => string>> = {
  pin: (post) => `${post} comes before others in the digests that tell it.`,
  unpin: (post) => `${post} stands where it would by itself again.`,
  hold: (post) => `${post} is held back: no digest tells it until you release it.`,
  release: (post) => `${post} is released: the next digest of each member tells it, once.`,
  introduced: () => 'The introduction is saved.',
  removed: () => 'The introduction is removed: digests begin without one.',
};

/** A post in a sentence: answers are named after their topic, which stays as it is; with a topic goes all that is said in it. */
const named = (post: FeedItem | undefined, change: z.output<typeof did>, names: Names): string => {
  if (post === undefined) return 'The post';
  const title = `“${post.title}”`;
  if (post.kind === 'reply') return `A reply by ${nameOf(names, post.member)} to ${title}`;
  if (post.kind === 'comment') return `A comment by ${nameOf(names, post.member)} in ${title}`;
  const isWhole = change === 'hold' || change === 'release';
  return isWhole ? `The topic ${title}, with all that is said in it,` : title;
};

const Done = ({ change, post, names }: NonNullable<CurationProps['done']> & { readonly names: Names }) => (
  <p class="notice good" role="status">
    {sentences[change](named(post, change, names))}
  </p>
);

/** The first and last day of an introduction, as the viewer's calendar has them. */
const daysOf = ({ from, until }: Introduction, zone: string) => ({
  from: dayIn(zone, from),
  through: dayIn(zone, new Date(Date.parse(until) - 1)),
});

const Current = ({
  introduction,
  names,
  zone,
  now,
}: {
  readonly introduction: Introduction;
  readonly names: Names;
  readonly zone: string;
  readonly now: Date;
}) => {
  const { from, through } = daysOf(introduction, zone);
  const told = isTold(introduction, now);
  return (
    <div class="stack">
      <p>
        <span class={told ? 'tag tag-good' : 'tag'}>{told ? 'Told now' : 'Not told now'}</span>{' '}
        <span class="quiet">
          By {nameOf(names, introduction.by)}, from <time datetime={from}>{formatDay(from)}</time> through{' '}
          <time datetime={through}>{formatDay(through)}</time>
        </span>
      </p>
      <blockquote>
        <Prose text={introduction.text} />
      </blockquote>
      <form
        method="post"
        action={`/communities/${introduction.community}/digest/introduction/remove`}
        class="actions"
      >
        <button class="button plain" type="submit">
          Remove the introduction
        </button>
      </form>
    </div>
  );
};

const IntroductionPart = ({ viewer, community, introduction, names, now, form }: CurationProps) => {
  const zone = viewer.timeZone;
  const kept = introduction && { text: introduction.text, ...daysOf(introduction, zone) };
  const fields = new Map([...Object.entries(kept ?? { from: dayIn(zone, now) }), ...form.fields]);
  return (
    <section class="card stack" aria-labelledby="introduction">
      <h2 id="introduction">Introduction</h2>
      {introduction ? (
        <Current introduction={introduction} names={names} zone={zone} now={now} />
      ) : (
        <p class="quiet">There is none. A few sentences of yours can stand before the rest.</p>
      )}
      <form
        class="stack"
        method="post"
        action={`/communities/${community.community}/digest/introduction`}
        aria-label="Write an introduction"
        novalidate
      >
        <TextArea
          form={{ ...form, fields }}
          name="text"
          label={introduction ? 'Change it to' : 'Text'}
          hint="Every member of the community reads it in their own digest; of somebody in more communities, three are shown. Paragraphs stay, and web addresses become links. Name no students."
          maxLength={MAX_INTRODUCTION}
          rows={5}
          required
        />
        <div class="row">
          <TextField form={{ ...form, fields }} name="from" label="First day" type="date" required />
          <TextField form={{ ...form, fields }} name="through" label="Last day" type="date" required />
        </div>
        <p class="actions">
          <button class="button" type="submit">
            Save the introduction
          </button>
        </p>
      </form>
    </section>
  );
};

/** A community's coming digest, for its facilitator: what introduces it, what comes first, and what is held back. */
export const CurationPage = (props: CurationProps) => {
  const { viewer, community, posts, held, names, done } = props;
  const list = { community: community.community, names, zone: viewer.timeZone };
  return (
    <Layout title={`The coming digest of ${community.name}`} viewer={viewer}>
      <div class="narrow stack-wide">
        <ErrorSummary form={props.form} />
        {done && <Done {...done} names={names} />}
        <PageHead
          title="The coming digest"
          trail={[
            { href: '/', text: 'Home' },
            { href: `/communities/${community.community}`, text: community.name },
          ]}
        >
          <p class="lead">
            Each member is mailed at an hour of their own; what you change here is in every digest from now
            on. Whoever had theirs already has been told.
          </p>
        </PageHead>
        <IntroductionPart {...props} />
        {held.length > 0 && (
          <section class="stack" aria-labelledby="held">
            <h2 id="held">Held back</h2>
            <p class="quiet">No digest tells these. On the community's own page everybody can read them.</p>
            <CuratedPosts posts={held} {...list} />
          </section>
        )}
        <section class="stack" aria-labelledby="posts">
          <h2 id="posts">Posts of the last seven days</h2>
          {posts.length > 0 ? (
            <CuratedPosts posts={posts} {...list} />
          ) : (
            <p class="empty">Nothing that a digest could tell.</p>
          )}
        </section>
      </div>
    </Layout>
  );
};
