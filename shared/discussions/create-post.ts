import type { EventOf, PostKind } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { parse } from '../platform/parse.ts';
import { excerptOfText } from './excerpt.ts';
import type { Person } from './mention-names.ts';
import { mentionsOf, namedIn, piecesOf } from './mentions.ts';
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
  /** Those of the community whom it may mention; the author themselves are not told of it. Nobody where absent. */
  readonly people?: readonly Person[];
  readonly at: Date;
  readonly eventId: string;
}

/**
 * A new post, its text exactly as its author gave it, and the event that tells of it with an excerpt of that text, in
 * which whoever it mentions stands by name.
 *
 * @throws {InvalidInput} naming the field that is empty or too long.
 */
export const createPost = (draft: PostDraft): { post: Post; event: EventOf<'post.created'> } => {
  const { at, eventId, people = [], ...fields } = draft;
  const time = at.toISOString();
  const pieces = piecesOf(draft.body, people);
  const others = mentionsOf(pieces).members.filter((one) => one !== draft.member);
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
      excerpt: excerptOfText(namedIn(pieces)),
      ...mentions,
    },
  });
  return { post, event };
};
