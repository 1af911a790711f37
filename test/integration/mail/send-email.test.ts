import { GetAccountCommand, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedbackEvent } from '../../../local/mail/feedback.ts';
import { openMail } from '../../../local/mail/index.ts';
import { MAIL_NOW, type MailService, serveMail } from '../../support/mail-service.ts';

let service: MailService;
let feedback: FeedbackEvent[];

beforeEach(async () => {
  feedback = [];
  service = await serveMail({ onFeedback: (event) => void feedback.push(event) });
});

afterEach(() => service.close());

const UNSUBSCRIBE = `<http://127.0.0.1:8787/unsubscribe/${'t'.repeat(22)}>, <mailto:unsubscribe@example.org?subject=stop>`;

const digest = (changes: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
  FromEmailAddress: 'Rede für Praxis <digest@example.org>',
  Destination: { ToAddresses: ['Zoë Nkemelu <zoe@example.org>'] },
  ConfigurationSetName: 'Mail',
  EmailTags: [{ Name: 'kind', Value: 'digest' }],
  Content: {
    Simple: {
      Subject: { Data: 'Your week: 4 new topics – Übung & Praxis' },
      Body: {
        Text: { Data: 'Guten Tag Zoë,\n\nfour new topics.\n' },
        Html: { Data: `<h1>Guten Tag Zoë</h1><p>${'A long line of words. '.repeat(20)}</p>` },
      },
      Headers: [
        { Name: 'List-Unsubscribe', Value: UNSUBSCRIBE },
        { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
        { Name: 'List-Id', Value: '<practice.example.org>' },
      ],
    },
  },
  ...changes,
});

const withHeaders = (Headers: { Name: string; Value: string }[]): SendEmailCommandInput => {
  const input = digest();
  return { ...input, Content: { Simple: { ...input.Content?.Simple, Headers } as never } };
};

const send = async (input: SendEmailCommandInput) => {
  const { MessageId } = await service.client.send(new SendEmailCommand(input));
  const kept = await service.mail.get(MessageId ?? '');
  if (!kept) throw new Error('the mail was answered for, but is not in the outbox');
  return kept;
};

describe('SendEmail with Simple content', () => {
  it('keeps the mail as a person would read it', async () => {
    const kept = await send(digest());
    expect(kept).toMatchObject({
      at: MAIL_NOW.toISOString(),
      subject: 'Your week: 4 new topics – Übung & Praxis',
      envelope: { from: 'digest@example.org', to: ['zoe@example.org'] },
      configurationSet: 'Mail',
      text: expect.stringContaining('Guten Tag Zoë,') as string,
      html: expect.stringContaining('<h1>Guten Tag Zoë</h1>') as string,
    });
  });

  it('builds MIME that other mail programs take: alternative parts, quoted-printable, short lines', async () => {
    const raw = Buffer.from((await send(digest())).raw).toString('latin1');
    expect(raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(raw.match(/^Content-Transfer-Encoding: quoted-printable\r$/gm)).toHaveLength(2);
    expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
    expect(/^[\x20-\x7e\r\n\t]*$/.test(raw)).toBe(true);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it('leaves the caller’s headers as they are and writes its own Message-ID and Date', async () => {
    const kept = await send(digest());
    const header = (name: string) =>
      kept.headers.filter((one) => one.name === name).map(({ value }) => value);
    expect(header('List-Unsubscribe')).toEqual([UNSUBSCRIBE]);
    expect(header('List-Unsubscribe-Post')).toEqual(['List-Unsubscribe=One-Click']);
    expect(header('List-Id')).toEqual(['<practice.example.org>']);
    expect(header('Message-ID')).toEqual([`<${kept.id}@email.amazonses.com>`]);
    expect(header('Date').map((date) => Date.parse(date))).toEqual([MAIL_NOW.getTime()]);
  });

  it('gives blind copies in the envelope alone', async () => {
    const kept = await send(
      digest({ Destination: { ToAddresses: ['a@example.org'], BccAddresses: ['b@example.org'] } }),
    );
    expect(kept.envelope.to).toEqual(['a@example.org', 'b@example.org']);
    expect(Buffer.from(kept.raw).toString('latin1')).not.toContain('b@example.org');
  });

  it('lists the outbox newest first and survives being opened again', async () => {
    const first = await send(digest());
    const second = await send(digest());
    const reopened = openMail({ database: service.database, now: () => MAIL_NOW });
    expect(reopened.list(10).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(reopened.list(1)).toHaveLength(1);
    expect((await reopened.get(first.id))?.raw).toEqual(first.raw);
    expect(await reopened.get('unknown')).toBeUndefined();
  });

  it.each([
    ['no sender', digest({ FromEmailAddress: undefined }), /FromEmailAddress: is missing/],
    ['no recipient', digest({ Destination: {} }), /names no recipient/],
    [
      'an address without a domain',
      digest({ Destination: { ToAddresses: ['zoe'] } }),
      /ToAddresses\[0\]: Missing final '@domain'/,
    ],
    [
      'an address outside ASCII',
      digest({ Destination: { ToAddresses: ['zoë@example.org'] } }),
      /Local address contains an illegal character/,
    ],
    [
      'two addresses in one',
      digest({ Destination: { ToAddresses: ['a@example.org, b@example.org'] } }),
      /more than one address/,
    ],
    [
      'a line break in an address',
      digest({ Destination: { ToAddresses: ['a@example.org\r\nBcc: b@example.org'] } }),
      /line break/,
    ],
    [
      'too many recipients',
      digest({ Destination: { ToAddresses: Array.from({ length: 51 }, (_, i) => `m${i}@example.org`) } }),
      /51 recipients are more than the 50/,
    ],
    [
      'a header value of 871 characters',
      withHeaders([{ Name: 'X-Long', Value: 'x'.repeat(871) }]),
      /Headers\.0\.Value/,
    ],
    [
      'a header value with a line break',
      withHeaders([{ Name: 'X-A', Value: 'a\r\nBcc: b' }]),
      /printable ASCII/,
    ],
    ['a header name with a colon', withHeaders([{ Name: 'X:A', Value: 'a' }]), /Headers\.0\.Name/],
    ['a header that SES sets', withHeaders([{ Name: 'subject', Value: 'a' }]), /sets by itself/],
    [
      'sixteen headers',
      withHeaders(Array.from({ length: 16 }, (_, i) => ({ Name: `X-${i}`, Value: 'a' }))),
      /Headers/,
    ],
    ['no content', digest({ Content: {} }), /must have Simple or Raw/],
  ])('refuses %s with BadRequestException and keeps nothing', async (_, input, message) => {
    await expect(service.client.send(new SendEmailCommand(input))).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringMatching(message) as string,
      $metadata: { httpStatusCode: 400 },
    });
    expect(service.mail.list(10)).toEqual([]);
  });

  it('takes fifteen headers and a value of 870 characters', async () => {
    const headers = Array.from({ length: 15 }, (_, i) => ({
      Name: `X-N${i}`,
      Value: 'word '.repeat(174).trimEnd(),
    }));
    const kept = await send(withHeaders(headers));
    expect(kept.headers.filter(({ name }) => name.startsWith('X-N')).map(({ value }) => value)).toEqual(
      headers.map(({ Value }) => Value),
    );
  });
});

describe('SendEmail with Raw content', () => {
  const raw = (text: string, changes: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
    Content: { Raw: { Data: Buffer.from(text, 'latin1') } },
    ...changes,
  });
  const message = [
    'From: Digest <digest@example.org>',
    'To: zoe@example.org',
    'Bcc: hidden@example.org,',
    ' second@example.org',
    'Message-ID: <mine@example.org>',
    'Date: Sat, 21 Nov 2026 10:00:00 +0000',
    'Subject: =?utf-8?Q?=C3=9Cbung?=',
    'List-Unsubscribe: <http://127.0.0.1/u/1>',
    'Content-Type: text/plain; charset=iso-8859-1',
    '',
    'Gr\xfc\xdfe',
    '',
  ].join('\r\n');

  it('leaves the body alone byte for byte, drops Bcc and replaces the Message-ID', async () => {
    const kept = await send(raw(message));
    expect(kept.envelope).toEqual({
      from: 'digest@example.org',
      to: ['zoe@example.org', 'hidden@example.org', 'second@example.org'],
    });
    expect(kept.subject).toBe('Übung');
    expect(kept.text).toBe('Grüße\n');
    const bytes = Buffer.from(kept.raw).toString('latin1');
    expect(bytes.endsWith('\r\n\r\nGr\xfc\xdfe\r\n')).toBe(true);
    expect(bytes).not.toContain('hidden@example.org');
    expect(bytes).not.toContain('second@example.org');
    expect(bytes).not.toContain('mine@example.org');
    expect(kept.headers.map(({ name }) => name)).toEqual([
      'Message-ID',
      'From',
      'To',
      'Date',
      'Subject',
      'List-Unsubscribe',
      'Content-Type',
    ]);
  });

  it('lets the request rule the envelope', async () => {
    const kept = await send(
      raw(message, {
        FromEmailAddress: 'other@example.org',
        Destination: { ToAddresses: ['ada@example.org'] },
      }),
    );
    expect(kept.envelope).toEqual({ from: 'other@example.org', to: ['ada@example.org'] });
  });

  it.each([
    ['no header block', 'hello', /no empty line/],
    ['no sender', 'To: a@example.org\r\n\r\nhello', /Missing required header 'From'/],
    ['no recipient', 'From: a@example.org\r\n\r\nhello', /names no recipient/],
  ])('refuses %s', async (_, text, expected) => {
    await expect(service.client.send(new SendEmailCommand(raw(text)))).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringMatching(expected) as string,
    });
  });
});

describe('the mailbox simulator', () => {
  const typesFor = async (...to: string[]) => {
    await send(digest({ Destination: { ToAddresses: to } }));
    return feedback.map(({ eventType }) => eventType);
  };

  it.each([
    ['success@simulator.amazonses.com', ['Send', 'Delivery']],
    ['bounce@simulator.amazonses.com', ['Send', 'Bounce']],
    ['bounce+m-7@simulator.amazonses.com', ['Send', 'Bounce']],
    ['suppressionlist@simulator.amazonses.com', ['Send', 'Bounce']],
    ['complaint@simulator.amazonses.com', ['Send', 'Delivery', 'Complaint']],
    ['zoe@example.org', ['Send', 'Delivery']],
  ])('publishes for %s: %j', async (address, expected) => {
    expect(await typesFor(address)).toEqual(expected);
  });

  it('tells a suppressed address from one that bounced, each with its mail and tags', async () => {
    await typesFor(
      'bounce@simulator.amazonses.com',
      'suppressionlist@simulator.amazonses.com',
      'zoe@example.org',
    );
    const bounces = feedback.flatMap((event) => (event.eventType === 'Bounce' ? [event] : []));
    expect(
      bounces.map(({ bounce }) => [bounce.bounceSubType, bounce.bouncedRecipients[0]?.emailAddress]),
    ).toEqual([
      ['General', 'bounce@simulator.amazonses.com'],
      ['Suppressed', 'suppressionlist@simulator.amazonses.com'],
    ]);
    expect(bounces[0]?.mail).toMatchObject({
      messageId: service.mail.list(1)[0]?.id,
      source: 'digest@example.org',
      tags: { 'ses:configuration-set': ['Mail'], kind: ['digest'] },
    });
  });

  it('publishes nothing without a configuration set', async () => {
    await send(
      digest({
        ConfigurationSetName: undefined,
        Destination: { ToAddresses: ['bounce@simulator.amazonses.com'] },
      }),
    );
    expect(feedback).toEqual([]);
  });
});

describe('other operations', () => {
  it('answers GetAccount with what was sent in the last day', async () => {
    await send(digest());
    const account = await service.client.send(new GetAccountCommand());
    expect(account.SendingEnabled).toBe(true);
    expect(account.SendQuota?.SentLast24Hours).toBe(1);
  });

  it('refuses a path it does not know and a body that is not JSON', async () => {
    expect(
      await service.mail.handle({ method: 'GET', url: '/v2/email/templates?PageSize=1' }, ''),
    ).toMatchObject({
      status: 404,
      headers: { 'x-amzn-errortype': 'NotFoundException' },
    });
    expect(
      await service.mail.handle({ method: 'POST', url: '/v2/email/outbound-emails' }, '{'),
    ).toMatchObject({
      status: 400,
      headers: { 'x-amzn-errortype': 'BadRequestException' },
    });
  });
});
