import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite } from '../../support/serve-site.ts';
import { openSite, type Role, type Site, seedSite } from '../../support/site.ts';
import { fillSite, UNSUBSCRIBE_TOKEN } from '../../support/site-content.ts';
import { openPage } from '../../support/visit.ts';
import { launchBrowser } from '../browser.ts';

/** Least room, in pixels, between parts of a page that are not one. */
const ROOM = 16;

let site: Site;
let served: Awaited<ReturnType<typeof serveSite>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  await fillSite(site);
  served = await serveSite(site);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await served.close();
  await site.close();
});

const open = async (path: string, role?: Role): Promise<void> => {
  page = await openPage(await browser.newContext(), { site, url: served.url }, path, role);
};

/** The room between each part and the one below it. */
const roomBetween = async (parts: readonly string[]): Promise<number[]> => {
  const boxes = await Promise.all(parts.map((part) => page.locator(part).first().boundingBox()));
  return boxes.slice(1).map((box, i) => {
    const above = boxes[i];
    return box && above ? box.y - (above.y + above.height) : Number.NaN;
  });
};

describe.each([1200, 320])('at %i px', (width) => {
  it('the look of mail has room between what is saved, the form and the sample', async () => {
    await open('/staff/brand?saved', 'staff');
    await page.setViewportSize({ width, height: 900 });
    const room = await roomBetween([
      '.page-head',
      '[role="status"]',
      'main form',
      '[aria-labelledby="sample"]',
    ]);
    for (const pixels of room) expect(pixels).toBeGreaterThanOrEqual(ROOM);
  });

  it('what follows an unsubscription has room between taking it back and choosing', async () => {
    await open(`/unsubscribe/${UNSUBSCRIBE_TOKEN}`);
    await page.setViewportSize({ width, height: 900 });
    await page.locator('main form button').click();
    await page.locator('[name="undo"]').waitFor({ state: 'attached' });
    const room = await roomBetween(['main form', 'main form + p']);
    for (const pixels of room) expect(pixels).toBeGreaterThanOrEqual(ROOM);
    await page.locator('main form button').click();
    await page.waitForLoadState();
  });
});
