import { withNames } from '../../shared/discussions/mentions.ts';
import type { DiscussionsStore } from '../../shared/discussions/store.ts';
import type { NoteFacts } from '../../shared/notifications/note-facts.ts';
import type { ToldNote } from '../../shared/notifications/tell-note.ts';
import type { Sources } from './reading.ts';

/** Where the text of a post is read. */
export interface Texts {
  readonly members: Sources['members'];
  readonly discussions: Pick<DiscussionsStore, 'getPost'>;
}

/** Whether a post is there and was written here: one of another system is read and answered there. */
export const isHere = ({ post }: Pick<NoteFacts, 'post'>): boolean =>
  post !== undefined && post !== 'removed' && post.link === undefined;

/**
 * All that the post of a note says now, with the names of those it mentions; undefined where it is none written here,
 * or gone. Two items, and a batch of names where it mentions somebody.
 */
export const readText = async (
  { note: { organization, about }, facts }: ToldNote,
  { members, discussions }: Texts,
): Promise<string | undefined> => {
  if (about.of !== 'post' || !isHere(facts)) return undefined;
  const post = await discussions.getPost(organization, about.topic, about.post);
  if (post?.community !== about.community) return undefined;
  const { body, mentions = [], member } = post;
  if (!body.includes('@')) return body;
  return withNames(body, [...(await members.getMembers(organization, [member, ...mentions])).values()]);
};
