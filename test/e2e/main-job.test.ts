import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesise } from '../../commands/synth.ts';
import { connectLocal } from '../../local/connect.ts';
import { seedDemo } from '../../local/demo/seed.ts';
import { type LocalSystem, startLocal } from '../../local/index.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { launchBrowser } from './browser.ts';

// The whole system as people meet it: the synthesised template on this machine, the demo association, a browser.

const folder = mkdtempSync(join(tmpdir(), 'colloquy-main-job-'));
let system: LocalSystem;
let browser: Browser;
const open: BrowserContext[] = [];

beforeAll(async () => {
  const template = await synthesise('local');
  system = await startLocal({ template, data: folder, port: 0, clock: new Date('2026-11-18T10:00:00Z') });
  await connectLocal(system.url);
  const client = createTableClient();
  const table = (output: string) => ({ client, name: system.outputs[output] ?? '' });
  await seedDemo({
    community: table('CommunityTable'),
    credentials: table('CredentialsTable'),
    bus: { client: new EventBridgeClient({}), name: system.outputs['EventBus'] ?? '' },
    now: new Date(),
  });
  await system.idle();
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A browser of somebody's own, signed in as them by choosing them on the provider's page. No script runs in it. */
const signInAs = async (name: string): Promise<Page> => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  open.push(context);
  const page = await context.newPage();
  await page.goto(`${system.url}/`);
  await page
    .getByRole('link', { name: /sign in/i })
    .first()
    .click();
  await page.getByRole('button', { name }).click();
  await page.getByRole('heading', { level: 1, name: /welcome/i }).waitFor();
  return page;
};

/** Engagement's own figure for a member, from the staff's table. */
const postsOf = async (staff: Page, name: string): Promise<number> => {
  const csv = await staff
    .context()
    .request.get(
      `${system.url}/staff/engagement.csv?community=mathematics&from=2026-11-01&through=2026-11-30`,
    );
  const lines = (await csv.text())
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  const posts = lines[0]?.findIndex((column) => /post/i.test(column)) ?? -1;
  const row = lines.find((line) => line.some((cell) => cell.includes(name)));
  return Number(row?.[posts]);
};

interface OutboxMail {
  readonly id: string;
  readonly envelope: { readonly to: readonly string[] };
}

const getJson = async (path: string): Promise<unknown> =>
  (await fetch(`${system.url}${path}`, { headers: { accept: 'application/json' } })).json();

/** The outbox as the local system tells it, newest first. */
const outbox = async () => (await getJson('/_local/mails')) as OutboxMail[];

const readMail = async ({ id }: OutboxMail) =>
  (await getJson(`/_local/mails/${id}`)) as OutboxMail & {
    readonly html: string;
    readonly text: string;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
  };

describe('the main job', () => {
  it('takes a post from its author to everybody, to the record of engagement and to the digest', async () => {
    const staff = await signInAs('Dov Lieberthal');
    const before = await postsOf(staff, 'Hyejin Baek');

    const author = await signInAs('Hyejin Baek');
    await author.goto(`${system.url}/communities/mathematics/topics/new`);
    await author.getByLabel('Title').fill('Who has tried <b>number talks</b> with two classes at once?');
    await author
      .getByLabel(/text/i)
      .fill('I have <script>alert(1)</script> one room and two groups.\n\nIdeas welcome.');
    await author.getByRole('button', { name: /post|publish/i }).click();
    await author.getByRole('heading', { level: 1, name: 'Who has tried <b>number talks</b>' }).waitFor();
    expect(await author.locator('main script, main h1 b').count()).toBe(0);
    expect(await author.getByText('<script>alert(1)</script>').count()).toBe(1);
    await system.idle();

    const reader = await signInAs('Tomasz Wierzbicki');
    expect(await reader.getByText('Who has tried <b>number talks</b>').count()).toBeGreaterThan(0);
    expect(await postsOf(staff, 'Hyejin Baek')).toBe(before + 1);

    await system.setClock(new Date('2026-11-20T12:00:00Z'));
    await system.idle();
    const mails = await outbox();
    const telling = (await Promise.all(mails.map(readMail))).filter(({ text }) =>
      text.includes('number talks'),
    );
    expect(telling.length).toBeGreaterThan(0);
    for (const { html, headers } of telling) {
      expect(html).toContain('Who has tried &lt;b&gt;number talks&lt;/b&gt;');
      expect(html).not.toContain('<script');
      const header = (name: string) => headers.find((one) => one.name.toLowerCase() === name)?.value ?? '';
      expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      const link = /<(https?:[^>]+)>/.exec(header('list-unsubscribe'))?.[1] ?? '';
      // A scanner's GET changes nothing; the mailbox provider's one POST ends the digests (RFC 8058 §3).
      expect((await fetch(link)).status).toBe(200);
      const once = await fetch(link, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(once.ok).toBe(true);
    }

    // A new post before the next digests: whoever unsubscribed hears no more of it, the others do.
    const unsubscribed = new Set(telling.flatMap(({ envelope }) => envelope.to));
    await author.getByLabel(/text/i).first().fill('Thank you all, number talks it is.');
    await author.getByRole('button', { name: 'Post reply' }).click();
    await system.idle();
    await system.setClock(new Date('2026-11-28T12:00:00Z'));
    await system.idle();
    const later = (await outbox()).slice(0, -mails.length);
    expect(later.filter(({ envelope }) => envelope.to.some((address) => unsubscribed.has(address)))).toEqual(
      [],
    );
  });

  it('turns a completed cycle into a badge on the profile, a public credential and staff’s records', async () => {
    const facilitator = await signInAs('Amara Nwosu-Bell');
    await facilitator
      .getByRole('link', { name: /Who gets to explain/ })
      .first()
      .click();
    for (let step = 5; step <= 7; step += 1) {
      if (step === 7) await facilitator.getByLabel('This is final').check();
      await facilitator.getByLabel('What came of this step').fill(`What we saw in step ${step}.`);
      await facilitator.getByRole('button', { name: /complete/i }).click();
    }
    await facilitator.getByText('This cycle is complete.').waitFor();
    await system.idle();

    const member = await signInAs('Tomasz Wierzbicki');
    await member.getByRole('link', { name: 'Profile' }).click();
    await member.locator('main a[href*="/badges/"]').first().click();
    await member.getByRole('heading', { level: 1 }).waitFor();
    // A badge is its member's own until they share it.
    const [, id] = /\/badges\/([^/#]+)/.exec(member.url()) ?? [];
    const address = `${system.url}/credentials/${id ?? ''}`;
    expect((await fetch(address)).status).toBe(403);
    await member.getByRole('button', { name: 'Share this badge' }).click();
    await member.getByRole('link', { name: 'See the public page' }).click();
    await member.waitForURL(/\/credentials\//);
    expect(member.url()).toBe(address);
    expect(await member.locator('meta[property="og:image"]').getAttribute('content')).toMatch(/^http/);
    expect(await member.locator('a[href^="https://www.linkedin.com/profile/add?"]').count()).toBe(1);

    const asJson = await fetch(address, { headers: { accept: 'application/vc+ld+json' } });
    const credential = (await asJson.json()) as { type: string[]; proof: { cryptosuite: string }[] };
    expect(credential.type).toContain('OpenBadgeCredential');
    expect(credential.proof[0]?.cryptosuite).toBe('eddsa-rdfc-2022');
    const image = Buffer.from(await (await fetch(`${address}/badge.png`)).arrayBuffer());
    expect(image.subarray(1, 4).toString()).toBe('PNG');
    expect(image.includes('openbadgecredential')).toBe(true);

    const staff = await signInAs('Dov Lieberthal');
    await staff.goto(`${system.url}/staff/awards`);
    expect(await staff.getByText(/cycle/i).count()).toBeGreaterThan(0);
    const awards = await (await staff.context().request.get(`${system.url}/staff/awards.csv`)).text();
    expect(awards).toMatch(/Tomasz Wierzbicki/);
  });

  it('sets an event that cannot be accepted aside, with the field and the reason', async () => {
    const put = async (organization: string, type: string) => {
      await new EventBridgeClient({}).send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: system.outputs['EventBus'],
              Source: 'elsewhere',
              DetailType: type,
              Detail: JSON.stringify({
                specversion: '1.0',
                id: `${organization}-${type}`,
                source: 'elsewhere',
                type: `colloquy.${type}.v1`,
                time: '2026-11-18T09:00:00Z',
                organization,
                data: { member: 'm01', community: 'mathematics' },
              }),
            },
          ],
        }),
      );
    };
    await put('nobody', 'orientation.completed');
    await put('larkfield', 'post.exploded');
    await system.idle();
    const page = await signInAs('Dov Lieberthal');
    await page.goto(`${system.url}/_local/dead-letters`);
    const text = await page.locator('body').innerText();
    expect(text).toContain('there is no organization "nobody"');
    expect(text).toContain('"colloquy.post.exploded.v1" is no event type or version');
  });
});
