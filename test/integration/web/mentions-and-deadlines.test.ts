import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, seedSite } from '../../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
});
afterAll(() => site.close());

const BASE = '/communities/number-sense';
const TOMAS = 'Tomas Verhage';
const page = async (path: string, role: Parameters<Site['get']>[1] = 'member') =>
  (await site.get(path, role)).text();
const onceIn = (html: string): string[] =>
  [...html.matchAll(/name="once" value="([^"]+)"/g)].map(([, once = '']) => once);
const writeTopic = async (fields: Record<string, string>, role: 'member' | 'coach' = 'member') => {
  const answer = await site.post(`${BASE}/topics`, { title: 'T', body: 'B', ...fields }, role);
  return answer.headers.get('location') ?? '';
};

/** The data of the last event of a name that rode on a change. */
const lastEvent = async (name: string) => {
  const records = await site.tables.db.readStream('community', undefined, 10_000);
  const events = records.map(({ dynamodb }) => dynamodb.NewImage?.['event']?.M);
  return events.findLast((event) => event?.['type']?.S === `colloquy.${name}.v1`)?.['data']?.M;
};

describe('a mention', () => {
  it('leads to whom it names, is told with the post, and is none of somebody elsewhere', async () => {
    const body = '@tomas and @lena, see `@noor`; @mira too.\n\nhttps://example.org/@tomas';
    const path = await writeTopic({ body });
    const [topic = ''] = (path.split('/').at(-1) ?? '').split('?');
    const posts = await site.stores.discussions.listPosts('lakeside', topic);
    expect(posts[0]).toMatchObject({ body, mentions: ['tomas'] });
    const html = await page(path);
    expect(html).toContain(`<a href="/members/tomas">${TOMAS}</a> and @lena, see \`@noor\`; `);
    expect(html).toContain('<a href="https://example.org/@tomas"');

    const told = await lastEvent('post.created');
    expect(told?.['mentions']).toEqual({ L: [{ S: 'tomas' }] });
    expect(told?.['excerpt']?.S).toContain(`${TOMAS} and @lena, see \`@noor\`; `);
  });

  it('is taken in any case and by full name, and an answer says what named nobody to its author alone', async () => {
    const path = await writeTopic({});
    const body = `@TOMAS, and @${TOMAS.toUpperCase()}: if x<y and z>3. @M03?`;
    const sent = await site.post(`${path}/posts`, { kind: 'reply', body }, 'member');
    const shown = sent.headers.get('location') ?? '';
    expect((await lastEvent('post.created'))?.['excerpt']).toEqual({
      S: `${TOMAS}, and ${TOMAS}: if x<y and z>3. @M03?`,
    });
    expect((await lastEvent('post.created'))?.['mentions']).toEqual({ L: [{ S: 'tomas' }] });
    expect(await page(shown)).toMatch(/Nobody was told of these[^]*<li>@M03<\/li>/);
    expect(await page(shown, 'coach')).not.toContain('Nobody was told of these');
    expect(await page(path)).not.toContain('Nobody was told of these');
    const posts = await site.stores.discussions.listPosts('lakeside', path.split('/').at(-1) ?? '');
    expect(posts.map((post) => post.body)).toContain(body);
  });

  it('is explained where somebody writes, with a list of the community, and by the profile', async () => {
    const path = await writeTopic({});
    for (const form of [`${BASE}/topics/new`, path]) {
      expect(await page(form)).toContain('To mention somebody, write @');
      expect(await page(form)).toContain(`<li>${TOMAS} <code>@tomas</code></li>`);
      expect(await page(form)).not.toContain('<code>@lena</code>');
    }
    expect(await page('/members/tomas')).toContain('<strong>@tomas</strong>');
  });
});

describe('a form that is sent twice', () => {
  it('is one topic, and both answers show it', async () => {
    const [once = ''] = onceIn(await page(`${BASE}/topics/new`));
    const sent = { title: 'Twice', body: 'Clicked twice', once };
    const [first, second] = await Promise.all([writeTopic(sent), writeTopic(sent)]);
    expect(second).toBe(first);
    expect(await writeTopic(sent)).toBe(first);
    const posts = await site.stores.discussions.listPosts('lakeside', first.split('/').at(-1) ?? '');
    expect(posts).toHaveLength(1);
  });

  it('is one reply and one comment; and another where it says something else by then', async () => {
    const path = await writeTopic({});
    const [reply = '', comment = ''] = onceIn(await page(path));
    expect(reply).not.toBe(comment);
    const send = async (kind: string, body: string, once: string) =>
      (await site.post(`${path}/posts`, { kind, body, once }, 'member')).headers.get('location');
    const there = await send('reply', 'Once', reply);
    expect(await send('reply', 'Once', reply)).toBe(there);
    expect(await send('comment', 'Once', comment)).not.toBe(there);
    expect(await send('reply', 'Went back and wrote something else', reply)).not.toBe(there);
    const posts = await site.stores.discussions.listPosts('lakeside', path.split('/').at(-1) ?? '');
    // This site's clock stands still, so that nothing but identifiers could tell their order.
    expect(posts.map(({ kind, body }) => `${kind}: ${body}`).sort()).toEqual([
      'comment: Once',
      'reply: Once',
      'reply: Went back and wrote something else',
      'topic: B',
    ]);
  });

  it('takes nothing from somebody else who sends the same', async () => {
    const sent = { title: 'Mine', body: 'Mine', once: 'known-to-both' };
    expect(await writeTopic(sent)).not.toBe(await writeTopic(sent, 'coach'));
  });

  it('keeps what it carries where it is refused', async () => {
    const refused = await site.post(`${BASE}/topics`, { title: '', body: 'B', once: 'kept' }, 'member');
    expect(onceIn(await refused.text())).toEqual(['kept']);
  });
});

describe('a deadline', () => {
  it('is set with a cycle, shown everywhere in words, moved with the step, and taken away', async () => {
    const start = (nextDueOn: string) =>
      site.post(`${BASE}/cycles`, { title: 'Why?', nextDueOn, members: 'mira' }, 'facilitator');
    const past = await start('2026-11-21');
    expect(past.status).toBe(422);
    expect(await past.text()).toContain('Choose today or a day after it.');
    const path = (await start('2026-11-27')).headers.get('location') ?? '';
    for (const where of [path, BASE, '/']) {
      expect(await page(where), where).toMatch(
        /Due <time datetime="2026-11-27">27 Nov 2026<\/time>, in 5 days/,
      );
    }

    const step = { step: '1', note: '', nextDueOn: '2026-11-23' };
    expect((await site.post(`${path}/steps`, step, 'facilitator')).status).toBe(303);
    expect(await page(path)).toContain('23 Nov 2026</time>, tomorrow');

    const move = (dueOn: string, revision: string) =>
      site.post(`${path}/deadline`, { dueOn, revision }, 'facilitator');
    expect((await move('2026-12-24', '0')).status).toBe(409);
    expect((await move('soon', '1')).status).toBe(422);
    expect((await move('2026-11-22', '1')).status).toBe(303);
    expect(await page(path)).toContain('22 Nov 2026</time>, today');
    expect((await move('', '2')).status).toBe(303);
    expect(await page(path)).not.toContain('Due <time');
    const told = await lastEvent('cycle.rescheduled');
    expect(told).toMatchObject({ member: { S: 'tomas' } });
    expect(told).not.toHaveProperty('nextDueOn');
  });

  it('of a goal is chosen with it, and shown with it', async () => {
    const goal = { title: 'Listen', measure: '', community: 'number-sense' };
    expect((await site.post('/goals', { ...goal, dueOn: '2026-11-01' }, 'member')).status).toBe(422);
    expect((await site.post('/goals', { ...goal, dueOn: '2026-12-06' }, 'member')).status).toBe(303);
    for (const where of ['/goals', '/']) expect(await page(where)).toContain('6 Dec 2026</time>, in 14 days');
    expect((await site.post('/goals', { ...goal, title: 'No day', dueOn: '' }, 'member')).status).toBe(303);
  });
});
