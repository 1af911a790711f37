import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../support/site.ts';
import { UNSUBSCRIBE_TOKEN } from '../../support/site-content.ts';
import { openPage } from '../../support/visit.ts';
import { type FilledSite, openFilledSite } from '../open-filled-site.ts';

let filled: FilledSite;
beforeAll(async () => {
  filled = await openFilledSite();
});
afterAll(() => filled.close());

const visit = async (path: string, role?: Role): Promise<Page> =>
  openPage(await filled.browser.newContext(), filled, path, role);

/** What a Tab from the head of the page should come by, in order, as it stands in the page; a group of radios is one stop. */
const STOPS = `(() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex="0"]')];
  const radios = new Set();
  const stops = all.filter((one) => {
    if (one.disabled || one.getClientRects().length === 0 || one.closest('details:not([open]) > :not(summary)')) return false;
    if (one.type !== 'radio') return true;
    const group = [...document.getElementsByName(one.name)];
    const stop = group.find(({ checked }) => checked) ?? group[0];
    return one === stop;
  });
  stops.forEach((one, i) => one.setAttribute('data-stop', String(i)));
  return stops.length;
})()`;

/** Where the focus is: the number of its stop, and whether it can be seen, by an outline or because it appeared. */
const FOCUS = `(() => {
  const at = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const { width, height, right, bottom } = at.getBoundingClientRect();
  return {
    stop: Number(at.getAttribute('data-stop') ?? -1),
    seen: at.tagName === 'IFRAME' || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0 && right > 0 && bottom > 0),
    what: at.outerHTML.slice(0, 120),
  };
})()`;

describe('with Tab alone', () => {
  it.each([
    ['/settings/digest', 'member'],
    [`/preferences/${UNSUBSCRIBE_TOKEN}`, undefined],
    [`/unsubscribe/${UNSUBSCRIBE_TOKEN}`, undefined],
    ['/communities/number-sense/digest', 'facilitator'],
    ['/staff/notices', 'staff'],
    ['/staff/digests', 'staff'],
    ['/staff/digests/mira', 'staff'],
    ['/staff/digests/review', 'staff'],
    ['/staff/mail', 'staff'],
    ['/staff/brand', 'staff'],
  ] as const)('%s is gone through from head to foot, seen at every stop', async (path, role) => {
    const page = await visit(path, role);
    const stops = Number(await page.evaluate(STOPS));
    expect(stops).toBeGreaterThan(2);
    const order: number[] = [];
    // A frame may hold stops of its own, which are no stops of this page: the way goes on behind them.
    for (let presses = 0; presses < stops + 60 && order.at(-1) !== stops - 1; presses += 1) {
      await page.keyboard.press('Tab');
      const { stop, seen, what } = await page.evaluate<{ stop: number; seen: boolean; what: string }>(FOCUS);
      expect(seen, what).toBe(true);
      if (stop !== order.at(-1)) order.push(stop);
    }
    expect(order).toEqual(Array.from({ length: stops }, (_, i) => i));
    await page.close();
  });
});

describe('an urgent notice', () => {
  /** Presses Tab until what has the focus is what is looked for. */
  const tabTo = async (page: Page, selector: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    }
    throw new Error(`no way to ${selector} by Tab`);
  };

  it('is written, looked at and sent by the keyboard', async () => {
    const page = await visit('/staff/notices', 'staff');
    await tabTo(page, 'input[name=title]');
    await page.keyboard.type('School is closed on Monday');
    await page.keyboard.press('Tab');
    await page.keyboard.type('The heating is broken.');
    await tabTo(page, 'form[action="/staff/notices/preview"] button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h2#preview');
    expect(await page.locator('form[aria-labelledby=preview] h3').innerText()).toBe(
      'School is closed on Monday',
    );
    await tabTo(page, 'form[action="/staff/notices"] button');
    await page.keyboard.press('Enter');
    // The notice's own page: the preview's address looks alike, and is where this begins.
    await page.waitForURL(/\/staff\/notices\/(?!preview)[^/?]+(\?|$)/);
    expect(await page.locator('h1').innerText()).toContain('School is closed on Monday');
    const sent = await filled.site.stores.notices.latest('lakeside', 5);
    expect(sent.map(({ title, text }) => [title, text])).toEqual([
      ['School is closed on Monday', 'The heating is broken.'],
    ]);
    await page.close();
  });
});
