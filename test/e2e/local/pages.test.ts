import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsole } from '../../../local/console/index.ts';
import { demoContent } from '../../../local/demo/content/index.ts';
import { createIdentity } from '../../../local/identity/index.ts';
import { openMail } from '../../../local/mail/index.ts';
import { createConsoleSource, HOSTILE } from '../../support/console-source.ts';
import { launchBrowser } from '../browser.ts';

const looks = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const;

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** A folder for pictures of every page, for whoever wants to look at them; none are made without it. */
const pictures = process.env['SCREENSHOTS'];

let server: Server;
let origin: string;
let folder: string;
let browser: Browser;
/** The pages' policy lets no script run; axe is let in by this context, for these tests alone. */
let audited: BrowserContext;
let mailId: string;

const people = demoContent.members.map(({ member, name, email, role, memberships }) => ({
  organization: demoContent.organization.organization,
  organizationName: demoContent.organization.name,
  member,
  name,
  email,
  role,
  communities: memberships.map((one) => ({
    name: demoContent.communities.find(({ community }) => community === one.community)?.name ?? '',
    role: one.role,
  })),
}));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colloquy-pages-'));
  const mail = openMail({
    database: new DatabaseSync(':memory:'),
    now: () => new Date('2026-11-22T06:35:00.000Z'),
  });
  const sent = await mail.handle(
    { method: 'POST', url: '/v2/email/outbound-emails' },
    JSON.stringify({
      FromEmailAddress: 'digest@example.org',
      Destination: { ToAddresses: ['amara@example.org'] },
      ReplyToAddresses: ['reply+abc@reply.example.org'],
      Content: {
        Simple: {
          Subject: { Data: 'Your week' },
          Body: {
            Text: { Data: 'Four new topics.' },
            Html: {
              Data: `<!doctype html><html lang="en"><head><title>Your week</title></head><body><main><h1>Your week</h1><p><a href="/elsewhere">Four new topics</a></p></main>${HOSTILE}<script>document.querySelector('h1').textContent = 'taken'</script></body></html>`,
            },
          },
        },
      },
    }),
  );
  mailId = (JSON.parse(sent.body) as { MessageId: string }).MessageId;
  const showConsole = createConsole(createConsoleSource(mail));
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const identity = await createIdentity({
    issuer: `${origin}/_oidc`,
    client: { clientId: 'web', redirectUri: `${origin}/signed-in`, postLogoutRedirectUri: `${origin}/` },
    people: () => Promise.resolve(people),
    keysFolder: folder,
    onError: (error) => {
      throw error;
    },
  });
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/_local')) void showConsole(request, response);
    else if (request.url?.startsWith('/_oidc')) void identity.callback(request, response);
    // The system itself, as far as these pages lead there.
    else response.writeHead(200, { 'content-type': 'text/plain' }).end('the system itself');
  });
  browser = await launchBrowser();
  audited = await browser.newContext({ bypassCSP: true });
  if (pictures !== undefined) await mkdir(pictures, { recursive: true });
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const signIn = () =>
  `/_oidc/auth?${new URLSearchParams({
    client_id: 'web',
    response_type: 'code',
    scope: 'openid email profile',
    redirect_uri: `${origin}/signed-in`,
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  }).toString()}`;

const pages: readonly (readonly [name: string, path: () => string])[] = [
  ['console', () => '/_local?done=clock'],
  ['console-dead-letters', () => '/_local/dead-letters'],
  ['console-events', () => '/_local/events'],
  ['console-outbox', () => '/_local/mails'],
  ['console-mail', () => `/_local/mails/${mailId}`],
  ['console-not-here', () => '/_local/nothing'],
  ['choose-person', signIn],
  ['choose-failed', () => '/_oidc/interaction/unknown'],
  ['sign-out', () => '/_oidc/session/end'],
];

/** What axe finds wrong by the rules of WCAG 2.2 AA and its own good practice, a line each. */
const findings = async (page: Page): Promise<string[]> => {
  await page.addScriptTag({ path: axePath });
  const { violations } = await page.evaluate<Pick<AxeResults, 'violations'>>(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    iframes: false,
  })`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

describe.each(looks)('$width px, $colorScheme', ({ width, colorScheme }) => {
  it.each(pages)('%s is accessible and fits', async (name, path) => {
    const page = await audited.newPage();
    try {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(origin + path(), { waitUntil: 'load' });
      if (pictures !== undefined) {
        await page.screenshot({
          path: join(pictures, `${name}-${width}-${colorScheme}.png`),
          fullPage: true,
        });
      }
      expect(await findings(page)).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
    } finally {
      await page.close();
    }
  });
});

describe('in a browser', () => {
  it('sets the clock with the keyboard, and no script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/_local`);
    await page.getByRole('button', { name: 'To the next morning, 07:00 UTC' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=clock/);
    expect(await page.getByRole('status').innerText()).toContain('07:00:00 UTC');
  });

  it('runs nothing of a mail, whose links leave the frame', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/_local/mails/${mailId}`);
    const mail = page.frameLocator('iframe');
    expect(await mail.locator('h1').innerText()).toBe('Your week');
    expect(await mail.locator('head base').getAttribute('target')).toBe('_blank');
    // A frame that may open no window could not follow a link at all.
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe(
      'allow-popups allow-popups-to-escape-sandbox',
    );
  });

  it('signs in by one press, and signs out without a question', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(origin + signIn());
    await page.getByRole('button', { name: /Inês Carvalhal/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/signed-in\?code=/);
    await page.goto(
      `${origin}/_oidc/session/end?${new URLSearchParams({
        client_id: 'web',
        post_logout_redirect_uri: `${origin}/`,
      }).toString()}`,
    );
    await page.waitForURL(`${origin}/`);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('_session');
  });
});
