import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPublicPages, type PublicPages } from '../../support/public-pages.ts';
import { launchBrowser } from '../browser.ts';

const KEY = 'a-key-that-nobody-can-guess';
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** A folder for pictures of every page, for whoever wants to look at them; none are made without it. */
const pictures = process.env['SCREENSHOTS'];

let server: Server;
let publicUrl: string;
let pages: PublicPages;
let browser: Browser;
/** The policy of the pages lets no script run; axe is let in by this context, for these tests alone. */
let audited: BrowserContext;
const ids = { valid: '', revoked: '', expired: '', private: '' };

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = async () => {
      const answered = await pages.app.request(`${publicUrl}${request.url ?? '/'}`, {
        headers: { accept: request.headers.accept ?? '*/*' },
      });
      response.writeHead(answered.status, Object.fromEntries(answered.headers));
      response.end(Buffer.from(await answered.arrayBuffer()));
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  publicUrl = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  pages = await openPublicPages(publicUrl);
  ids.valid = await pages.issue(
    {},
    { validUntil: '2028-01-01T00:00:00Z', narrative: 'Said much.', creditsEarned: 2 },
  );
  ids.revoked = await pages.issue();
  pages.change(ids.revoked, 'revoked', 'Awarded to the wrong person');
  ids.expired = await pages.issue({}, { validUntil: '2026-11-23T00:00:00Z' });
  ids.private = await pages.issue({ visibility: 'private' });
  browser = await launchBrowser();
  audited = await browser.newContext({ bypassCSP: true });
  if (pictures !== undefined) await mkdir(pictures, { recursive: true });
}, 60_000);
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

const pathOf = (name: keyof typeof ids): string =>
  `/credentials/${ids[name]}${name === 'private' ? `?key=${KEY}` : ''}`;

const visit = async (context: BrowserContext, path: string): Promise<{ page: Page; answers: Response[] }> => {
  const page = await context.newPage();
  const answers: Response[] = [];
  page.on('response', (answer) => answers.push(answer));
  await page.goto(`${publicUrl}${path}`, { waitUntil: 'networkidle' });
  return { page, answers };
};

const findings = async (page: Page): Promise<string[]> => {
  await page.addScriptTag({ path: axePath });
  const { violations } = await page.evaluate<Pick<AxeResults, 'violations'>>(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

describe.each([
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
] as const)('$width px, $colorScheme', ({ width, colorScheme }) => {
  it.each(['valid', 'revoked', 'expired', 'private'] as const)(
    'the page of a %s badge is accessible and fits',
    async (name) => {
      const { page } = await visit(audited, pathOf(name));
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      if (pictures !== undefined) {
        await page.screenshot({
          path: join(pictures, `public-${name}-${width}-${colorScheme}.png`),
          fullPage: true,
        });
      }
      expect(await findings(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.close();
    },
  );
});

describe('the public page', () => {
  it('works with script off: one request beside the pictures, under 50 KB', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const { page, answers } = await visit(context, pathOf('valid'));
    const [first, ...rest] = answers;
    expect(first?.headers()['content-type']).toContain('text/html');
    expect(Buffer.byteLength(await page.content())).toBeLessThan(50_000);
    expect((await first?.body())?.length).toBeLessThan(50_000);
    expect(rest.length).toBeGreaterThan(0);
    for (const answer of rest) expect(answer.headers()['content-type']).toBe('image/png');
    expect(answers.map((answer) => answer.status()).every((status) => status === 200)).toBe(true);

    expect(await page.locator('h1').innerText()).toBe('Ten comments');
    expect(await page.getByText('Valid. Verified just now.').count()).toBe(1);
    expect(await page.getByLabel('Link', { exact: true }).inputValue()).toBe(
      `${publicUrl}${pathOf('valid')}`,
    );
    expect(await page.getByLabel('HTML for your own page: a picture that leads here').inputValue()).toMatch(
      /^<a href=/,
    );
    expect(await page.getByRole('img', { name: 'Code for a wallet' }).count()).toBe(1);
    await page
      .getByRole('link', { name: /Midland/ })
      .first()
      .click();
    await page.waitForURL(/\/organizations\/midland$/);
    await context.close();
  });

  it('has the tags that LinkedIn reads, and a picture of the size they say', async () => {
    const { page } = await visit(audited, pathOf('valid'));
    const tag = (name: string) =>
      page.locator(`meta[property="${name}"], meta[name="${name}"]`).getAttribute('content');
    const image = (await tag('og:image')) ?? '';
    expect(image).toBe(`${publicUrl}${pathOf('valid')}/share.png`);
    expect(await tag('og:url')).toBe(`${publicUrl}${pathOf('valid')}`);
    expect(await tag('og:title')).toBe('Ten comments: Ada Quist');
    expect(await tag('og:type')).toBe('article');
    expect((await tag('og:description'))?.length).toBeGreaterThan(40);
    expect(await tag('article:published_time')).toMatch(/^2026-11-22T/);
    expect(await tag('author')).toBe('Midland Teachers’ Association');
    expect(await tag('twitter:card')).toBe('summary_large_image');
    const png = Buffer.from(await (await fetch(image)).arrayBuffer());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)].map(String)).toEqual([
      await tag('og:image:width'),
      await tag('og:image:height'),
    ]);
    const linkedIn = await page.getByRole('link', { name: 'Add to LinkedIn profile' }).getAttribute('href');
    const { searchParams } = new URL(linkedIn ?? '');
    expect(searchParams.get('certUrl')).toBe(`${publicUrl}${pathOf('valid')}`);
    expect(searchParams.get('certId')).toBe(ids.valid);
    expect(searchParams.get('expirationYear')).toBe('2028');
    await page.close();
  });

  it('is shown in a frame on another page, and says there that it was revoked', async () => {
    const { page } = await visit(audited, '/organizations/midland');
    await page.setContent(
      `<iframe src="${publicUrl}/credentials/${ids.revoked}/embed" width="320" height="420"></iframe>`,
    );
    const frame = page.frameLocator('iframe');
    expect(await frame.getByRole('heading', { level: 1 }).innerText()).toBe('Ten comments');
    expect(await frame.getByText('Revoked by its issuer.').count()).toBe(1);
    await page.close();
  });

  it('prints without what is for the screen', async () => {
    const { page } = await visit(audited, pathOf('valid'));
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('link', { name: 'Add to LinkedIn profile' }).isVisible()).toBe(false);
    expect(await page.getByText('Valid. Verified just now.').isVisible()).toBe(true);
    await page.close();
  });
});
