import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesise } from '../../../commands/synth.ts';
import { connectLocal } from '../../../local/connect.ts';
import { demoContent } from '../../../local/demo/content/index.ts';
import { seedDemo } from '../../../local/demo/seed.ts';
import { type LocalSystem, startLocal } from '../../../local/index.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { createSessionStore } from '../../../shared/members/session-store.ts';
import { publish } from '../../../shared/platform/bus.ts';
import { createTableClient } from '../../../shared/platform/table.ts';
import { launchBrowser } from '../browser.ts';
import { htmlFaults } from './html-rules.ts';
import { headerOf, messageFaults, type OutboxMail } from './message-rules.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const { organization } = demoContent.organization;
const folder = mkdtempSync(join(tmpdir(), 'colloquy-mails-'));
const SEEDED = new Date('2026-11-18T10:00:00Z');

let system: LocalSystem;
let browser: Browser;
let page: Page;
let mails: readonly OutboxMail[];

const cookieOf = (member: string): string => `colloquy-session=session-of-${member}-0123456789`;

/** Asks the site as a member who is signed in, without following where the answer leads. */
const ask = (member: string, path: string, form?: Record<string, string>): Promise<Response> =>
  fetch(`${system.url}${path}`, {
    headers: { cookie: cookieOf(member), origin: system.url, accept: 'text/html' },
    redirect: 'manual',
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });

const getJson = async (path: string): Promise<unknown> =>
  (await fetch(`${system.url}${path}`, { headers: { accept: 'application/json' } })).json();

/** Every mail of the outbox, whatever kind it is of. */
const outbox = async (): Promise<OutboxMail[]> => {
  const list = (await getJson('/_local/mails')) as { readonly id: string }[];
  return Promise.all(list.map(async ({ id }) => (await getJson(`/_local/mails/${id}`)) as OutboxMail));
};

beforeAll(async () => {
  const template = await synthesise('local');
  system = await startLocal({ template, data: folder, port: 0, clock: SEEDED });
  await connectLocal(system.url);
  const client = createTableClient();
  const table = (output: string) => ({ client, name: system.outputs[output] ?? '' });
  const bus = { client: new EventBridgeClient({}), name: system.outputs['EventBus'] ?? '' };
  await seedDemo({
    community: table('CommunityTable'),
    credentials: table('CredentialsTable'),
    bus,
    now: SEEDED,
    publicUrl: system.url,
  });
  await system.idle();
  const sessions = createSessionStore(table('CommunityTable'));
  for (const { member } of demoContent.members) {
    await sessions.open(`session-of-${member}-0123456789`, {
      organization,
      member,
      startedAt: SEEDED.toISOString(),
      expiresAt: SEEDED.getTime() / 1000 + 90 * 86_400,
    });
  }

  // One of each that members are told at once: a mention, a reply to it, a wish for coaching, a notice by staff; the
  // demo's cycles and goals bring the deadlines.
  const topic = await ask('m01', '/communities/mathematics/topics', {
    title: 'Who has tried number talks? “Yes” & <b>no</b>',
    body: '@m02 you wrote of them in spring. @m04 did you?\n\nI have one room and two groups.',
  });
  expect(topic.status).toBe(303);
  await ask('m02', `${topic.headers.get('location') ?? ''}/posts`, {
    kind: 'reply',
    body: 'Once, with a long line: https://example.org/'.padEnd(300, 'unbroken'),
  });
  const wish = { member: 'm02', community: 'mathematics', coach: 'm12' };
  const refused = await publish(bus, [
    makeEvent('coaching.requested', {
      id: 'wish-1',
      source: 'https://calendar.example.org',
      time: SEEDED.toISOString(),
      organization,
      subject: 'm02',
      data: wish,
    }),
  ]);
  expect(refused.filter(Boolean)).toEqual([]);
  await ask('m13', '/staff/notices', {
    title: 'The hall is closed on Friday',
    text: 'There is no heating.\n\nMeet online instead; the link is on your community’s page.',
    to: 'communities',
    communities: 'nursing',
    inQuietHours: 'yes',
    notice: 'hall-closed',
  });
  await system.idle();
  // A day by its hours, so that reminders go out in their time; then the weekly digests.
  for (const instant of ['2026-11-20T18:00:00Z', '2026-11-23T18:00:00Z']) {
    await system.setClock(new Date(instant));
    await system.idle();
  }
  mails = await outbox();
  browser = await launchBrowser();
  page = await browser.newPage();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** All that is wrong with any mail, each with the mail it is wrong with. */
const faultsOf = async (
  check: (mail: OutboxMail) => Promise<readonly string[]> | readonly string[],
): Promise<string[]> => {
  const faults: string[] = [];
  for (const mail of mails) {
    for (const fault of await check(mail))
      faults.push(`“${mail.subject}” to ${mail.envelope.to.join()}: ${fault}`);
  }
  return faults;
};

const linksOf = (html: string): string[] =>
  [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, url = '']) =>
    url.replaceAll('&amp;', '&').replaceAll('&#39;', "'"),
  );

describe('the mails of the demo', () => {
  it('are of every kind there is, and the digests in every language', () => {
    const kinds = new Set(
      mails.flatMap((mail) => /<[^.]+\.([a-z]+)\./.exec(headerOf(mail, 'list-id').join())?.[1] ?? []),
    );
    expect([...kinds].sort()).toEqual(['coaching', 'deadline', 'digests', 'mention', 'notice', 'reply']);
    const digests = mails.filter((mail) => headerOf(mail, 'x-colloquy-window').length > 0);
    const languages = new Set(digests.map(({ html }) => /<html lang="([a-z]+)"/.exec(html)?.[1]));
    expect([...languages].sort()).toEqual(['ar', 'en', 'es', 'fr']);
  });

  it('are messages as the standards and SES have them', async () => {
    expect(await faultsOf((mail) => messageFaults(mail, system.url))).toEqual([]);
  });

  it('are valid HTML', async () => {
    expect(await faultsOf(({ html }) => htmlFaults(html))).toEqual([]);
  });

  it('lead where they say: every address of this system answers its reader, and none is relative', async () => {
    const known = new Map<string, number>();
    const member = new Map(demoContent.members.map(({ email, member: id }) => [email, id]));
    const faults = await faultsOf(async ({ html, text, envelope }) => {
      const reader = member.get(envelope.to[0] ?? '') ?? '';
      const addresses = [...linksOf(html), ...(text.match(/https?:\/\/\S+/g) ?? [])];
      const wrong: string[] = addresses
        .filter((url) => !/^https?:\/\//.test(url))
        .map((url) => `leads to ${url}`);
      for (const url of new Set(addresses.filter((one) => one.startsWith(`${system.url}/`)))) {
        const name = `${reader} ${url}`;
        const status = known.get(name) ?? (await ask(reader, url.slice(system.url.length))).status;
        known.set(name, status);
        if (status >= 400) wrong.push(`leads to ${url}, which answers ${status}`);
      }
      return wrong;
    });
    expect(faults).toEqual([]);
    expect(known.size).toBeGreaterThan(20);
  });

  it('say the same in both parts, with the same links in the same order', async () => {
    /** What is said, without what only one of the forms needs: marks of a list, quotation marks, white space. */
    const bare = (text: string): string => text.replace(/[\s\u00a0\u200c“”«»:*]/g, '');
    const faults = await faultsOf(async ({ html, text }) => {
      await page.setContent(html);
      // An address that somebody wrote is a link of the HTML and shown as what it is: in both parts it is text.
      const [shown, links] = await page.evaluate<[string, string[]]>(
        `[document.body.lastElementChild.innerText, [...document.links].filter((link) => link.textContent !== link.getAttribute('href')).map((link) => link.getAttribute('href'))]`,
      );
      const lines = text
        .replaceAll('\r\n', '\n')
        .split('\n')
        .map((line) => line.trim());
      const known = new Set(links);
      const isAddress = (line: string): boolean => known.has(line);
      const said = lines.filter((line) => !isAddress(line) && !/^(-+|=+)$/.test(line)).join(' ');
      return [
        ...(bare(said) === bare(shown) ? [] : [`says ${said} as text, and ${shown} as HTML`]),
        ...(lines.filter(isAddress).join() === links.join() ? [] : ['has other links as text than as HTML']),
      ];
    });
    expect(faults).toEqual([]);
  });

  it('can be read by everybody: axe finds nothing, in light and in dark, and nothing is wider than 320 pixels', async () => {
    await page.setViewportSize({ width: 320, height: 800 });
    const faults = await faultsOf(async ({ html }) => {
      await page.setContent(html);
      await page.addScriptTag({ path: axePath });
      const wrong: string[] = [];
      const widest = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (widest > 320) wrong.push(`is ${widest} pixels wide`);
      const missing = await page.evaluate<number>(
        '[...document.images].filter((image) => image.naturalWidth === 0).length',
      );
      if (missing > 0) wrong.push('has a picture that does not come');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // A mail has no landmarks: programs show it inside a page that has them. The dark changes colours alone.
        const options =
          colorScheme === 'light'
            ? `{ rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } }`
            : `{ runOnly: ['color-contrast'] }`;
        const { violations, passes } = await page.evaluate<Pick<AxeResults, 'violations' | 'passes'>>(
          `axe.run(document, ${options})`,
        );
        wrong.push(...violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes[0]?.html ?? ''}`));
        if (!passes.some(({ id }) => id === 'color-contrast')) wrong.push(`${colorScheme}: shows no text`);
      }
      return wrong;
    });
    expect(faults).toEqual([]);
  }, 180_000);
});
