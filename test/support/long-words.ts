import { createPost } from '../../shared/discussions/create-post.ts';
import { NOW, type Site } from './site.ts';

/** A word of 150 letters, and an address that somebody pasted as it was: nothing in either lets a line end. */
const LONG = `${'Rindfleischetikettierung'.repeat(7).slice(0, 150)} https://lakeside.example.org/${'notes-on-backwards-counting_'.repeat(3)}.html`;

/** The topic that {@link writeLongWords} writes. */
export const LONG_TOPIC = '/communities/number-sense/topics/long-words';

/** A topic and a reply of long words, the latest of their community, one of them picked for its digest. */
export const writeLongWords = async ({ stores }: Site): Promise<void> => {
  const about = { organization: 'lakeside', community: 'number-sense', topic: 'long-words', title: LONG };
  for (const [post, kind, member] of [
    ['long-words', 'topic', 'noor'],
    ['long-reply', 'reply', 'tomas'],
  ] as const) {
    const at = new Date(NOW.getTime() - 3_600_000);
    const written = createPost({ ...about, member, post, kind, body: LONG, at, eventId: `e-${post}` });
    await stores.discussions.createPost(written.post, written.event);
    const postedAt = at.toISOString();
    await stores.feed.add({ ...about, post, kind, member, excerpt: LONG, postedAt });
  }
  await stores.feed.pin('lakeside', 'number-sense', 'long-words');
};
