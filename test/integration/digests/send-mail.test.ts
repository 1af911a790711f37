import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openMail } from '../../../local/mail/index.ts';
import { mailOf } from '../../../shared/digests/mail-of.ts';
import type { MailDocument } from '../../../shared/mail/document.ts';
import { createMailClient, type Mail, sendMail } from '../../../shared/platform/mail.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) await close();
});

/** A mail service on loopback, and the real client pointed at it as on any machine: by the environment alone. */
const serve = async (answer: RequestListener) => {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('AWS_ENDPOINT_URL_SESV2', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const client = createMailClient();
  const close = async (): Promise<void> => {
    client.destroy();
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  closing.push(close);
  return {
    mailer: {
      client,
      routeOf: (organization: string) => ({ configurationSet: 'digests', tenant: `${organization}-tenant` }),
    },
    requests: () => requests,
    server,
  };
};

const document: MailDocument = {
  language: 'en',
  brand: { name: 'Förderverein Mathematik' },
  subject: 'Brüche — wie?',
  preheader: '',
  heading: 'Your daily digest',
  greeting: 'Hello Ana Silva,',
  paragraphs: [],
  sections: [],
  more: [],
  footer: { reason: 'You chose it.', links: [] },
};
const mail: Mail = mailOf(
  document,
  {
    organization: 'maths',
    member: 'ana',
    name: 'Ana Silva',
    email: 'ana@example.org',
    role: 'member',
    joinedAt: '2026-01-01T00:00:00Z',
  },
  {
    schedule: { unsubscribeToken: 'abcdefghijklmnopqrstuv' },
    window: { from: '2026-11-21T07:00:00.000Z', until: '2026-11-22T07:00:00.000Z' },
  },
  { publicUrl: 'https://colloquy.example.org', mailFrom: 'Colloquy <digests@example.org>' },
);

describe('sendMail', () => {
  it('hands the mail over whole: sender, subject, both forms, and the headers of one-click unsubscribing', async () => {
    const database = new DatabaseSync(':memory:');
    const service = openMail({ database, now: () => new Date('2026-11-22T07:00:00Z') });
    const { mailer } = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        void service
          .handle({ method: request.method ?? '', url: request.url ?? '' }, Buffer.concat(chunks))
          .then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
      });
    });
    const outcome = await sendMail(mailer, mail);
    expect(outcome.kind).toBe('accepted');
    const kept = await service.get(outcome.kind === 'accepted' ? outcome.messageId : '');
    database.close();
    const raw = JSON.stringify(kept);
    expect(raw).toContain('List-Unsubscribe=One-Click');
    expect(raw).toContain('https://colloquy.example.org/unsubscribe/abcdefghijklmnopqrstuv');
    expect(raw).toContain('Brüche — wie?');
    expect(raw).toContain('Förderverein Mathematik');
    expect(raw).toContain('maths.digests.colloquy.example.org');
    expect(raw).toContain('2026-11-21T07:00:00.000Z/2026-11-22T07:00:00.000Z');
  });

  const refuse =
    (status: number, type: string): RequestListener =>
    (request, response) => {
      request.resume();
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type })
        .end(JSON.stringify({ message: `ana@example.org: ${type}` }));
    };

  it.each([
    ['the address or the content', refuse(400, 'MessageRejected'), 'refused'],
    ['the request', refuse(400, 'BadRequestException'), 'refused'],
    ['the rate', refuse(429, 'TooManyRequestsException'), 'unavailable'],
    ['a paused account', refuse(400, 'SendingPausedException'), 'unavailable'],
    ['an unknown configuration set', refuse(404, 'NotFoundException'), 'unavailable'],
    ['the function’s rights', refuse(403, 'AccessDeniedException'), 'unavailable'],
    ['an error of its own', refuse(500, 'InternalServiceErrorException'), 'unknown'],
    [
      'a connection that breaks',
      ((request) => request.socket.destroy()) satisfies RequestListener as RequestListener,
      'unknown',
    ],
  ])('asks once and tells what %s means', async (_, answer, kind) => {
    const { mailer, requests } = await serve(answer);
    const outcome = await sendMail(mailer, mail);
    expect(outcome.kind).toBe(kind);
    expect(requests()).toBe(1);
    // What is kept on the claim and logged names nobody.
    expect(outcome.kind === 'accepted' ? '' : outcome.error.message).not.toContain('ana@');
  });

  it('knows that a mail was not sent where nobody answers', async () => {
    const { mailer, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    expect(await sendMail(mailer, mail)).toMatchObject({
      kind: 'unavailable',
      error: { kind: 'Unavailable' },
    });
  });
});
