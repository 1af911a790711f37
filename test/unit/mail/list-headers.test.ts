import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, listHeaders, phrase, senderOf } from '../../../shared/mail/list-headers.ts';

const headers = (own: Partial<Parameters<typeof listHeaders>[0]> = {}) =>
  new Map(
    listHeaders({
      organization: 'maths',
      publicUrl: 'https://colloquy.example.org',
      unsubscribeUrl: 'https://colloquy.example.org/unsubscribe/abcdefghijklmnopqrstuv',
      unsubscribeToken: 'abcdefghijklmnopqrstuv',
      mailFrom: 'Colloquy <digests@example.org>',
      ...own,
    }).map(({ name, value }) => [name, value]),
  );

describe('listHeaders', () => {
  it('offers to end the digest in one click, by web and by mail (RFC 8058)', () => {
    expect(headers().get('List-Unsubscribe')).toBe(
      '<https://colloquy.example.org/unsubscribe/abcdefghijklmnopqrstuv>, <mailto:digests@example.org?subject=unsubscribe%20abcdefghijklmnopqrstuv>',
    );
    expect(headers().get('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  });

  it('names the list (RFC 2919)', () => {
    expect(headers().get('List-Id')).toBe('<maths.digests.colloquy.example.org>');
    expect(headers({ publicUrl: 'http://[::1]:8787' }).get('List-Id')).toBe('<maths.digests.1>');
  });

  it('is printable ASCII that SES takes, with the longest identifiers there are', () => {
    const longest = headers({
      organization: 'o'.repeat(64),
      publicUrl: `https://${'a'.repeat(60)}.example.org`,
      unsubscribeToken: 't'.repeat(64),
      unsubscribeUrl: `https://${'a'.repeat(60)}.example.org/unsubscribe/${'t'.repeat(64)}`,
    });
    expect([...longest.values()].filter((value) => !/^[ -~]{1,870}$/.test(value))).toEqual([]);
  });
});

describe('phrase', () => {
  it.each([
    ['Maths Association', '"Maths Association"'],
    ['The "Good" \\ Bad', '"The \\"Good\\" \\\\ Bad"'],
    ['A\r\nBcc: x@example.org', '"A Bcc: x@example.org"'],
    ['Förderverein', '=?utf-8?B?RsO2cmRlcnZlcmVpbg==?='],
  ])('%j', (text, expected) => {
    expect(phrase(text)).toBe(expected);
  });

  it('is one line of ASCII whose encoded words are within their length and say what was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
        const encoded = phrase(text);
        expect(encoded).toMatch(/^[ -~]*$/);
        if (!encoded.startsWith('=?')) return;
        const words = encoded.split(' ');
        expect(words.filter((word) => word.length > 75)).toEqual([]);
        const decoded = words.map((word) =>
          Buffer.from(word.slice('=?utf-8?B?'.length, -2), 'base64').toString(),
        );
        expect(phrase(decoded.join(''))).toBe(encoded);
      }),
    );
  });
});

describe('senderOf', () => {
  it.each([
    ['digests@example.org', '"Maths" <digests@example.org>'],
    ['Colloquy <digests@example.org>', '"Maths" <digests@example.org>'],
  ])('%s', (mailFrom, expected) => {
    expect(senderOf('Maths', mailFrom)).toBe(expected);
    expect(addressOf(mailFrom)).toBe('digests@example.org');
  });
});
