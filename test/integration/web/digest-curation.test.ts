import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTold } from '../../../shared/communities/introduction.ts';
import { NOW, openSite, type Site, seedSite } from '../../support/site.ts';
import { fillSite } from '../../support/site-content.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  await fillSite(site);
});
afterAll(() => site.close());

const PAGE = '/communities/number-sense/digest';
const follow = async (answer: Response) => {
  expect(answer.status).toBe(303);
  return (await site.get(answer.headers.get('location') ?? '', 'facilitator')).text();
};
const change = async (post: string, what: string) =>
  follow(await site.post(`${PAGE}/posts`, { post, change: what }, 'facilitator'));
const stored = async (post: string) =>
  (await site.stores.feed.latest('lakeside', 'number-sense', 'topic', 50)).find((item) => item.post === post);
const part = (html: string, from: string, to: string) => html.split(from)[1]?.split(to)[0] ?? '';

describe('the posts of the coming digest', () => {
  it('are those of the last seven days, read as the route says', async () => {
    site.reads.length = 0;
    const html = await (await site.get(PAGE, 'facilitator')).text();
    expect(site.reads).toHaveLength(4 + 7);
    expect(html).toContain('Counting backwards across a ten');
    expect(html).not.toContain('A question from the district forum');
    expect(await (await site.get('/communities/number-sense', 'facilitator')).text()).toContain(
      `href="${PAGE}"`,
    );
    expect(await (await site.get('/communities/number-sense', 'member')).text()).not.toContain(PAGE);
  });

  it('are pinned and unpinned, and the page says so', async () => {
    const pinned = await change('topic-0', 'pin');
    expect(pinned).toMatch(/role="status">“Which manipulatives.*” comes before others/);
    expect(pinned).toContain('value="unpin"');
    expect((await stored('topic-0'))?.pinned).toBe(true);
    expect(await change('topic-0', 'unpin')).toContain('stands where it would by itself');
    expect((await stored('topic-0'))?.pinned).toBeUndefined();
  });

  it('are held back, listed apart, and released as news of now', async () => {
    const held = await change('topic-0', 'hold');
    expect(held).toContain('is held back: no digest tells it until you release it.');
    expect(part(held, 'id="held"', 'id="posts"')).toContain('Which manipulatives');
    expect(part(held, 'id="posts"', '</main>')).not.toContain('Which manipulatives');
    expect(await (await site.get('/communities/number-sense', 'member')).text()).toContain(
      'Which manipulatives',
    );

    const released = await change('topic-0', 'release');
    expect(released).toContain('is released: the next digest of each member tells it, once.');
    expect(released).not.toContain('id="held"');
    expect(await stored('topic-0')).toMatchObject({ tellAt: NOW.toISOString() });
  });

  it('are named as what they are: a topic with all that is said in it, an answer with its author', async () => {
    const statusOf = (html: string) => part(html, 'role="status">', '</p>');
    expect(statusOf(await change('topic-0', 'hold'))).toMatch(
      /^The topic “Which manipulatives.*”, with all that is said in it, is held back/,
    );
    expect(statusOf(await change('topic-0', 'release'))).toMatch(/^The topic “.*in it, is released/);
    const reply = /^A reply by \p{Lu}[^“]* to “Counting backwards.*” is held back/u;
    expect(statusOf(await change('post-1', 'hold'))).toMatch(reply);
    expect(statusOf(await change('post-1', 'release'))).toMatch(/^A reply by .*” is released/);
    expect(statusOf(await change('post-3', 'pin'))).toMatch(
      /^A comment by \p{Lu}[^“]* in “.*” comes before/u,
    );
    await change('post-3', 'unpin');
  });

  it('refuses what is no button, and a post that is not there', async () => {
    const send = (fields: Record<string, string>) => site.post(`${PAGE}/posts`, fields, 'facilitator');
    expect((await send({ post: 'topic-0', change: 'delete' })).status).toBe(400);
    expect((await send({ post: 'a#b', change: 'pin' })).status).toBe(400);
    expect((await send({ post: 'nothing', change: 'pin' })).status).toBe(404);
  });
});

describe('the introduction', () => {
  const save = (fields: Record<string, string>) => site.post(`${PAGE}/introduction`, fields, 'facilitator');

  it('is told on the days chosen, as the facilitator has them, and can be removed', async () => {
    await site.stores.digests.savePreferences(
      'lakeside',
      'tomas',
      { frequency: 'daily', timeZone: 'Australia/Sydney', hour: 7, weekday: 1 },
      NOW,
    );
    const html = await follow(await save({ text: 'Read <this>', from: '2026-11-23', through: '2026-11-24' }));
    expect(html).toContain('The introduction is saved.');
    expect(html).toContain('Told now');
    expect(html).toContain('Read &lt;this&gt;');
    expect(html).toContain('23 Nov 2026</time> through <time datetime="2026-11-24">');
    const kept = await site.stores.curation.getIntroduction('lakeside', 'number-sense');
    expect(kept).toEqual({
      organization: 'lakeside',
      community: 'number-sense',
      by: 'tomas',
      text: 'Read <this>',
      from: '2026-11-22T13:00:00.000Z',
      until: '2026-11-24T13:00:00.000Z',
    });
    const told = (at: string) => kept && isTold(kept, new Date(at));
    expect(['2026-11-22T12:59:59Z', '2026-11-22T13:00:00Z', '2026-11-24T13:00:00Z'].map(told)).toEqual([
      false,
      true,
      false,
    ]);
    const removed = await follow(await site.post(`${PAGE}/introduction/remove`, {}, 'facilitator'));
    expect(removed).toContain('The introduction is removed');
    expect(await site.stores.curation.getIntroduction('lakeside', 'number-sense')).toBeUndefined();
  });

  it.each([
    [{ text: '', from: '2026-11-23', through: '2026-11-24' }, 'Write the introduction.'],
    [{ text: 'x'.repeat(1001), from: '2026-11-23', through: '2026-11-24' }, 'Shorten the introduction'],
    [{ text: 'T', from: '', through: '2026-11-24' }, 'Choose the first day.'],
    [{ text: 'T', from: '2026-11-23', through: '' }, 'Choose the last day.'],
    [
      { text: 'T', from: '2026-11-25', through: '2026-11-24' },
      'Choose a last day that is not before the first.',
    ],
    [{ text: 'T', from: '2026-11-01', through: '2026-11-02' }, 'Choose today or a day after it.'],
  ])('is refused with what to do: %j', async (fields, message) => {
    const answer = await save(fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(message);
  });
});
