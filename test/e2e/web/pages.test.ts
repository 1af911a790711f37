import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSchedule } from '../../../shared/digests/window.ts';
import { LONG_TOPIC, writeLongWords } from '../../support/long-words.ts';
import { serveSite } from '../../support/serve-site.ts';
import { NOW, openSite, type Role, type Site, seedSite } from '../../support/site.ts';
import { credentialId, fillSite, UNSUBSCRIBE_TOKEN } from '../../support/site-content.ts';
import { openPage } from '../../support/visit.ts';
import { launchBrowser } from '../browser.ts';

/** The capability in the links of Lena's mail, which is in Arabic. */
const ARABIC_TOKEN = 'token-of-lena-0123456789';

/** Every page of the site, and as whom it is looked at. */
const pages: readonly (readonly [name: string, path: string, role: Role | undefined])[] = [
  ['sign-in', '/sign-in', undefined],
  ['signed-out', '/signed-out', undefined],
  ['about', '/about', undefined],
  ['home', '/', 'member'],
  ['home-of-nothing', '/', 'staff'],
  ['community', '/communities/number-sense', 'facilitator'],
  ['topic', '/communities/number-sense/topics/post-0', 'member'],
  ['topic-of-long-words', LONG_TOPIC, 'member'],
  ['reported-topic', '/communities/number-sense/topics/elsewhere-1', 'member'],
  ['new-topic', '/communities/number-sense/topics/new', 'member'],
  ['cycle', '/communities/number-sense/cycles/cycle-1', 'facilitator'],
  ['new-cycle', '/communities/number-sense/cycles/new', 'facilitator'],
  ['digest-curation', '/communities/number-sense/digest', 'facilitator'],
  ['goals', '/goals', 'member'],
  ['digest', '/settings/digest', 'member'],
  ['preferences-by-link', `/preferences/${UNSUBSCRIBE_TOKEN}`, undefined],
  ['preferences-from-right-to-left', `/preferences/${ARABIC_TOKEN}`, undefined],
  ['unsubscribe-from-right-to-left', `/unsubscribe/${ARABIC_TOKEN}/mention`, undefined],
  ['unsubscribe', `/unsubscribe/${UNSUBSCRIBE_TOKEN}`, undefined],
  ['unsubscribe-kind', `/unsubscribe/${UNSUBSCRIBE_TOKEN}/mention`, undefined],
  ['digest-with-feed', '/settings/digest', 'coach'],
  ['profile', '/members/mira', 'member'],
  ['badge', `/members/mira/badges/${credentialId(0)}`, 'member'],
  ['badge-of-a-member', `/members/mira/badges/${credentialId(1)}`, 'staff'],
  ['transcript', '/members/mira/transcript', 'member'],
  ['programs', '/settings/programs', 'member'],
  ['pathways', '/pathways', 'member'],
  ['staff', '/staff', 'staff'],
  ['notices', '/staff/notices', 'staff'],
  ['digests', '/staff/digests', 'staff'],
  ['digest-of-a-member', '/staff/digests/mira', 'staff'],
  ['digest-review', '/staff/digests/review', 'staff'],
  ['members', '/staff/members', 'staff'],
  ['member', '/staff/members/mira', 'staff'],
  ['credential', `/staff/credentials/mira/${credentialId(0)}`, 'staff'],
  ['brand', '/staff/brand', 'staff'],
  ['achievements', '/staff/achievements', 'staff'],
  ['new-achievement', '/staff/achievements/new', 'staff'],
  ['achievement', '/staff/achievements/mentor', 'staff'],
  ['award-choose', '/staff/award', 'staff'],
  ['award', '/staff/award?achievement=mentor', 'staff'],
  ['award-draft', '/staff/award/batches/batch-1', 'staff'],
  ['award-running', '/staff/award/batches/batch-2?still', 'staff'],
  ['credits', '/credits', 'member'],
  ['report-credit', '/credits/reports/new', 'member'],
  ['licences', '/credits/licenses', 'member'],
  ['credit-review', '/staff/credits', 'staff'],
  ['credit-ledger', '/staff/credits/mira', 'staff'],
  ['new-credit-program', '/staff/credit-programs/new', 'staff'],
  ['engagement', '/staff/engagement', 'staff'],
  ['engagement-wrong-period', '/staff/engagement?from=2026-02-01&through=2026-01-01', 'staff'],
  ['awards', '/staff/awards', 'staff'],
  ['not-here', '/nowhere', 'member'],
  ['not-allowed', '/staff/awards', 'member'],
];

const looks = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const;

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** A folder for pictures of every page, for whoever wants to look at them; none are made without it. */
const pictures = process.env['SCREENSHOTS'];

let site: Site;
let served: Awaited<ReturnType<typeof serveSite>>;
let browser: Browser;
/** The policy of the site lets no script run; axe is let in by this context, for these tests alone. */
let audited: BrowserContext;

beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  await fillSite(site);
  await writeLongWords(site);
  await site.stores.feedLinks.renew('lakeside', 'noor', NOW);
  await site.stores.communities.changeLook('lakeside', { name: 'Lakeside Educators', colour: '#f2c14e' });
  await site.stores.digests.putSchedule(
    startSchedule({
      ...{ organization: 'lakeside', member: 'lena', unsubscribeToken: ARABIC_TOKEN, now: NOW },
      preferences: { frequency: 'weekly', timeZone: 'Asia/Amman', hour: 7, weekday: 7, language: 'ar' },
      since: NOW.toISOString(),
    }),
  );
  served = await serveSite(site);
  browser = await launchBrowser();
  // Contexts are left to the browser's end: this browser is one process, which ends with a context that is closed.
  audited = await browser.newContext({ bypassCSP: true });
  if (pictures !== undefined) await mkdir(pictures, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await served.close();
  await site.close();
});

const visit = (context: BrowserContext, path: string, role?: Role): Promise<Page> =>
  openPage(context, { site, url: served.url }, path, role);

/** What axe finds wrong by the rules of WCAG 2.2 AA and its own good practice, a line each. */
const findings = async (page: Page): Promise<string[]> => {
  const { violations } = await page.evaluate<Pick<AxeResults, 'violations'>>(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

/** What is wrong with a page in one look: what axe finds, and whether it is wider than its window. */
const wrongIn = async (page: Page, name: string, { width, colorScheme }: (typeof looks)[number]) => {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  if (pictures !== undefined) {
    await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
  }
  const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  return [...(await findings(page)), ...(overflow > 0 ? [`${overflow} px too wide`] : [])].map(
    (wrong) => `${width} px, ${colorScheme}: ${wrong}`,
  );
};

describe('on a desk and on a phone, light and dark', () => {
  // Loaded once, then looked at four times: most of the time of a look would be the loading.
  it.each(pages)('%s is accessible and fits', async (name, path, role) => {
    const page = await visit(audited, path, role);
    try {
      await page.addScriptTag({ path: axePath });
      const wrong: string[] = [];
      for (const look of looks) wrong.push(...(await wrongIn(page, name, look)));
      expect(wrong).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

describe('with the keyboard alone', () => {
  it('jumps to the content, and writes a topic without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await visit(context, '/communities/number-sense/topics/new', 'member');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').getAttribute('name')).toBe('title');
    await page.keyboard.type('Typed, not clicked');
    await page.keyboard.press('Tab');
    await page.keyboard.type('One line.');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Mention somebody');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/topics\/[0-9a-f]{32}$/);
    expect(await page.locator('h1').innerText()).toBe('Typed, not clicked');
  });

  it('runs nothing that a post brings with it', async () => {
    const context = await browser.newContext();
    const hostile =
      '<script>document.title = "taken"</script><img src=x onerror="document.title = \'taken\'">';
    const answer = await site.post(
      '/communities/number-sense/topics',
      { title: hostile, body: hostile },
      'member',
    );
    const page = await visit(context, answer.headers.get('location') ?? '', 'member');
    expect(await page.locator('h1').innerText()).toBe(hostile);
    expect(await page.locator('main script, main img').count()).toBe(0);
    expect(await page.title()).not.toBe('taken');
  });
});
