import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseBounded } from '../../../shared/verification/bounded-json.ts';
import { didWebUrl } from '../../../shared/verification/controller.ts';
import { createDocuments } from '../../../shared/verification/documents.ts';
import { decodeMultibase } from '../../../shared/verification/multibase.ts';
import { checkRecipient } from '../../../shared/verification/recipient.ts';
import { verifyAnything } from '../../../shared/verification/verify.ts';
import { NOW } from '../../support/foreign-issuer.ts';

const nothing = {
  now: NOW,
  fetch: () => Promise.reject(new Error('nothing may be fetched')),
  resolveOwn: () => Promise.resolve(undefined),
};
const sentence = async (input: { text?: string; bytes?: Uint8Array }) => {
  const report = await verifyAnything(input, nothing);
  expect(report).toMatchObject({ verdict: 'failed', kind: 'unknown' });
  return report.checks[0]?.says;
};

describe('what is too much is refused before anything is made of it', () => {
  it.each([
    [
      'nested too deep',
      `${'{"a":'.repeat(31)}1${'}'.repeat(31)}`,
      'The document is nested deeper than 30 levels.',
    ],
    ['nested without end', `{"a":${'['.repeat(200_000)}`, 'The document is nested deeper than 30 levels.'],
    ['too large', `{"a":"${'x'.repeat(512 * 1024)}"}`, 'The document is larger than 512 KB.'],
    ['of too many values', `{"a":[${'1,'.repeat(20_000)}1]}`, 'The document holds more than 20000 values.'],
    ['not JSON', '{"a":', 'The document is not JSON.'],
    ['JSON of something else', '{"type":"Person"}', 'The credential’s field'],
  ])('%s', async (_, text, expected) => {
    expect((await sentence({ text }))?.replace("credential's", 'credential’s')).toContain(expected);
  });

  it('a PNG with a broken chunk', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ', 'base64');
    expect(await sentence({ bytes: png })).toMatch(/PNG|picture|damaged|ends/);
  });

  it('brackets inside text are no nesting', () => {
    expect(parseBounded(JSON.stringify({ a: `${'['.repeat(100)}\\"{` }))).toEqual({
      a: `${'['.repeat(100)}\\"{`,
    });
  });

  it('more than eight documents', async () => {
    const documents = createDocuments({
      ...nothing,
      fetch: (url) => Promise.resolve({ status: 200, body: Buffer.from('{}'), url }),
    });
    for (let i = 0; i < 8; i += 1) await documents.json(`https://host.example/${i}`);
    await documents.json('https://host.example/0#again');
    await expect(documents.json('https://host.example/8')).rejects.toThrow('more than 8 other documents');
  });
});

describe('what is no credential is not called a bad one, and says what to do', () => {
  it.each([
    ['a page', '<!doctype html><title>Badge</title>', 'That is a web page, and not a credential;'],
    ['nothing', '   ', 'Nothing was given: enter'],
    ['words', 'hello', 'That is no credential: give'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'Scan the code on it, or open the address printed beside it'],
    ['an identifier', '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01', 'Give the whole address'],
    [
      'an SVG without a credential',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'no credential in that picture',
    ],
  ])('%s', async (_, text, expected) => {
    for (const input of [{ text }, { bytes: Buffer.from(text) }]) {
      const report = await verifyAnything(input, nothing);
      expect(report).toMatchObject({ verdict: 'nothing', kind: 'unknown', checks: [{ needed: false }] });
      expect(report.checks[0]?.says).toContain(expected);
    }
  });

  it('nor is what its host does not show to everybody', async () => {
    const answer = { status: 403, body: new Uint8Array(), url: 'https://host.example/1' };
    const report = await verifyAnything(
      { url: answer.url },
      { ...nothing, fetch: () => Promise.resolve(answer) },
    );
    expect(report.verdict).toBe('incomplete');
    expect(report.checks[0]?.says).toContain('ask whoever holds it to share it');
  });
});

it.each([
  ['did:web:issuer.example', 'https://issuer.example/.well-known/did.json'],
  ['did:web:issuer.example%3A8443:a:b', 'https://issuer.example:8443/a/b/did.json'],
])('%s lies at %s', (did, url) => {
  expect(didWebUrl(did)).toBe(url);
});

it.each([
  'did:web:',
  'did:web:a%2Fb',
  'did:web:user%40host',
  'did:web:%zz',
  'did:web:h:a?b',
  'did:web:h:a/b',
])('%s is no did:web', (did) => {
  expect(() => didWebUrl(did)).toThrow('is not a did:web');
});

it('base58 is read as others write it', () => {
  // From the test vectors of the base58 draft (draft-msporny-base58).
  expect(Buffer.from(decodeMultibase('z2NEpo7TZRRrLZSi2U')).toString()).toBe('Hello World!');
  expect([...decodeMultibase('z11233QC4')]).toEqual([0, 0, 0x28, 0x7f, 0xb4, 0xcd]);
  expect(() => decodeMultibase('z0')).toThrow('does not have');
  expect(() => decodeMultibase('uAAAA')).toThrow('not written in base58');
});

it('a recipient is found by the hash of the address, in either spelling', () => {
  const digest = createHash('sha256').update('Ada@Example.orgsalt').digest('hex').toUpperCase();
  const identity = { hashed: true, value: `sha256$${digest}`, salt: 'salt' };
  expect(checkRecipient([identity], 'Ada@Example.org').outcome).toBe('passed');
  expect(checkRecipient([{ ...identity, salt: 'pepper' }], 'Ada@Example.org').outcome).toBe('failed');
  expect(checkRecipient([{ ...identity, value: `sha1$${digest}` }], 'Ada@Example.org').outcome).toBe(
    'failed',
  );
  expect(checkRecipient([{ hashed: false, value: 'ADA@example.org' }], ' ada@example.org ').outcome).toBe(
    'passed',
  );
  expect(checkRecipient([], 'ada@example.org')).toMatchObject({ outcome: 'skipped', needed: true });
  expect(checkRecipient([], undefined)).toMatchObject({ outcome: 'skipped', needed: false });
});
