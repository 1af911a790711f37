import { describe, expect, it } from 'vitest';
import { encodedBytes } from '../../../shared/mail/encoded-size.ts';
import { Language } from '../../../shared/mail/language.ts';
import { repliesCatalogue } from '../../../shared/mail/sayings-replies.ts';
import type { Refusal } from '../../../shared/replies/decide-reply.ts';
import { refusalMail } from '../../../shared/replies/refusal-mail.ts';

const refuse = (
  text: string,
  {
    language = 'en',
    because = 'too-long',
    missing = 0,
    wholeRead = true,
    long = '',
  }: {
    language?: Language;
    because?: Refusal;
    missing?: number;
    wholeRead?: boolean;
    long?: string;
  } = {},
) =>
  refusalMail({
    ...{ because, text, missing, wholeRead, language, unsubscribeToken: 't'.repeat(64) },
    mail: { subject: `Re: ${long || 'Ben answered you'}`, messageId: '<one@x>' },
    address: {
      ...{ organization: 'midland', member: 'ana', community: 'algebra', topic: 't1', post: 'p1' },
      expiresAt: 2_000_000_000,
    },
    member: {
      ...{
        organization: 'midland',
        member: 'ana',
        name: long.slice(0, 120) || 'Ana',
        email: 'ana@example.org',
      },
      ...{ role: 'member', joinedAt: '2026-01-01T00:00:00.000Z' },
    },
    organization: {
      ...{ organization: 'midland', name: long.slice(0, 120) || 'Midland', url: 'https://example.org' },
      ...(long !== '' && { postalAddress: long.slice(0, 200) }),
    },
    publicUrl: 'https://colloquy.example',
    mailFrom: 'digest@colloquy.example',
  });

/** What somebody wrote, each word another: to be found again however its lines were broken. */
const wordsOf = (count: number, word: string) => Array.from({ length: count }, (_, i) => `${word}${i}`);
const said = (text: string) => new Set(text.split(/[\s…]+/));
const lost = (words: readonly string[], { mail }: { readonly mail: { text: string } }) =>
  words.filter((word) => !said(mail.text).has(word));

describe('an answer that was refused', () => {
  it.each<[string, string]>([
    ['in one line', ' '],
    ['in lines as programs break them', '\n'],
  ])('comes back whole, %s', (_, between) => {
    const words = wordsOf(3300, 'w');
    const lines = Array.from({ length: 330 }, (_line, i) => words.slice(i * 10, i * 10 + 10).join(' '));
    const refused = refuse(lines.join(between));
    expect(lost(words, refused)).toEqual([]);
    expect(lost(words, { mail: { text: refused.mail.html.replace(/<[^>]*>/g, ' ') } })).toEqual([]);
    expect(refused.isWhole).toBe(true);
    expect(refused.mail.text).toContain('kept nowhere else');
  });

  it.each(Language.options)('comes back as far as fits, and says what is missing (%s)', (language) => {
    const words = wordsOf(1500, '数学数学');
    const { mail, isWhole } = refuse(words.join(' '), { language, missing: 1000 });
    expect(isWhole).toBe(false);
    const size = encodedBytes(mail.html) + encodedBytes(mail.text);
    expect(size).toBeLessThan(92_000);
    expect(size, 'as much as fits').toBeGreaterThan(88_000);
    const kept = words.join(' ').length - lost(words, { mail }).join(' ').length;
    const number = new Intl.NumberFormat(language, { useGrouping: false });
    const numbers = mail.text.replace(/[.,\u00a0\u202f٬]/g, '');
    const missing = words.join(' ').length - kept + 1000;
    const near = Array.from({ length: 21 }, (_, i) => number.format(missing - 10 + i));
    expect(
      near.some((one) => numbers.includes(one)),
      `${missing} or so`,
    ).toBe(true);
    const [beginning = ''] = repliesCatalogue[language].cut.split('{');
    expect(mail.text.replace(/\s+/g, ' ')).toContain(beginning.replace(/\s+/g, ' ').trim());
  });

  it('says that more was written than was read', () => {
    const { mail, isWhole } = refuse('Hello.', { wholeRead: false });
    expect(isWhole).toBe(false);
    expect(mail.text).toContain('Hello.');
    expect(mail.text.replace(/\s+/g, ' ')).toContain('kept for 14 days');
  });

  it.each(['&', '\u{1f600}', '数', '\n', 'ع '])('fits beside the longest of everything (%s)', (sign) => {
    const { mail } = refuse(sign === '\n' ? 'a\n\n'.repeat(5000) : sign.repeat(20_000), {
      long: sign.trim().repeat(300) || 'a'.repeat(300),
    });
    expect(encodedBytes(mail.html) + encodedBytes(mail.text)).toBeLessThanOrEqual(92_000);
  });

  it('of nothing gives nothing back', () => {
    const { mail, isWhole } = refuse('', { because: 'empty' });
    expect(isWhole).toBe(true);
    expect(mail.text).not.toContain('What you wrote');
  });

  it.each(Language.options)('for being one of many that day says so (%s)', (language) => {
    expect(refuse('Hello.', { because: 'too-many', language }).mail.text).toContain(
      new Intl.NumberFormat(language).format(20),
    );
  });
});
