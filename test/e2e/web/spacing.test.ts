import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../support/site.ts';
import { UNSUBSCRIBE_TOKEN } from '../../support/site-content.ts';
import { openPage } from '../../support/visit.ts';
import { type FilledSite, openFilledSite } from '../open-filled-site.ts';

/** Least room, in pixels, between parts of a page that are not one. */
const ROOM = 16;

let filled: FilledSite;
let page: Page;

beforeAll(async () => {
  filled = await openFilledSite();
});
afterAll(() => filled.close());

const open = async (path: string, role?: Role): Promise<void> => {
  page = await openPage(await filled.browser.newContext(), filled, path, role);
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
