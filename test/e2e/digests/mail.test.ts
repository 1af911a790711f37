import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeDigest } from '../../../shared/digests/compose.ts';
import { renderHtml } from '../../../shared/digests/render-html.ts';
import { badge, credit, matterOf, newsOf, post, reply } from '../../unit/digests/sample.ts';
import { launchBrowser } from '../browser.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The longest word somebody could paste, in every place that takes text. */
const word = 'https://example.org/'.padEnd(300, 'unbroken');
const own = post({ post: 't1', member: 'ana', title: 'Fractions', postedAt: '2026-10-01T09:00:00.000Z' });
const composition = composeDigest(
  matterOf(
    [
      newsOf('algebra', [post({ post: 't2', title: word, excerpt: word }), reply({ post: 'r1' })], [own]),
      newsOf(
        'reading',
        Array.from({ length: 14 }, (_, i) => post({ post: `q${i}`, community: 'reading' })),
      ),
    ],
    { badges: [badge], credits: [credit], organization: { name: word.slice(0, 120) } },
  ),
);
if (composition.kind !== 'digest') throw new Error(composition.reason);
const mail = renderHtml(composition.digest);

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.setContent(mail);
  await page.addScriptTag({ path: axePath });
});
afterAll(() => browser.close());

describe.each(['light', 'dark'] as const)('a digest in a %s mail program', (colorScheme) => {
  it.each([320, 700])('holds in a width of %i', async (width) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const widest = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(widest).toBe(width);
    const cut = await page.evaluate<string[]>(
      `[...document.querySelectorAll('h1, h2, h3, p, a')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
        .map((element) => element.textContent)`,
    );
    expect(cut).toEqual([]);
  });

  it('can be read by everybody: axe finds nothing', async () => {
    await page.emulateMedia({ colorScheme });
    // A mail has no landmarks: programs show it inside a page that has them.
    const { violations, passes } = await page.evaluate<Pick<AxeResults, 'violations' | 'passes'>>(
      `axe.run(document, { rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } })`,
    );
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
  });
});
