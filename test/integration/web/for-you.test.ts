import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPost } from '../../../shared/discussions/create-post.ts';
import type { Post } from '../../../shared/discussions/model.ts';
import { NOW, openSite, PUBLIC_URL, type Site, seedSite } from '../../support/site.ts';

let site: Site;

/** Tomas writes, some hours ago, as the page and the feed have it. */
const write = async (
  post: string,
  hoursAgo: number,
  own: Partial<Pick<Post, 'kind' | 'topic' | 'community' | 'member' | 'title'>> = {},
): Promise<void> => {
  const at = new Date(NOW.getTime() - hoursAgo * 3_600_000);
  const draft = {
    organization: 'lakeside',
    community: 'number-sense',
    member: 'tomas',
    kind: 'topic' as const,
    post,
    topic: post,
    title: `About ${own.topic ?? post}`,
    body: 'What we saw.',
    at,
    eventId: `event-${post}`,
    ...own,
  };
  const { post: written, event } = createPost(draft);
  await site.stores.discussions.createPost(written, event);
  const { body, createdAt, ...item } = written;
  await site.stores.feed.add({ ...item, excerpt: body, postedAt: createdAt });
};

const home = async (): Promise<string> => (await site.get('/', 'member')).text();

/** The part of the page that is for whoever looks at it. */
const forYouIn = (page: string): string => /<h2 id="for-you">[^]*?<\/section>/.exec(page)?.[0] ?? '';

beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  await write('asked', 75);
  await write('mine', 300, { member: 'mira' });
  await write('answer', 2, { kind: 'reply', topic: 'mine', title: 'About mine' });
  await write('shy', 4);
  await write('wrong', 5);
  await write('elsewhere', 1, { community: 'early-readers' });
});
afterAll(() => site.close());

describe('what is for a member', () => {
  it('is on their home page with the reason for each, and nothing of what they may not see', async () => {
    const part = forYouIn(await home());
    expect(part).toMatch(
      /About mine[^]*A reply to you[^]*1 reply by Tomas[^]*About asked[^]*Unanswered for 3 days/,
    );
    expect(part).not.toContain('About elsewhere');
  });

  it('loses what is held back or removed at once, also while the window is kept', async () => {
    // This site's clock stands still: what was read of the community is kept throughout.
    expect(forYouIn(await home())).toMatch(/About shy[^]*About wrong|About wrong[^]*About shy/);
    await site.stores.feed.hold('lakeside', 'number-sense', 'shy', NOW);
    const wrong = {
      organization: 'lakeside',
      community: 'number-sense',
      post: 'wrong',
      kind: 'topic',
    } as const;
    const postedAt = new Date(NOW.getTime() - 5 * 3_600_000).toISOString();
    await site.stores.feed.remove({ ...wrong, postedAt }, NOW);
    const part = forYouIn(await home());
    expect(part).not.toMatch(/About (shy|wrong)/);
    expect(part).toContain('About asked');
  });

  it('is not, once they have read it', async () => {
    await site.get('/communities/number-sense/topics/asked', 'member');
    const part = forYouIn(await home());
    expect(part).toContain('About mine');
    expect(part).not.toContain('About asked');
    // What somebody else read is read by them alone, and staff who look in on a community are told nothing of it.
    await site.get('/communities/number-sense/topics/mine', 'staff');
    expect(forYouIn(await home())).toContain('About mine');
    const { reads } = site.stores;
    expect(await reads.readSince('lakeside', 'petra', '2026-11-01T00:00:00Z')).toEqual(new Map());
  });

  it('is said nothing of where they have read it all', async () => {
    await site.get('/communities/number-sense/topics/mine', 'member');
    expect(await home()).not.toContain('for-you');
  });
});

describe('a private feed', () => {
  const addressIn = async (): Promise<string | undefined> =>
    /href="([^"]*\/feeds\/[^"]+)"/.exec(await (await site.get('/settings/digest', 'coach')).text())?.[1];
  const read = (address: string | undefined, headers = {}) =>
    site.get((address ?? '').replace(PUBLIC_URL, ''), undefined, { headers });

  it('is made on the settings page, read without signing in, and not sent twice', async () => {
    expect(await addressIn()).toBeUndefined();
    const made = await site.post('/settings/feed', { do: 'renew' }, 'coach');
    expect([made.status, made.headers.get('location')]).toEqual([303, '/settings/digest#feed']);
    const address = await addressIn();
    site.reads.length = 0;
    const feed = await read(address);
    expect(feed.status).toBe(200);
    const belongs = (await site.stores.members.listMemberships('lakeside', 'noor')).length;
    expect(site.reads.length - 1).toBeLessThanOrEqual(10 + 9 * belongs);
    expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(feed.headers.get('cache-control')).toBe('private, max-age=900');
    expect(feed.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(feed.headers.get('referrer-policy')).toBe('no-referrer');
    const text = await feed.text();
    expect(text).toContain(`<link rel="self" type="application/atom+xml" href="${address ?? ''}"/>`);
    expect(text).toContain('<title>About asked</title>');
    expect(text).not.toContain('About elsewhere');
    const etag = feed.headers.get('etag') ?? '';
    const again = await read(address, { 'if-none-match': `"other", W/${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await read(address, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('costs a poll one read, and what its communities share is read once for all feeds of a minute', async () => {
    const first = await addressIn();
    site.reads.length = 0;
    const { headers } = await read(first);
    expect(site.reads).toEqual(['GetItemCommand']);
    site.reads.length = 0;
    expect((await read(first, { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
    expect(site.reads).toEqual(['GetItemCommand']);
    // Another feed, whose communities were read for the one before.
    await site.post('/settings/feed', { do: 'renew' }, 'coach');
    const second = await addressIn();
    site.reads.length = 0;
    expect((await read(second)).status).toBe(200);
    expect(site.reads.length).toBeLessThanOrEqual(10);
  });

  it('shows nobody who is signed in to whoever follows an address that opens none', async () => {
    for (const path of [
      '/feeds/bad',
      '/unsubscribe/bad',
      '/preferences/bad',
      '/unsubscribe/bad/reply/more',
    ]) {
      site.reads.length = 0;
      const answer = await site.get(path, 'coach');
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).not.toMatch(/Noor|Sign out|\/members\//);
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      // Whether there is such a link, and not whose session this is.
      expect(site.reads.length).toBeLessThanOrEqual(1);
    }
  });

  it('has another address once it is renewed, and none once it is ended', async () => {
    const first = await addressIn();
    await site.post('/settings/feed', { do: 'renew' }, 'coach');
    const second = await addressIn();
    expect(second).not.toBe(first);
    expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);
    await site.post('/settings/feed', { do: 'end' }, 'coach');
    expect(await addressIn()).toBeUndefined();
    expect((await read(second)).status).toBe(404);
    expect((await site.post('/settings/feed', { do: 'end' }, 'coach')).status).toBe(303);
  });

  it('is refused a request to do something else', async () => {
    expect((await site.post('/settings/feed', { do: 'share' }, 'coach')).status).toBe(400);
  });
});
