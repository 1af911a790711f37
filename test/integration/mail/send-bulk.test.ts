import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { GetAccountCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalMail, openMail } from '../../../local/mail/index.ts';
import { InvalidInput } from '../../../shared/platform/errors.ts';
import {
  type BulkEntry,
  type BulkMail,
  createMailClient,
  type Mailer,
  sendBulk,
  sendMail,
} from '../../../shared/platform/mail.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) await close();
});

/** A mailer that speaks to a server on loopback, as a function's does: pointed there by the environment alone. */
const mailerTo = async (answer: RequestListener): Promise<Mailer> => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('AWS_ENDPOINT_URL_SESV2', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const client = createMailClient();
  closing.push(async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    client,
    routeOf: (organization) => ({ configurationSet: `${organization}-set`, tenant: organization }),
  };
};

/** The local mail service, and what reached it over the wire. */
const localService = async (maxSendRate?: number) => {
  const database = new DatabaseSync(':memory:');
  const bodies: string[] = [];
  const service: LocalMail = openMail({
    database,
    now: () => new Date('2026-11-22T07:00:00Z'),
    ...(maxSendRate !== undefined && { maxSendRate }),
  });
  const mailer = await mailerTo((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      bodies.push(body.toString());
      void service
        .handle({ method: request.method ?? '', url: request.url ?? '' }, body)
        .then(({ status, headers, body: text }) => response.writeHead(status, headers).end(text));
    });
  });
  closing.push(() => {
    database.close();
  });
  return { mailer, service, bodies };
};

const entry = (member: string, own: Partial<BulkEntry> = {}): BulkEntry => ({
  to: `${member}@example.org`,
  values: { name: `<b>${member}</b>`, link: `https://colloquy.example.org/u/${member}` },
  headers: [{ name: 'List-Unsubscribe', value: `<https://colloquy.example.org/unsubscribe/${member}>` }],
  tags: { member, mail: 'note.n1' },
  ...own,
});

const bulk = (...entries: BulkEntry[]): BulkMail => ({
  organization: 'maths',
  from: 'Maths <notices@example.org>',
  template: {
    subject: 'The hall is closed',
    html: '<p>Dear {{name}}, the hall is closed. <a href="{{link}}">Settings</a></p>',
    text: 'Dear {{ name }}, the hall is closed. {{link}}',
  },
  entries,
});

describe('one body to many', () => {
  it('reaches each with their own values and headers, in one call by the organization’s route', async () => {
    const { mailer, service, bodies } = await localService();
    const outcomes = await sendBulk(mailer, bulk(entry('ana'), entry('ben')));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
    expect(bodies).toHaveLength(1);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      ConfigurationSetName: 'maths-set',
      TenantName: 'maths',
    });
    const mails = await Promise.all(
      outcomes.map((outcome) => service.get(outcome.kind === 'accepted' ? outcome.messageId : '')),
    );
    expect(mails).toMatchObject(
      ['ana', 'ben'].map((member) => ({
        envelope: { to: [`${member}@example.org`] },
        subject: 'The hall is closed',
        configurationSet: 'maths-set',
        html: expect.stringContaining(`Dear <b>${member}</b>, the hall`) as string,
        text: expect.stringContaining(`/u/${member}`) as string,
        headers: expect.arrayContaining([
          { name: 'List-Unsubscribe', value: `<https://colloquy.example.org/unsubscribe/${member}>` },
        ]) as object[],
      })),
    );
  });

  it('tells of each entry by itself: a wrong address, a missing value, and those who got it', async () => {
    const { mailer, service } = await localService();
    const outcomes = await sendBulk(
      mailer,
      bulk(entry('ana'), entry('zoë'), entry('cleo', { values: { name: 'Cleo' } }), entry('dora')),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'refused', 'refused', 'accepted']);
    expect(service.list(9).flatMap(({ envelope }) => envelope.to)).toEqual([
      'dora@example.org',
      'ana@example.org',
    ]);
  });

  it.each([
    ['SUCCESS', 'accepted', undefined],
    ['MESSAGE_REJECTED', 'refused', undefined],
    ['INVALID_PARAMETER', 'refused', undefined],
    ['TRANSIENT_FAILURE', 'unavailable', false],
    ['ACCOUNT_DAILY_QUOTA_EXCEEDED', 'unavailable', false],
    ['MAIL_FROM_DOMAIN_NOT_VERIFIED', 'unavailable', false],
    ['ACCOUNT_THROTTLED', 'unavailable', true],
    ['A_NEW_WORD', 'unknown', undefined],
  ])('reads the status %s as %s', async (Status, kind, throttled) => {
    const mailer = await mailerTo((request, response) => {
      request.resume();
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ BulkEmailEntryResults: [{ Status, MessageId: 'm1' }] }));
    });
    const [outcome, missing] = await sendBulk(mailer, bulk(entry('ana'), entry('ben')));
    expect(outcome?.kind).toBe(kind);
    expect(outcome?.kind === 'unavailable' ? outcome.throttled : undefined).toBe(throttled);
    expect(missing?.kind, 'no answer about an entry is no answer').toBe('unknown');
  });

  /** A service that refuses every bulk mail as a whole, and answers each mail of its own by its address. */
  const refusing = async (
    kind: string,
    single: (to: string) => [status: number, kind: string] | undefined,
  ) => {
    const mails: { to: string; body: string }[] = [];
    const mailer = await mailerTo((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const say = (status: number, body: object, error?: string) =>
          response
            .writeHead(status, {
              'content-type': 'application/json',
              ...(error !== undefined && { 'x-amzn-errortype': error }),
            })
            .end(JSON.stringify(body));
        if (request.url?.includes('bulk')) {
          say(400, { message: 'no' }, kind);
          return;
        }
        const body = Buffer.concat(chunks).toString();
        const to = /"ToAddresses":\["([^@]*)@/.exec(body)?.[1] ?? '';
        mails.push({ to, body });
        const answer = single(to);
        if (answer) say(answer[0], { message: 'no' }, answer[1]);
        else say(200, { MessageId: `of-${to}` });
      });
    });
    return { mailer, mails };
  };

  it.each(['BadRequestException', 'MessageRejected'])(
    'refuses the one bad entry alone where the whole call is refused with %s',
    async (kind) => {
      const { mailer, mails } = await refusing(kind, (to) => (to === 'bad' ? [400, kind] : undefined));
      const outcomes = await sendBulk(mailer, bulk(entry('ana'), entry('bad'), entry('ben')));
      expect(outcomes.map((one) => (one.kind === 'accepted' ? one.messageId : one.kind))).toEqual([
        'of-ana',
        'refused',
        'of-ben',
      ]);
      expect(mails[0]?.body).toContain('Dear <b>ana</b>, the hall');
      expect(JSON.parse(mails[2]?.body ?? '')).toMatchObject({
        ConfigurationSetName: 'maths-set',
        Content: { Simple: { Subject: { Data: 'The hall is closed' } } },
        EmailTags: [{ Name: 'member', Value: 'ben' }, { Name: 'mail' }],
      });
    },
  );

  it('keeps those after a mail that comes too fast for later', async () => {
    const { mailer, mails } = await refusing('BadRequestException', (to) =>
      to === 'ana' ? undefined : [429, 'TooManyRequestsException'],
    );
    const outcomes = await sendBulk(mailer, bulk(entry('ana'), entry('ben'), entry('cleo')));
    expect(outcomes).toMatchObject([
      { kind: 'accepted' },
      { kind: 'unavailable', throttled: true },
      { kind: 'unavailable', throttled: true },
    ]);
    expect(mails.map(({ to }) => to)).toEqual(['ana', 'ben']);
  });

  it('knows nothing of any of them where the connection broke', async () => {
    const mailer = await mailerTo((request) => request.socket.destroy());
    const outcomes = await sendBulk(mailer, bulk(entry('ana'), entry('ben')));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
  });

  it('is not begun for more than fifty', async () => {
    const { mailer, bodies } = await localService();
    const many = Array.from({ length: 51 }, (_, i) => entry(`m${i}`));
    await expect(sendBulk(mailer, bulk(...many))).rejects.toThrow(InvalidInput);
    expect(bodies).toEqual([]);
  });
});

describe('a mail service with a sending rate', () => {
  let local: Awaited<ReturnType<typeof localService>>;
  beforeEach(async () => {
    local = await localService(2);
  });
  const one = {
    organization: 'maths',
    from: 'digests@example.org',
    to: 'ana@example.org',
    subject: 'Your digest',
    html: '<p>Hello</p>',
    text: 'Hello',
    headers: [],
    tags: {},
  };

  it('takes as many in a second and no more, and says so', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => sendMail(local.mailer, one)));
    expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome.kind === 'unavailable' && outcome.throttled)).toHaveLength(1);
    const { SendQuota } = await local.mailer.client.send(new GetAccountCommand());
    expect(SendQuota?.MaxSendRate).toBe(2);
  });

  it('counts each entry of a bulk mail', async () => {
    const outcomes = await sendBulk(local.mailer, bulk(entry('ana'), entry('ben'), entry('cleo')));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'unavailable']);
  });
});
