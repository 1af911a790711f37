import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../shared/mail/address.ts';
import { listHeaders, phrase, readUnsubscribeSubject, senderOf } from '../../../shared/mail/list-headers.ts';
import { NotificationKind } from '../../../shared/notifications/model.ts';

const token = 'abcdefghijklmnopqrstuv';

const headers = (own: Partial<Parameters<typeof listHeaders>[0]> = {}) =>
  new Map(
    listHeaders({
      list: 'digests',
      organization: 'maths',
      organizationName: 'Maths Association',
      publicUrl: 'https://colloquy.example.org',
      unsubscribeToken: token,
      replyDomain: 'reply.example.org',
      ...own,
    }).map(({ name, value }) => [name, value]),
  );

const lists = ['digests', ...NotificationKind.options] as const;

describe('listHeaders', () => {
  it('offers to end the digest in one click, by web and by mail (RFC 8058, RFC 2369)', () => {
    expect(headers().get('List-Unsubscribe')).toBe(
      '<https://colloquy.example.org/unsubscribe/abcdefghijklmnopqrstuv>, <mailto:unsubscribe@reply.example.org?subject=unsubscribe%20abcdefghijklmnopqrstuv>',
    );
    expect(headers().get('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(headers().get('List-Help')).toBe(
      '<https://colloquy.example.org/preferences/abcdefghijklmnopqrstuv>',
    );
  });

  it.each(['', undefined])('offers it by web alone where no mail is received (%j)', (replyDomain) => {
    expect(headers({ replyDomain }).get('List-Unsubscribe')).toBe(
      '<https://colloquy.example.org/unsubscribe/abcdefghijklmnopqrstuv>',
    );
  });

  it('offers to end one kind of notification and no more', () => {
    expect(headers({ list: 'mention' }).get('List-Unsubscribe')).toBe(
      '<https://colloquy.example.org/unsubscribe/abcdefghijklmnopqrstuv/mention>, <mailto:unsubscribe@reply.example.org?subject=unsubscribe%20abcdefghijklmnopqrstuv%20mention>',
    );
  });

  it('names each list by itself (RFC 2919)', () => {
    expect(headers().get('List-Id')).toBe('"Maths Association" <maths.digests.colloquy.example.org>');
    expect(headers({ publicUrl: 'http://[::1]:8787' }).get('List-Id')).toBe(
      '"Maths Association" <maths.digests.1>',
    );
    expect(new Set(lists.map((list) => headers({ list }).get('List-Id'))).size).toBe(lists.length);
  });

  it.each(lists)('is printable ASCII that SES takes, with the longest names there are (%s)', (list) => {
    const longest = headers({
      list,
      organization: 'o'.repeat(64),
      organizationName: '数'.repeat(120),
      publicUrl: `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example.org`,
      unsubscribeToken: 't'.repeat(64),
      replyDomain: `${'a'.repeat(60)}.${'b'.repeat(60)}.example.org`,
    });
    expect([...longest.values()].filter((value) => !/^[ -~]{1,870}$/.test(value))).toEqual([]);
    // RFC 2919 §3: a list's identifier is at most 255 octets.
    expect(/<(.*)>/.exec(longest.get('List-Id') ?? '')?.[1]?.length).toBeLessThanOrEqual(255);
  });

  it.each(lists)('is read back from the mail it offers (%s)', (list) => {
    const mailto = /<(mailto:[^>]*)>/.exec(headers({ list }).get('List-Unsubscribe') ?? '')?.[1] ?? '';
    expect(readUnsubscribeSubject(new URL(mailto).searchParams.get('subject') ?? '')).toEqual({
      token,
      list,
    });
  });

  it.each(['', 'Re: fractions', 'unsubscribe', `unsubscribe ${token} everything`, 'unsubscribe short'])(
    'ends nothing for a mail with the subject %j',
    (subject) => {
      expect(readUnsubscribeSubject(subject)).toBeUndefined();
    },
  );
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
    ['Colloquy <digests@example.org> ', '"Maths" <digests@example.org>'],
  ])('%s', (mailFrom, expected) => {
    expect(senderOf('Maths', mailFrom)).toBe(expected);
    expect(addressOf(mailFrom)).toBe('digests@example.org');
  });
});
