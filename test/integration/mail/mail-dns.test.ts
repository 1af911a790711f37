import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Resolver } from '../../../commands/dns/check-records.ts';
import { dkimTokensOf } from '../../../commands/dns/dkim-tokens.ts';
import type { ShownRecord } from '../../../commands/dns/show.ts';
import { mailDns } from '../../../commands/mail-dns.ts';
import { NotFound } from '../../../shared/platform/errors.ts';
import { type MailService, serveMail } from '../../support/mail-service.ts';

let service: MailService;
beforeAll(async () => {
  service = await serveMail();
});
afterAll(() => service.close());

/** A DNS that holds what it is given, `TYPE name` by value (several texts a line each), and asks nobody. */
const dnsOf = (held: Readonly<Record<string, string>>): Resolver => {
  const at = (type: string, name: string): string => {
    const value = held[`${type} ${name}`];
    if (value === undefined) throw Object.assign(new Error('nothing there'), { code: 'ENODATA' });
    if (value === 'broken') throw Object.assign(new Error('no answer'), { code: 'ETIMEOUT' });
    return value;
  };
  return {
    resolveCname: (name) => Promise.resolve().then(() => [at('CNAME', name)]),
    resolveTxt: (name) =>
      Promise.resolve().then(() =>
        at('TXT', name)
          .split('\n')
          .map((text) => [text.slice(0, 9), text.slice(9)]),
      ),
    resolveMx: (name) =>
      Promise.resolve().then(() => {
        const [priority, exchange = ''] = at('MX', name).split(' ');
        return [{ priority: Number(priority), exchange }];
      }),
  };
};

const run = async (held: Readonly<Record<string, string>> = {}, asked: object = {}) => {
  const said: string[] = [];
  const noted: string[] = [];
  let failed = '';
  const say = (line: string) => void said.push(line);
  await mailDns({
    stage: 'local',
    check: false,
    json: true,
    region: 'eu-west-1',
    tokensOf: (domain) => dkimTokensOf(service.client, domain),
    resolver: dnsOf(held),
    say,
    note: (line) => void noted.push(line),
    ...asked,
  }).catch((error: unknown) => {
    failed = String(error);
  });
  return { said: said.join('\n'), noted: noted.join('\n'), failed };
};

const recordsOf = async (): Promise<ShownRecord[]> => JSON.parse((await run()).said) as ShownRecord[];

/** A DNS in which everything is set as asked for, but for what is changed. */
const allSet = async (changes: Readonly<Record<string, string | undefined>> = {}) => {
  const records = await recordsOf();
  const held = Object.fromEntries(records.map(({ type, name, value }) => [`${type} ${name}`, value]));
  return Object.fromEntries(
    Object.entries({ ...held, ...changes }).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
};

describe('the records of mail', () => {
  it('are three of DKIM, two of the envelope’s sender, one of DMARC, each with a reason', async () => {
    const records = await recordsOf();
    expect(records.slice(0, 6).map(({ type }) => type)).toEqual([
      'CNAME',
      'CNAME',
      'CNAME',
      'MX',
      'TXT',
      'TXT',
    ]);
    for (const { name, value, why } of records.slice(0, 3)) {
      const token = /^([a-z0-9]{32})\._domainkey\.colloquy\.example$/.exec(name)?.[1] ?? 'none';
      expect(value).toBe(`${token}.dkim.amazonses.com`);
      expect(why.length).toBeGreaterThan(40);
    }
    expect(records.slice(3, 6).map(({ name, value }) => `${name} ${value}`)).toEqual([
      'bounce.colloquy.example 10 feedback-smtp.eu-west-1.amazonses.com',
      'bounce.colloquy.example v=spf1 include:amazonses.com ~all',
      '_dmarc.colloquy.example v=DMARC1; p=quarantine; rua=mailto:dmarc@colloquy.example',
    ]);
  });

  it('are told to people in lines', async () => {
    const { said } = await run({}, { json: false });
    expect(said).toContain('_dmarc.colloquy.example\n  TXT  v=DMARC1;');
  });
});

describe('a check', () => {
  const check = async (changes?: Readonly<Record<string, string | undefined>>) =>
    run(await allSet(changes), { check: true, json: false });

  it('finds nothing to say where everything is set, whatever the owner added or prefers', async () => {
    const { failed, said } = await check({
      'MX bounce.colloquy.example': '20 FEEDBACK-SMTP.eu-west-1.amazonses.com.',
      'TXT bounce.colloquy.example': 'v=spf1 ip4:192.0.2.1 include:amazonses.com -all',
      'TXT _dmarc.colloquy.example': 'v=DMARC1; p=reject',
    });
    expect(failed).toBe('');
    expect(said).not.toMatch(/MISSING|DIFFERENT/);
  });

  it('names what is missing and what is different, and fails', async () => {
    const { failed, said } = await check({
      'TXT bounce.colloquy.example': 'v=spf1 -all',
      'TXT _dmarc.colloquy.example': 'some-other-verification',
    });
    expect(said).toContain('IT IS DIFFERENT: v=spf1 -all');
    expect(said.match(/IT IS MISSING/g)).toHaveLength(1);
    expect(failed).toMatch(/2 of \d records are not as they should be/);
  });

  it.each([
    ['TXT bounce.colloquy.example', 'v=spf1 include:amazonses.com ~all\nv=spf1 include:example.net -all'],
    ['TXT _dmarc.colloquy.example', 'v=DMARC1; p=reject\nv=DMARC1; p=none'],
  ])('says of two records at %s that mailboxes go by neither, whichever is right', async (name, two) => {
    const { failed, said } = await check({ [name]: `${two}\nsome-other-verification` });
    expect(said).toContain(`THERE ARE 2 OF ITS KIND, and there may be one`);
    expect(said).toContain(two.replace('\n', ' | '));
    expect(failed).toMatch(/1 of \d records/);
  });

  it('says so where the DNS does not answer', async () => {
    const { failed } = await check({ 'TXT _dmarc.colloquy.example': 'broken' });
    expect(failed).toContain('The DNS did not answer for _dmarc.colloquy.example (ETIMEOUT)');
  });
});

it('says what to do where SES does not answer', async () => {
  const nobody = new SESv2Client({
    endpoint: 'http://127.0.0.1:1',
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const { failed, said } = await run({}, { tokensOf: (domain: string) => dkimTokensOf(nobody, domain) });
  expect(failed).toContain('look to your AWS credentials');
  expect(said).toContain('_dmarc.colloquy.example');
  expect(said).toContain('<token 1>._domainkey.colloquy.example');
});

describe('where SES’s keys are not known yet', () => {
  const unknown = {
    tokensOf: () =>
      Promise.reject(new NotFound('SES does not know colloquy.example: deploy the stage first.')),
  };

  it('prints placeholders, marked as such, and what to do; nothing has failed', async () => {
    const { failed, said, noted } = await run({}, unknown);
    const records = JSON.parse(said) as ShownRecord[];
    expect(records.filter(({ placeholder }) => placeholder).map(({ name, value }) => [name, value])).toEqual(
      [1, 2, 3].map((n) => [`<token ${n}>._domainkey.colloquy.example`, `<token ${n}>.dkim.amazonses.com`]),
    );
    expect(noted).toMatch(/not known yet.*npm run deploy -- --stage NAME.*\nSES does not know/s);
    expect(failed).toBe('');
    expect((await run({}, { ...unknown, json: false })).said.match(/NOT KNOWN YET/g)).toHaveLength(3);
  });

  it('fails a check, which cannot look for them, and finds the others', async () => {
    const { failed, said } = await run(await allSet(), { ...unknown, check: true, json: false });
    expect(failed).toMatch(/3 of \d records are not as they should be/);
    expect(said).not.toContain('IT IS MISSING');
  });
});
