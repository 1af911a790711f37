import { describe, expect, it } from 'vitest';
import { composeDigest, type Digest } from '../../../shared/digests/compose.ts';
import { badge, credit, matterOf, newsOf, post, reply } from './sample.ts';

const digestOf = (...matter: Parameters<typeof matterOf>): Digest => {
  const composition = composeDigest(matterOf(...matter));
  if (composition.kind !== 'digest') throw new Error(composition.reason);
  return composition.digest;
};

const own = post({ post: 't1', member: 'ana', title: 'Fractions', postedAt: '2026-10-01T09:00:00.000Z' });

describe('composeDigest', () => {
  it('has its sections in the order in which they matter', () => {
    const news = newsOf(
      'algebra',
      [post({ post: 't2' }), reply({ post: 'r1' }), reply({ post: 'r9', topic: 't9' })],
      [own],
    );
    const digest = digestOf([news], { badges: [badge], credits: [credit] });
    expect(digest.sections.map(({ heading }) => heading)).toEqual([
      'Replies to your topics',
      'New topics',
      'Also discussed',
      'What you earned',
    ]);
    expect(digest.items).toBe(5);
    expect(digest.subject).toBe('Fractions and 4 more · Association of Mathematics Teachers');
    expect(digest.period).toBe('from Monday 9 November at 07:00 to Monday 16 November at 07:00');
  });

  it('says of each item who it is of, where it is, and why the member is told', () => {
    const news = newsOf(
      'algebra',
      [
        post({ post: 't2', member: 'chen', title: 'Exit tickets', excerpt: 'What then?' }),
        reply({ post: 'r2', topic: 't2', title: 'Exit tickets' }),
        reply({ post: 'r1', member: 'dora', excerpt: 'Paper strips.', postedAt: '2026-11-12T00:00:00.000Z' }),
        reply({ post: 'r3', member: 'chen' }),
        reply({ post: 'r4', member: 'ben' }),
      ],
      [own],
    );
    const [replies, topics] = digestOf([news]).sections;
    expect(replies?.entries).toEqual([
      {
        title: 'Fractions',
        url: 'https://colloquy.example.org/communities/algebra/topics/t1',
        byline: '3 replies by Dora Lindqvist, Ben Okafor and 1 other',
        excerpt: 'Paper strips.',
        reason: 'In Algebra in year 9, on a topic that you began.',
      },
    ]);
    expect(topics?.entries).toMatchObject([
      {
        title: 'Exit tickets',
        byline: 'A topic by Chen Wei, 1 reply so far',
        excerpt: 'What then?',
        reason: 'In Algebra in year 9, where you are a member.',
      },
    ]);
  });

  it('links badges to the owner’s page of them and credits to the profile', () => {
    const [earned] = digestOf([], { badges: [badge], credits: [credit] }).sections;
    expect(earned?.entries.map(({ title, url, reason }) => [title, url, reason])).toEqual([
      [
        'Practitioner of inquiry',
        `https://colloquy.example.org/members/ana/badges/${badge.credential}`,
        `For: ${badge.achievement.criteria}`,
      ],
      ['2.5 hours', 'https://colloquy.example.org/members/ana', 'For: Five replies that helped a colleague'],
    ]);
  });

  it('counts what it leaves to the community’s page, with a link', () => {
    const posts = Array.from({ length: 14 }, (_, i) => post({ post: `t${i}` }));
    expect(digestOf([newsOf('algebra', posts)]).more).toEqual([
      { text: 'And 4 more in Algebra in year 9', url: 'https://colloquy.example.org/communities/algebra' },
    ]);
    expect(digestOf([{ ...newsOf('algebra', posts), truncated: true }]).more[0]?.text).toBe(
      'And more than 4 more in Algebra in year 9',
    );
  });

  it('calls somebody whose name is not known a member', () => {
    const [section] = digestOf([newsOf('algebra', [post({ post: 't2', member: 'gone' })])]).sections;
    expect(section?.entries[0]?.byline).toBe('A topic by a member');
  });

  it('leads to where the post is if that is on the web, and nowhere else', () => {
    const linkOf = (link: string): string | undefined =>
      digestOf([newsOf('algebra', [post({ post: 't2', link })])]).sections[0]?.entries[0]?.url;
    expect(linkOf('https://forum.example.org/t2')).toBe('https://forum.example.org/t2');
    expect(linkOf('javascript:alert(1)')).toBe('https://colloquy.example.org/communities/algebra/topics/t2');
  });

  it('makes one line of whatever was written, and cuts what is long', () => {
    const news = newsOf('algebra', [
      post({ post: 't2', title: 'Two\r\nBcc: everybody@example.org\u202e', excerpt: '😀'.repeat(200) }),
    ]);
    const digest = digestOf([news], { organization: { name: 'A\r\nB' } });
    expect(digest.subject).toBe('Two Bcc: everybody@example.org · A B');
    const [entry] = digest.sections[0]?.entries ?? [];
    expect(entry?.excerpt.length).toBeLessThanOrEqual(180);
    expect(entry?.excerpt.isWellFormed()).toBe(true);
  });

  it.each([
    ['nothing was written', matterOf([newsOf('algebra', [])]), 'nobody else wrote'],
    [
      'only the member wrote',
      matterOf([newsOf('algebra', [post({ post: 't2', member: 'ana' })])]),
      'nobody else wrote',
    ],
    ['the member is in no community', matterOf([]), 'the member belongs to no community'],
  ])('has nothing to say where %s', (_, matter, reason) => {
    const composition = composeDigest(matter);
    expect(composition.kind).toBe('suppressed');
    expect(composition).toMatchObject({ reason: expect.stringContaining(reason) as string });
  });

  it('has something to say where a badge was earned and nobody wrote', () => {
    expect(digestOf([], { badges: [badge] })).toMatchObject({ items: 1 });
  });
});
