import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPost } from '../../../shared/discussions/create-post.ts';
import { excerptOfText } from '../../../shared/discussions/excerpt.ts';
import { stylesheet } from '../../../web/stylesheet.ts';
import { NOW, openSite, PUBLIC_URL, type Site, seedSite } from '../../support/site.ts';
import { credentialId, fillSite } from '../../support/site-content.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  await fillSite(site);
});
afterAll(() => site.close());

const TOPIC = '/communities/number-sense/topics/post-0';

describe('what every answer carries', () => {
  it('lets nothing run, frames nothing, and is not kept on the way', async () => {
    const response = await site.get('/', 'member');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).not.toMatch(/<script|\sstyle=|\son[a-z]+=/);
  });

  it('but for the style sheet, which browsers keep for ever', async () => {
    const response = await site.get(stylesheet.path);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await response.text()).toBe(stylesheet.content);
  });
});

describe('reads per page, as the routes say', () => {
  it.each([
    ['/', 'member', 4 + 4 + 2 * 4 + 1 + 2 + 1],
    ['/communities/number-sense', 'member', 9],
    [TOPIC, 'member', 7 + 2],
    ['/communities/number-sense/cycles/cycle-1', 'facilitator', 7],
    ['/goals', 'member', 6],
    ['/settings/digest', 'member', 4 + 3 + 2],
    ['/members/mira', 'member', 10],
    ['/pathways', 'member', 4 + 7],
    ['/staff', 'staff', 4 + 2],
    ['/staff/achievements', 'staff', 4 + 2],
    ['/staff/achievements/mentor', 'staff', 4 + 3],
    ['/staff/award', 'staff', 4 + 3],
    ['/staff/engagement', 'staff', 4 + 1 + 3 + 1 + 4],
    ['/staff/awards?from=2026-11-01&through=2026-11-22', 'staff', 4 + 1 + 1 + 1],
    ['/unsubscribe/no-such-token', undefined, 1],
    ['/sign-in', undefined, 0],
    ['/about', undefined, 0],
  ] as const)('%s', async (path, role, expected) => {
    // What several share of the last days is kept for a minute: somebody looked before.
    if (path === '/') await site.get(path, role);
    site.reads.length = 0;
    await site.get(path, role);
    expect(site.reads).toHaveLength(expected);
  });
});

describe('the page about the site', () => {
  it('says what is kept and who to ask, to whoever is not signed in, and every page leads there', async () => {
    const response = await site.get('/about');
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('id="keeps"');
    expect(html).toContain('Ask the staff of the organization you belong to');
    expect(await (await site.get('/sign-in')).text()).toContain('href="/about"');
  });
});

describe('a post', () => {
  const hostile = `<script>alert("1")</script>\n\n<img src=x onerror=alert(1)> & "quotes" </textarea> javascript:alert(1)`;

  it('is stored as it was given, shown escaped, and told of with a plain excerpt', async () => {
    const answer = await site.post(
      '/communities/number-sense/topics',
      { title: '<b>Bold</b>', body: hostile },
      'member',
    );
    expect(answer.status).toBe(303);
    const topic = answer.headers.get('location')?.split('/').at(-1) ?? '';
    const stored = await site.stores.discussions.getTopic('lakeside', topic);
    expect(stored).toMatchObject({
      organization: 'lakeside',
      community: 'number-sense',
      member: 'mira',
      kind: 'topic',
      topic,
      title: '<b>Bold</b>',
      body: hostile,
      createdAt: NOW.toISOString(),
    });
    const page = await (await site.get(answer.headers.get('location') ?? '', 'facilitator')).text();
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(page).toContain('<h1>&lt;b&gt;Bold&lt;/b&gt;</h1>');
    expect(page).not.toMatch(/<script|<img src=x|href="javascript/);

    const records = await site.tables.db.readStream('community', undefined, 10_000);
    // Reading the page was recorded since, which is no event.
    const event = records.findLast(({ dynamodb }) => dynamodb.NewImage?.['event'])?.dynamodb.NewImage?.[
      'event'
    ]?.M;
    expect(event?.['type']).toEqual({ S: 'colloquy.post.created.v1' });
    expect(event?.['source']).toEqual({ S: 'colloquy' });
    expect(event?.['data']?.M?.['excerpt']).toEqual({ S: excerptOfText(hostile) });
  });

  it('keeps an ampersand in an address an address', async () => {
    const body = 'See https://example.org/a?b=1&c=<2>, or (https://example.org/x).';
    const answer = await site.post('/communities/number-sense/topics', { title: 'T', body }, 'member');
    const page = await (await site.get(answer.headers.get('location') ?? '', 'member')).text();
    expect(page).toContain('href="https://example.org/a?b=1&amp;c="');
    expect(page).toContain('href="https://example.org/x"');
  });

  it('is refused where it says nothing, and the page keeps the title and says what to do', async () => {
    const answer = await site.post(
      '/communities/number-sense/topics',
      { title: 'Kept <title>', body: ' \n ' },
      'member',
    );
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('value="Kept &lt;title&gt;"');
    expect(page).toMatch(/<a href="#body">Write something before you post\.<\/a>/);
    expect(page).toContain('aria-invalid="true"');
  });

  it('is refused where it is too long, and the page keeps all of it', async () => {
    const body = `Beginning ${'x'.repeat(20_000)} </textarea><script>end`;
    const answer = await site.post(`${TOPIC}/posts`, { kind: 'reply', body }, 'member');
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('Shorten the text to 20,000 characters; it has 20,033.');
    expect(page).toContain(`Beginning ${'x'.repeat(20_000)} &lt;/textarea&gt;&lt;script&gt;end`);
  });

  it('may be a comment, which is short', async () => {
    const refused = await site.post(`${TOPIC}/posts`, { kind: 'comment', body: 'y'.repeat(601) }, 'member');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('y'.repeat(601));
    const taken = await site.post(`${TOPIC}/posts`, { kind: 'comment', body: 'Thanks\r\nto all' }, 'coach');
    expect(taken.headers.get('location')).toMatch(/#post-id-\d+$/);
    const posts = await site.stores.discussions.listPosts('lakeside', 'post-0');
    expect(posts.at(-1)).toMatchObject({
      kind: 'comment',
      member: 'noor',
      title: posts[0]?.title,
      body: 'Thanks\nto all',
    });
  });

  it('cannot be added to a topic of another community', async () => {
    const { post, event } = createPost({
      organization: 'lakeside',
      community: 'early-readers',
      member: 'lena',
      post: 'theirs',
      topic: 'theirs',
      kind: 'topic',
      title: 'Theirs',
      body: 'Not for all',
      at: NOW,
      eventId: 'e-theirs',
    });
    await site.stores.discussions.createPost(post, event);
    const written = await site.post(
      '/communities/number-sense/topics/theirs/posts',
      { kind: 'reply', body: 'In by the back door' },
      'member',
    );
    const read = await site.get('/communities/number-sense/topics/theirs', 'member');
    expect([written.status, read.status]).toEqual([404, 404]);
    expect(await read.text()).not.toContain('Not for all');
  });

  it('cannot name its author, its organization or its identifiers', async () => {
    const fields = {
      title: 'T',
      body: 'B',
      member: 'tomas',
      organization: 'hillside',
      post: 'chosen',
      topic: 'chosen',
    };
    const answer = await site.post('/communities/number-sense/topics', fields, 'member');
    const topic = answer.headers.get('location')?.split('/').at(-1) ?? '';
    expect(topic).not.toBe('chosen');
    expect(await site.stores.discussions.getTopic('lakeside', topic)).toMatchObject({ member: 'mira' });
    expect(await site.stores.discussions.getTopic('hillside', 'chosen')).toBeUndefined();
  });
});

describe('a form that is refused before it is read', () => {
  const text = 'An hour of careful work';

  it.each([
    ['from another site', { origin: 'https://evil.example' }],
    ['without saying from where', { origin: '' }],
    [
      'from another site of the same host',
      { origin: 'http://127.0.0.1:9999', 'sec-fetch-site': 'same-site' },
    ],
  ])('%s changes nothing, and gives the text back', async (_, headers) => {
    const before = await site.stores.discussions.listPosts('lakeside', 'post-0');
    const answer = await site.post(`${TOPIC}/posts`, { kind: 'reply', body: text }, 'member', { headers });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain(text);
    expect(await site.stores.discussions.listPosts('lakeside', 'post-0')).toEqual(before);
  });

  it('is given back where the session has ended', async () => {
    const answer = await site.post(`${TOPIC}/posts`, { kind: 'reply', body: text });
    const page = await answer.text();
    expect(answer.status).toBe(401);
    expect(page).toContain(text);
    expect(page).toContain('href="/sign-in"');
  });

  it('is refused where it is larger than any form', async () => {
    const answer = await site.post(`${TOPIC}/posts`, { kind: 'reply', body: 'z'.repeat(300_000) }, 'member');
    expect(answer.status).toBe(413);
  });

  it('is refused where it is no form', async () => {
    const answer = await site.app.request(`${PUBLIC_URL}${TOPIC}/posts`, {
      method: 'POST',
      body: '{"kind":"reply","body":"x"}',
      headers: { 'content-type': 'application/json', cookie: site.cookieOf('member'), origin: PUBLIC_URL },
    });
    expect(answer.status).toBe(400);
  });

  it.each([
    ['has no boundary', 'multipart/form-data', '--x\r\n'],
    [
      'is cut short',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="body"\r\n\r\nHa',
    ],
    ['is something else', 'multipart/form-data; boundary=x', 'kind=reply&body=x'],
  ])('is refused with what to do where it %s', async (_, type, body) => {
    const answer = await site.app.request(`${PUBLIC_URL}${TOPIC}/posts`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, cookie: site.cookieOf('member'), origin: PUBLIC_URL },
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('The form arrived broken or incomplete; open its page again');
  });

  it('is taken in parts as well', async () => {
    const form = new FormData();
    form.set('kind', 'comment');
    form.set('body', 'Sent in parts');
    const answer = await site.app.request(`${PUBLIC_URL}${TOPIC}/posts`, {
      method: 'POST',
      body: form,
      headers: { cookie: site.cookieOf('member'), origin: PUBLIC_URL },
    });
    expect(answer.status).toBe(303);
  });
});

describe('an error', () => {
  it('is a problem document for a machine', async () => {
    const answer = await site.get('/communities/no-such', 'staff', {
      headers: { accept: 'application/json' },
    });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toEqual({
      type: 'about:blank',
      title: 'Not here',
      status: 404,
      detail: 'there is no community of this name in your organization',
    });
  });

  it('sends nobody anywhere where a machine is not signed in', async () => {
    const answer = await site.get('/goals', undefined, { headers: { accept: 'application/json' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
  });

  it.each([
    '/communities/a%23b',
    '/members/m%23MEMBER',
    '/communities/.hidden',
    '/communities/c/topics/t%00',
  ])('%s names nothing that could be there', async (path) => {
    expect((await site.get(path, 'administrator')).status).toBe(404);
  });

  it.each([
    ['/staff/awards', 'member', 403, 'Go back, or to <a href="/">Home</a>.'],
    ['/communities/early-readers', 'member', 403, 'Go back, or to <a href="/">Home</a>.'],
    ['/nowhere', 'member', 404, 'Check the address and go back, or to <a href="/">Home</a>.'],
    ['/members/a%23b', 'staff', 404, 'Check the address and go back, or to <a href="/">Home</a>.'],
  ] as const)('%s leaves %s signed in', async (path, role, status, next) => {
    const answer = await site.get(path, role);
    const page = await answer.text();
    expect(answer.status).toBe(status);
    expect(page).toContain('<nav aria-label="Main">');
    expect(page).toMatch(/Signed in as (Mira Solano|Petra Lindqvist)\./);
    expect(page).toContain(next);
    expect(page).not.toMatch(/href="\/sign-in"|what you sent/);
  });

  it('after a form says to go back and change it, and leaves who sent it signed in', async () => {
    const answer = await site.post(`${TOPIC}/posts`, { kind: 'reply', body: 'x' }, 'member', {
      headers: { origin: 'https://evil.example' },
    });
    const page = await answer.text();
    expect(page).toContain('Go back to change what you sent, or go to <a href="/">Home</a>.');
    expect(page).toContain('Signed in as Mira Solano.');
  });

  it('offers the way in to who is not signed in', async () => {
    const page = await (await site.get('/nowhere')).text();
    expect(page).toContain('href="/sign-in"');
    expect(page).not.toContain('Signed in as');
  });

  it('of our own making leaves somebody signed in', async () => {
    const { latest } = site.stores.feed;
    site.stores.feed.latest = () => Promise.reject(new Error('broken'));
    const answer = await site.get('/', 'member');
    site.stores.feed.latest = latest;
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('Signed in as Mira Solano.');
  });

  it('of a person is named without what they sent', async () => {
    site.logged.length = 0;
    const broken = await openSite();
    await seedSite(broken);
    await broken.close();
    const answer = await broken.get('/members/mira', 'member');
    const page = await answer.text();
    expect(answer.status).toBe(500);
    expect(page).toContain('it has been logged');
    expect(page).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|node_modules/);
    expect(JSON.stringify(broken.logged)).not.toContain('session-of-member');
  });
});

describe('a cycle', () => {
  const path = '/communities/number-sense/cycles/cycle-1';

  it('is taken a step on by its facilitator, once', async () => {
    const first = await site.post(
      `${path}/steps`,
      { step: '4', note: 'A plan <b>with</b> dates' },
      'facilitator',
    );
    expect(first.status).toBe(303);
    const page = await (await site.get(path, 'member')).text();
    expect(page).toContain('4 of 7 steps complete');
    expect(page).toContain('A plan &lt;b&gt;with&lt;/b&gt; dates');
    const again = await site.post(`${path}/steps`, { step: '4', note: 'Typed twice' }, 'facilitator');
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('Typed twice');
  });

  it('tells one event for each person who took part, when its last step is done', async () => {
    for (const step of ['5', '6']) {
      expect((await site.post(`${path}/steps`, { step, note: '' }, 'facilitator')).status).toBe(303);
    }
    const last = await (await site.get(path, 'facilitator')).text();
    expect(last).toContain('Complete the cycle: everybody who took part gets credit');
    const refused = await site.post(`${path}/steps`, { step: '7', note: 'Learned' }, 'facilitator');
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain('<a href="#final">Tick &quot;This is final&quot; to complete the cycle');
    expect(page).toContain('Learned</textarea>');
    const final = { step: '7', note: '', final: 'yes' };
    expect((await site.post(`${path}/steps`, final, 'facilitator')).status).toBe(303);
    const records = await site.tables.db.readStream('community', undefined, 10_000);
    const event = records.at(-1)?.dynamodb.NewImage?.['event']?.M;
    expect(event?.['type']).toEqual({ S: 'colloquy.cycle.completed.v1' });
    expect(event?.['data']?.M?.['members']?.L).toEqual([{ S: 'tomas' }, { S: 'mira' }, { S: 'noor' }]);
  });

  it('is started by its facilitator, with people of the community alone', async () => {
    const fields = new URLSearchParams([
      ['title', 'What do our exit tickets tell us?'],
      ['members', 'mira'],
      ['members', 'lena'],
    ]);
    const answer = await site.post('/communities/number-sense/cycles', fields, 'facilitator');
    const id = answer.headers.get('location')?.split('/').at(-1) ?? '';
    const cycle = await site.stores.inquiry.getCycle('lakeside', 'number-sense', id);
    expect(cycle?.members).toEqual(['tomas', 'mira']);
  });
});

describe('goals', () => {
  it('are set, moved on and met by their owner, and by nobody else', async () => {
    const set = await site.post(
      '/goals',
      { title: 'Listen more', measure: '', community: 'number-sense' },
      'coach',
    );
    const id = set.headers.get('location')?.replace('/goals#goal-', '') ?? '';
    expect((await site.post(`/goals/${id}/progress`, { percent: '60' }, 'member')).status).toBe(404);
    expect((await site.post(`/goals/${id}/progress`, { percent: '60' }, 'coach')).status).toBe(303);
    expect((await site.post(`/goals/${id}/progress`, { percent: '160' }, 'coach')).status).toBe(400);
    expect((await site.post(`/goals/${id}/met`, {}, 'coach')).status).toBe(303);
    expect((await site.post(`/goals/${id}/met`, {}, 'coach')).status).toBe(409);
    expect(await site.stores.inquiry.getGoal('lakeside', 'noor', id)).toMatchObject({
      percent: 100,
      revision: 2,
    });
  });

  it('belong to a community of their owner', async () => {
    const answer = await site.post(
      '/goals',
      { title: 'Elsewhere', measure: 'm', community: 'early-readers' },
      'coach',
    );
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="Elsewhere"');
  });
});

describe('home', () => {
  it('has communities, cycles and goals before what was written, for narrow screens and readers', async () => {
    const page = await (await site.get('/', 'member')).text();
    const headings = [...page.matchAll(/<h2 id="(\w+)"/g)].map(([, id]) => id);
    expect(headings.at(0)).toBe('communities');
    expect(headings.at(-1)).toBe('latest');
  });
});

describe('digest settings', () => {
  it('say when the next one comes, in the zone that was chosen', async () => {
    const fields = { frequency: 'daily', weekday: '1', hour: '6', timeZone: 'Asia/Tokyo' };
    const answer = await site.post('/settings/digest', fields, 'facilitator');
    expect(answer.headers.get('location')).toBe('/settings/digest?saved');
    const page = await (await site.get('/settings/digest?saved', 'facilitator')).text();
    expect(page).toContain('<time datetime="2026-11-22T21:00:00.000Z">Monday 23 November at 06:00');
    expect(page).toContain('Saved.');
  });

  it.each([
    ['timeZone', 'Mars/Olympus'],
    ['frequency', 'hourly'],
    ['timeZone', '+05:30'],
    ['timeZone', '-08'],
    ['timeZone', ''],
    ['hour', '24'],
    ['hour', ''],
    ['hour', '0x7'],
    ['hour', '7.5'],
    ['hour', ' 7'],
    ['weekday', '0'],
    ['weekday', '8'],
    ['weekday', '1e0'],
  ])('refuse %s = %s and keep the rest', async (field, value) => {
    const fields = { frequency: 'weekly', weekday: '5', hour: '9', timeZone: 'Europe/Oslo', [field]: value };
    const answer = await site.post('/settings/digest', fields, 'coach');
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toMatch(new RegExp(`<a href="#${field}">[^<]+: Choose `));
    const kept = Object.entries(fields).filter(([name]) => name !== 'frequency');
    for (const [, typed] of kept) expect(page).toContain(`<option value="${typed}" selected="">`);
    expect(await site.stores.digests.getSchedule('lakeside', 'noor')).toBeUndefined();
  });
});

describe('the link that ends a digest', () => {
  it('changes nothing when it is only followed, and ends the digest with one click of a mail program', async () => {
    const schedule = await site.stores.digests.getSchedule('lakeside', 'mira');
    const link = `/unsubscribe/${schedule?.unsubscribeToken ?? ''}`;
    expect((await site.get(link)).status).toBe(200);
    expect((await site.stores.digests.getSchedule('lakeside', 'mira'))?.frequency).toBe('weekly');

    // As a mail program posts it: no session, no origin, from anywhere (RFC 8058 §3.2).
    const oneClick = await site.app.request(`${PUBLIC_URL}${link}`, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(oneClick.status).toBe(200);
    expect(oneClick.headers.get('set-cookie')).toBeNull();
    expect((await site.stores.digests.getSchedule('lakeside', 'mira'))?.frequency).toBe('none');
  });

  it('is a one-click link for nothing else', async () => {
    expect((await site.post('/unsubscribe/no-such-token', { 'List-Unsubscribe': 'One-Click' })).status).toBe(
      404,
    );
    expect((await site.post('/unsubscribe/no-such-token', {})).status).toBe(400);
  });
});

describe('a profile', () => {
  it('shows badges with their pictures and pages, and the owner each credit with its reason', async () => {
    const page = await (await site.get('/members/mira', 'member')).text();
    expect(page).toContain(`href="/members/mira/badges/${credentialId(0)}"`);
    expect(page).toContain(`src="/credentials/${credentialId(0)}/image.png?size=288"`);
    expect(page).toContain('<dt>hours</dt><dd>10</dd>');
    expect(page).toContain('A whole cycle of inquiry, from data to reflection.');
  });

  it('shows colleagues the total alone', async () => {
    const page = await (await site.get('/members/mira', 'facilitator')).text();
    expect(page).toContain('<dt>hours</dt><dd>10</dd>');
    expect(page).not.toContain('A whole cycle of inquiry, from data to reflection.');
  });

  it('is of this organization alone', async () => {
    expect((await site.get('/members/vera', 'member')).status).toBe(404);
  });
});

describe('reports', () => {
  it('give the same figures as a page and as CSV', async () => {
    const query = 'from=2026-10-24&through=2026-11-22&community=number-sense';
    const page = await (await site.get(`/staff/engagement?${query}`, 'staff')).text();
    const csv = await site.get(`/staff/engagement.csv?${query}`, 'staff');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const [header, ...lines] = (await csv.text()).trimEnd().split('\r\n');
    expect(header).toBe('member,name,active days,all activities,post.created,meeting.attended');
    const total = lines.reduce((sum, line) => sum + Number(line.split(',')[3]), 0);
    expect(total).toBeGreaterThan(50);
    expect(page).toContain(`<dt>activities</dt><dd>${total}</dd>`);
    expect(lines).toHaveLength(3);
  });

  it('have columns that add up to all activities', async () => {
    const days = [
      'goal.set',
      'goal.met',
      'resource.used',
      'coaching.held',
      'video.shared',
      'feedback.given',
    ].map((activity, i) => [activity, i + 2] as const);
    const counts = Object.fromEntries(days);
    const read = vi
      .spyOn(site.stores.engagement, 'recordsOf')
      .mockResolvedValue([
        { organization: 'lakeside', member: 'lena', community: 'early-readers', day: '2026-11-02', counts },
      ]);
    const query = 'from=2026-11-01&through=2026-11-22&community=early-readers';
    const page = await (await site.get(`/staff/engagement?${query}`, 'staff')).text();
    read.mockRestore();
    const table = page.slice(page.indexOf('aria-label="Table by community"'));
    expect(table.slice(0, table.indexOf('</thead>'))).toContain('<th scope="col" class="number">Other</th>');
    const row = table.slice(table.indexOf('<tbody>'), table.indexOf('</tbody>'));
    const [active, total, ...columns] = [...row.matchAll(/<td class="number">(\d+)</g)].map(([, n]) =>
      Number(n),
    );
    expect([active, total]).toEqual([1, 27]);
    expect(columns).toHaveLength(6);
    expect(columns.reduce((sum, count) => sum + count, 0)).toBe(total);
  });

  it('say why each award was made', async () => {
    const csv = await (
      await site.get('/staff/awards.csv?from=2026-10-01&through=2026-11-22', 'staff')
    ).text();
    expect(csv).toContain('mira,Mira Solano,cycle-of-inquiry,Cycle of Inquiry,ever,Cycle of Inquiry');
    expect(csv).toContain(
      '"A whole cycle of inquiry, from data to reflection.",post.created/reply: 10 of 10',
    );
    const page = await (await site.get('/staff/awards?from=2026-10-01&through=2026-11-22', 'staff')).text();
    expect(page).toContain('A whole cycle of inquiry, from data to reflection.');
  });

  it('say what is wrong with a period, and show the last month meanwhile', async () => {
    const answer = await site.get('/staff/awards?from=2026-11-22&through=2026-11-01', 'staff');
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('The last day must not be before the first.');
  });

  it.each([
    ['/staff/engagement.csv?from=2026-11-22&through=2026-11-01', 'through', 'The last day must not be'],
    ['/staff/engagement.csv?from=2026-11-01', 'through', 'Give the last day as year-month-day.'],
    ['/staff/engagement.csv?from=soon&through=2026-11-01', 'from', 'Give the first day as year-month-day.'],
    ['/staff/engagement.csv?community=no-such', 'community', 'There is no such community'],
    ['/staff/awards.csv?from=2026-11-22&through=2026-11-01', 'through', 'The last day must not be'],
    ['/staff/awards.csv?from=2020-01-01&through=2026-11-01', 'from', '731 days'],
  ])('refuse the download %s and say why', async (path, field, detail) => {
    const answer = await site.get(path, 'staff');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    expect(answer.headers.get('content-disposition')).toBeNull();
    const problem = (await answer.json()) as { readonly detail: string };
    expect(problem).toMatchObject({ status: 422, field });
    expect(problem.detail).toContain(detail);
  });

  it('say that there is no such community, and show all of them meanwhile', async () => {
    const answer = await site.get('/staff/engagement?community=no-such', 'staff');
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('<a href="#community">There is no such community in your organization.');
    expect(page).toContain('<option value="no-such" selected="">');
  });
});
