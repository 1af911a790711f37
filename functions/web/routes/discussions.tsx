import type { Context } from 'hono';
import * as z from 'zod';
import { may } from '../../../shared/access/policy.ts';
import { createPost } from '../../../shared/discussions/create-post.ts';
import { MAX_BODY, type Post } from '../../../shared/discussions/model.ts';
import { NotFound } from '../../../shared/platform/errors.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { MAX_COMMENT, NewTopicPage, ReportedTopicPage, TopicPage } from '../../../web/pages/topic.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
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

/**
 * Discussions. A topic's page reads, beside the visit's four: the community and the topic's posts (2, side by side),
 * then one batch of names: 7; a topic told of by another system, one more. Writing a topic reads the visit alone and
 * writes one item; a reply reads the topic's first post too.
 */
export const discussionRoutes = (on: On, { stores, clock, ids }: Dependencies): void => {
  const newTopic = async (c: Context<Env>, community: string, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const found = await findCommunity(stores, actor.organization, community);
    const page = <NewTopicPage viewer={viewer} community={found} form={form} />;
    return render(c, page, form.errors.length > 0 ? REFUSED : 200);
  };

  const showTopic = async (
    c: Context<Env>,
    where: { readonly community: string; readonly topic: string },
    forms: { readonly reply?: FormState; readonly comment?: FormState } = {},
  ): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const [community, posts] = await Promise.all([
      findCommunity(stores, organization, where.community),
      stores.discussions.listPosts(organization, where.topic),
    ]);
    const [first, ...others] = posts.filter((post) => post.community === where.community);
    if (first === undefined) {
      const heads = await stores.feed.topicHeads(organization, where.community, [where.topic]);
      const head = heads.get(where.topic);
      if (head === undefined) throw new NotFound('there is no topic of this name in this community');
      const names = await namesOf(stores, organization, [head.member]);
      return render(c, <ReportedTopicPage viewer={viewer} community={community} head={head} names={names} />);
    }
    const page = (
      <TopicPage
        viewer={viewer}
        community={community}
        posts={[first, ...others]}
        names={
          await namesOf(
            stores,
            organization,
            posts.map(({ member }) => member),
          )
        }
        canWrite={may(actor, 'discussion.write', { organization, community: where.community })}
        replyForm={forms.reply ?? emptyForm}
        commentForm={forms.comment ?? emptyForm}
      />
    );
    return render(c, page, forms.reply || forms.comment ? REFUSED : 200);
  };

  const write = async (
    c: Context<Env>,
    draft: Pick<Post, 'community' | 'post' | 'kind' | 'topic' | 'title' | 'body'>,
  ): Promise<Post> => {
    const { organization, member } = visitOf(c).actor;
    const { post, event } = createPost({ ...draft, organization, member, at: clock(), eventId: ids() });
    await stores.discussions.createPost(post, event);
    return post;
  };

  on(routes.newTopic, (c) => newTopic(c, c.req.param('community'), emptyForm));

  on(routes.createTopic, async (c) => {
    const community = c.req.param('community');
    const fields = await readForm(c);
    const form = checkForm(TopicForm, fields);
    if (form.outcome === 'refused') return newTopic(c, community, { fields, errors: form.errors });
    await findCommunity(stores, visitOf(c).actor.organization, community);
    const post = ids();
    await write(c, { ...form.value, community, post, topic: post, kind: 'topic' });
    return c.redirect(`/communities/${community}/topics/${post}`, 303);
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
    const first = await stores.discussions.getTopic(visitOf(c).actor.organization, where.topic);
    if (first?.community !== where.community) {
      throw new NotFound('there is no topic of this name in this community that was written here');
    }
    const { post } = await write(c, { ...form.value, ...where, post: ids(), title: first.title });
    return c.redirect(`/communities/${where.community}/topics/${where.topic}#post-${post}`, 303);
  });
};
