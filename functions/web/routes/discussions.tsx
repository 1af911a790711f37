import type { Context } from 'hono';
import * as z from 'zod';
import { may } from '../../../shared/access/policy.ts';
import { createPost } from '../../../shared/discussions/create-post.ts';
import type { Person } from '../../../shared/discussions/mention-names.ts';
import { mentionsIn, readMentions } from '../../../shared/discussions/mentions.ts';
import { MAX_BODY, type Post } from '../../../shared/discussions/model.ts';
import { Conflict, NotFound } from '../../../shared/platform/errors.ts';
import { createKept } from '../../../shared/platform/kept.ts';
import { MAX_COMMENT } from '../../../web/components/post-forms.tsx';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { NewTopicPage } from '../../../web/pages/new-topic.tsx';
import { ReportedTopicPage, TopicPage } from '../../../web/pages/topic.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { idFromForm, ONCE } from '../one-time.ts';
import { recordReading } from '../record-reading.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';
import { findCommunity } from './community.tsx';

/** A text that says something, kept exactly as it was typed. */
const textUpTo = (most: number) =>
  z
    .string({ error: 'Write something before you post.' })
    .refine((text) => text.trim() !== '', 'Write something before you post.')
    .refine((text) => text.length <= most, {
      error: ({ input }) =>
        `Shorten the text to ${most.toLocaleString('en-US')} characters; it has ${String(input).length.toLocaleString('en-US')}.`,
    });

const TopicForm = z.object({
  title: z
    .string({ error: 'Give the topic a title.' })
    .trim()
    .min(1, 'Give the topic a title.')
    .max(300, 'Shorten the title to 300 characters.'),
  body: textUpTo(MAX_BODY),
});

const PostForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), body: textUpTo(MAX_BODY) }),
  z.object({ kind: z.literal('comment'), body: textUpTo(MAX_COMMENT) }),
]);

/** A refused form is answered as such, and with the page it was filled in on (RFC 9110 §15.5.21). */
const REFUSED = 422;

/** What forms keep of the lists of whom to mention: estimated bytes, and for how long, in ms. */
const KEPT_LISTS = { maxBytes: 4 * 1024 * 1024, keepFor: 60_000 } as const;

/** Whom a post mentions, by name, and its author; whoever is gone is left out. */
const mentionedIn = (post: Post, names: ReadonlyMap<string, string>): Person[] =>
  [post.member, ...(post.mentions ?? [])].flatMap((member) => {
    const name = names.get(member);
    return name === undefined ? [] : { member, name };
  });

/**
 * Discussions. A topic's page reads, beside the visit's four: the community and the topic's posts (2, side by side),
 * then one batch of names: 7; a topic told of by another system, two more. What was
 * read is recorded in one write beside them. A form to write in lists whom to mention: the roster and its names, a query and a batch
 * per hundred people, read once a minute for all who look: 9. Writing a topic reads the visit and the community; a reply
 * reads the topic's first post instead; where an @ stands in either, the roster and its names as they are now. Both
 * write two items in one transaction. A form that was sent before reads what it made, and shows that.
 */
export const discussionRoutes = (on: On, dependencies: Dependencies): void => {
  const { stores, clock, ids } = dependencies;
  const lists = createKept({ ...KEPT_LISTS, clock });
  const peopleOf = (organization: string, community: string) =>
    lists.get(
      `${organization}#${community}`,
      () => stores.members.listPeople(organization, community),
      (people = []) => 300 * (people.length + 1),
    );

  const newTopic = async (c: Context<Env>, community: string, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const [found, people] = await Promise.all([
      findCommunity(stores, actor.organization, community),
      peopleOf(actor.organization, community),
    ]);
    const once = form.fields.get(ONCE) ?? ids();
    const page = <NewTopicPage viewer={viewer} community={found} form={form} once={once} people={people} />;
    return render(c, page, form.errors.length > 0 ? REFUSED : 200);
  };

  const showTopic = async (
    c: Context<Env>,
    where: { readonly community: string; readonly topic: string },
    forms: { readonly reply?: FormState; readonly comment?: FormState } = {},
  ): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const asked = clock();
    const [community, posts] = await Promise.all([
      findCommunity(stores, organization, where.community),
      stores.discussions.listPosts(organization, where.topic),
    ]);
    const [first, ...others] = posts.filter((post) => post.community === where.community);
    if (first === undefined) {
      const heads = await stores.feed.topicHeads(organization, where.community, [where.topic]);
      const head = heads.get(where.topic);
      if (head === undefined) throw new NotFound('there is no topic of this name in this community');
      const [names] = await Promise.all([
        namesOf(stores, organization, [head.member]),
        recordReading(dependencies, visitOf(c), { ...where, upTo: head.postedAt }, asked),
      ]);
      return render(c, <ReportedTopicPage viewer={viewer} community={community} head={head} names={names} />);
    }
    const newest = others.at(-1) ?? first;
    const canWrite = may(actor, 'discussion.write', { organization, community: where.community });
    const [names, people] = await Promise.all([
      namesOf(stores, organization, [
        ...new Set(posts.flatMap(({ member, mentions = [] }) => [member, ...mentions])),
      ]),
      canWrite ? peopleOf(organization, where.community) : undefined,
      recordReading(dependencies, visitOf(c), { ...where, upTo: newest.createdAt }, asked),
    ]);
    const posted = posts.find(
      ({ post, member }) => post === c.req.query('posted') && member === actor.member,
    );
    const page = (
      <TopicPage
        viewer={viewer}
        community={community}
        posts={[first, ...others]}
        names={names}
        mentionedIn={(post) => mentionedIn(post, names)}
        nobody={posted ? readMentions(posted.body, mentionedIn(posted, names)).nobody : []}
        canWrite={canWrite}
        people={people}
        once={{
          reply: forms.reply?.fields.get(ONCE) ?? ids(),
          comment: forms.comment?.fields.get(ONCE) ?? ids(),
        }}
        replyForm={forms.reply ?? emptyForm}
        commentForm={forms.comment ?? emptyForm}
      />
    );
    return render(c, page, forms.reply || forms.comment ? REFUSED : 200);
  };

  /** Where a post is read; its author is told there of whom it mentions in vain. */
  const placeOf = (post: Post, people: readonly Person[]): string => {
    const topic = `/communities/${post.community}/topics/${post.topic}`;
    const inVain = readMentions(post.body, people).nobody.length > 0;
    return `${topic}${inVain ? `?posted=${post.post}` : ''}${post.kind === 'topic' ? '' : `#post-${post.post}`}`;
  };

  /** Who in a community a text may mention, as they are now. */
  const readPeople = (organization: string, community: string, body: string): Promise<Person[]> =>
    body.includes('@')
      ? stores.members.peopleFor(organization, community, mentionsIn(body))
      : Promise.resolve([]);

  /** Writes a post, or finds that the same form wrote it before; a form that says something else now writes another. */
  const write = async (
    c: Context<Env>,
    draft: Pick<Post, 'community' | 'kind' | 'title' | 'body'> & { readonly topic?: string },
    id: string,
    people: readonly Person[],
  ): Promise<Post> => {
    const { organization, member } = visitOf(c).actor;
    const { post, event } = createPost({
      ...draft,
      organization,
      member,
      post: id,
      topic: draft.topic ?? id,
      people,
      at: clock(),
      eventId: ids(),
    });
    try {
      await stores.discussions.createPost(post, event);
      return post;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const there = await stores.discussions.getPost(organization, post.topic, id);
      const same =
        there && there.kind === post.kind && there.title === post.title && there.body === post.body;
      return same ? there : write(c, draft, ids(), people);
    }
  };

  on(routes.newTopic, (c) => newTopic(c, c.req.param('community'), emptyForm));

  on(routes.createTopic, async (c) => {
    const community = c.req.param('community');
    const fields = await readForm(c);
    const form = checkForm(TopicForm, fields);
    if (form.outcome === 'refused') return newTopic(c, community, { fields, errors: form.errors });
    const { actor } = visitOf(c);
    const [people] = await Promise.all([
      readPeople(actor.organization, community, form.value.body),
      findCommunity(stores, actor.organization, community),
    ]);
    const id = idFromForm(fields, actor, ids);
    const post = await write(c, { ...form.value, community, kind: 'topic' }, id, people);
    return c.redirect(placeOf(post, people), 303);
  });

  on(routes.topic, (c) => showTopic(c, { community: c.req.param('community'), topic: c.req.param('topic') }));

  on(routes.createPost, async (c) => {
    const where = { community: c.req.param('community'), topic: c.req.param('topic') };
    const fields = await readForm(c);
    const form = checkForm(PostForm, fields);
    if (form.outcome === 'refused') {
      const refused = { fields, errors: form.errors };
      return showTopic(
        c,
        where,
        fields.get('kind') === 'comment' ? { comment: refused } : { reply: refused },
      );
    }
    const { actor } = visitOf(c);
    const [people, first] = await Promise.all([
      readPeople(actor.organization, where.community, form.value.body),
      stores.discussions.getTopic(actor.organization, where.topic),
    ]);
    if (first?.community !== where.community) {
      throw new NotFound('there is no topic of this name in this community that was written here');
    }
    const id = idFromForm(fields, actor, ids);
    const post = await write(c, { ...form.value, ...where, title: first.title }, id, people);
    return c.redirect(placeOf(post, people), 303);
  });
};
