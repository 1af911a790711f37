import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConsole } from '../../../local/console/index.ts';
import { openMail } from '../../../local/mail/index.ts';
import { createConsoleSource, HOSTILE, seen } from '../../support/console-source.ts';

let server: Server;
let origin: string;
let mailId: string;
let received: string[];

beforeEach(async () => {
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
            Text: { Data: 'Four new topics <b>here</b>.' },
            Html: { Data: `<html><head><title>x</title></head><body><p>Four</p>${HOSTILE}</body></html>` },
          },
          Headers: [{ Name: 'List-Unsubscribe', Value: '<http://127.0.0.1:8787/unsubscribe/token>' }],
        },
      },
    }),
  );
  mailId = (JSON.parse(sent.body) as { MessageId: string }).MessageId;
  received = [];
  const handle = createConsole(createConsoleSource(mail, received));
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const get = (path: string, accept = 'text/html') => fetch(origin + path, { headers: { accept } });
const getJson = async (path: string): Promise<unknown> => (await get(path, 'application/json')).json();
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(origin + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });

/** `fetch` sets Host itself; this says another. */
const getAs = (host: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    httpRequest(origin + path, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

describe('the overview', () => {
  it('shows clock, queues, streams, dead letters, events and the outbox', async () => {
    const response = await get('/_local');
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain('Sun, 22 Nov 2026, 06:40:00 UTC');
    expect(page).toContain(
      '<th scope="row">RecordEngagement</th><td class="number">3</td><td class="number">1</td>',
    );
    expect(page).toMatch(/PublishEvents<\/td><td class="number">7</);
    expect(page).toContain('event: data.kind: must be topic, reply or comment');
    expect(page).toContain('post.created');
    expect(page).toContain('m-amara');
    expect(page).toContain('Your week');
    expect(page).toContain('AWS_ENDPOINT_URL_SQS');
  });

  it('escapes what others wrote: a reason, a body, an event', async () => {
    for (const path of ['/_local', '/_local/dead-letters', '/_local/events']) {
      const page = await (await get(path)).text();
      expect(page).not.toContain(HOSTILE);
      expect(page).toContain('&lt;script&gt;');
    }
  });

  it('has one heading of the first rank, landmarks, and a name for every field', async () => {
    const page = await (await get('/_local')).text();
    expect(page.match(/<h1[ >]/g)).toHaveLength(1);
    expect(page).toContain('<html lang="en">');
    expect(page).toMatch(/<main id="main"/);
    expect(page).toMatch(/<nav aria-label="Console">/);
    const inputs = [...page.matchAll(/<input (?!type="hidden")[^>]*id="([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(inputs).toEqual(['now']);
    for (const id of inputs) expect(page).toContain(`<label for="${id}">`);
  });
});

describe('the clock', () => {
  it('is set by a button, says so, and goes back to real time', async () => {
    const set = await post('/_local/clock', { choice: 'next-morning' });
    expect([set.status, set.headers.get('location')]).toEqual([303, '/_local?done=clock']);
    const page = await (await get('/_local?done=clock')).text();
    expect(page).toContain('The clock was set: it is Sun, 22 Nov 2026, 07:00:00 UTC.');
    expect(page).toContain('This is not real time');
    await post('/_local/clock', { choice: 'real-time' });
    expect(await (await get('/_local')).text()).toContain('This is real time');
  });

  it('is set by an exact time', async () => {
    await post('/_local/clock', { now: '2026-12-01T08:30' });
    expect(await getJson('/_local/status')).toMatchObject({ now: '2026-12-01T08:30:00.000Z' });
  });

  it('is set by a program', async () => {
    const response = await fetch(`${origin}/_local/clock`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', origin },
      body: JSON.stringify({ now: '2014-03-01T08:00:00Z' }),
    });
    expect(await response.json()).toMatchObject({ now: '2014-03-01T08:00:00.000Z' });
  });

  it.each([
    ['{"now":"soon"}', 'clock'],
    ['{"now":1}', 'now'],
    ['{', '(root)'],
  ])('refuses %s with a problem that names the field', async (body) => {
    const response = await fetch(`${origin}/_local/clock`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ title: 'InvalidInput', status: 400 });
  });
});

describe('dead letters', () => {
  it('tells reason, kind, field and body, and sends one back', async () => {
    const page = await (await get('/_local/dead-letters')).text();
    expect(page).toContain('<dd>InvalidInput</dd>');
    expect(page).toContain('<code>data.kind</code>');
    expect(page).toContain('&quot;kind&quot;: &quot;shout&quot;');
    const sent = await post('/_local/redrive', { queue: 'RecordEngagementDeadLetters', messageId: 'one' });
    expect(sent.headers.get('location')).toBe('/_local?done=redriven&count=1');
    expect(await getJson('/_local/dead-letters')).toMatchObject([{ messageId: 'two' }]);
  });

  it('sends all of a queue back', async () => {
    const response = await fetch(`${origin}/_local/redrive`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ queue: 'RecordEngagementDeadLetters' }),
    });
    expect(await response.json()).toEqual({ redriven: 2 });
    expect(await (await get('/_local/dead-letters')).text()).toContain('nothing was set aside');
  });

  it('says so where the letter is gone', async () => {
    const response = await post('/_local/redrive', {
      queue: 'RecordEngagementDeadLetters',
      messageId: 'gone',
    });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is no such dead letter.');
  });
});

describe('the outbox', () => {
  it('shows a mail as a person would see it, with its headers', async () => {
    const page = await (await get(`/_local/mails/${mailId}`)).text();
    expect(page).toContain('Four new topics &lt;b&gt;here&lt;/b&gt;.');
    expect(page).toContain('List-Unsubscribe');
    expect(page).toContain('&lt;http://127.0.0.1:8787/unsubscribe/token&gt;');
    expect(page).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(page).not.toContain(HOSTILE);
  });

  it('frames the HTML so that no script of it can run and its links leave the frame', async () => {
    const response = await get(`/_local/mails/${mailId}/html`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);
    expect(policy).not.toContain('script');
    expect(await response.text()).toContain('<head><base target="_blank"><title>');
  });

  it('gives the raw message as it was kept', async () => {
    const raw = await get(`/_local/mails/${mailId}/raw`);
    expect(raw.headers.get('content-type')).toBe('message/rfc822');
    expect(raw.headers.get('content-disposition')).toContain(`${mailId}.eml`);
    const { raw: base64 } = (await getJson(`/_local/mails/${mailId}`)) as { raw: string };
    expect(Buffer.from(await raw.arrayBuffer()).toString('base64')).toBe(base64);
  });

  it('answers programs with JSON', async () => {
    expect(await getJson('/_local/mails?limit=1')).toMatchObject([{ id: mailId, subject: 'Your week' }]);
    expect(await getJson(`/_local/mails/${mailId}`)).toMatchObject({
      text: expect.stringContaining('Four new topics') as string,
      envelope: { to: ['amara@example.org'] },
    });
  });

  it('says so where a mail is not there', async () => {
    expect((await get('/_local/mails/unknown')).status).toBe(404);
    expect((await get('/_local/mails/unknown/raw')).status).toBe(404);
  });
});

describe('programs', () => {
  it('wait until the system is idle', async () => {
    expect(await getJson('/_local/status')).toMatchObject({ idle: false });
    expect(await getJson('/_local/idle')).toMatchObject({ idle: true });
  });

  it('read the events, at most as many as they ask for', async () => {
    expect(await getJson('/_local/events?limit=1')).toEqual(seen.slice(0, 1));
    expect((await get('/_local/events?limit=0', 'application/json')).status).toBe(400);
  });
});

describe('what is refused', () => {
  it.each([
    ['a name that was bound anew to this machine', 'attacker.example'],
    ['a name that only begins like this machine', '127.0.0.1.attacker.example'],
  ])('%s', async (_, host) => {
    expect(await getAs(host, '/_local/status')).toBe(403);
  });

  it('takes this machine under each of its names', async () => {
    expect(await getAs('localhost:8787', '/_local/status')).toBe(200);
    expect(await getAs('[::1]:8787', '/_local/status')).toBe(200);
  });

  it.each([
    ['another site', { origin: 'https://attacker.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { origin: 'null' }],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site' }],
  ])('a form from %s, which changes nothing', async (_, headers) => {
    const response = await post('/_local/clock', { choice: '1-week' }, headers);
    expect(response.status).toBe(403);
    expect(await getJson('/_local/status')).toMatchObject({ clockOffset: 0 });
  });

  it('a page that does not exist, and a body that is too large', async () => {
    expect((await get('/_local/nothing')).status).toBe(404);
    expect((await post('/_local/clock', { now: 'x'.repeat(70_000) })).status).toBe(413);
  });
});

describe('an answer to a mail in the outbox', () => {
  it('comes in as the mail of whoever got it, with what it answers quoted below', async () => {
    const page = await (await get(`/_local/mails/${mailId}`)).text();
    expect(page).toMatch(/<label for="reply-text">[^<]+<\/label>\s*<textarea id="reply-text" name="text"/);

    const sent = await post(`/_local/mails/${mailId}/reply`, { text: 'Mine: ñ' });
    expect(sent.status).toBe(303);
    const [raw = ''] = received;
    const mail = await PostalMime.parse(raw);
    expect(mail.from?.address).toBe('amara@example.org');
    expect(mail.to?.map(({ address }) => address)).toEqual(['reply+abc@reply.example.org']);
    expect(mail.subject).toBe('Re: Your week');
    expect(mail.inReplyTo).toBe(`<${mailId}@email.amazonses.com>`);
    expect(mail.text).toMatch(/^Mine: ñ\n\nOn .+ wrote:\n\n> Four new topics/);
    const after = await get(sent.headers.get('location') ?? '');
    expect(await after.text()).toContain('The answer came in.');
  });

  it('is taken from no other web site', async () => {
    const foreign = { origin: 'https://elsewhere.example' };
    expect((await post(`/_local/mails/${mailId}/reply`, { text: 'x' }, foreign)).status).toBe(403);
    const headers = { ...foreign, 'content-type': 'message/rfc822' };
    const inbound = await fetch(`${origin}/_local/mail/inbound`, { method: 'POST', headers, body: 'x' });
    expect(inbound.status).toBe(403);
    expect(received).toEqual([]);
  });
});
