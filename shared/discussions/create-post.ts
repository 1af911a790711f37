import type { EventOf, PostKind } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { parse } from '../platform/parse.ts';
import { excerptOf } from './excerpt.ts';
import { Post } from './model.ts';

/** What a new post is made from. A topic has a title of its own; a reply or comment takes its topic's. */
export interface PostDraft {
  readonly organization: string;
  readonly community: string;
  readonly member: string;
  readonly post: string;
  readonly kind: PostKind;
  readonly topic: string;
  readonly title: string;
  readonly body: string;
  /** Whom it mentions, of those who belong to the community; the author themselves are left out. */
  readonly mentions?: readonly string[];
  readonly at: Date;
  readonly eventId: string;
}

/**
 * A new post, its text exactly as its author gave it, and the event that tells of it with a plain-text excerpt.
 *
 * @throws {InvalidInput} naming the field that is empty or too long.
 */
export const createPost = (draft: PostDraft): { post: Post; event: EventOf<'post.created'> } => {
  const { at, eventId, mentions: named = [], ...fields } = draft;
  const time = at.toISOString();
  const others = named.filter((one) => one !== draft.member);
  const mentions = others.length > 0 ? { mentions: others } : {};
  const post = parse(Post, { ...fields, ...mentions, createdAt: time }, 'post');
  const { organization, community, member, kind, topic, title } = post;
  const event = makeEvent('post.created', {
    id: eventId,
    source: OWN_SOURCE,
    time,
    organization,
    subject: post.post,
    data: {
      member,
      community,
      post: post.post,
      kind,
      topic,
      title,
      excerpt: excerptOf(post.body),
      ...mentions,
    },
  });
  return { post, event };
};
