import { describe, expect, it } from 'vitest';
import { composeSimple } from '../../../local/mail/mime.ts';
import { MAX_INTRODUCTION } from '../../../shared/communities/introduction.ts';
import { composeDigestMail } from '../../../shared/digests/compose-mail.ts';
import { mailOf } from '../../../shared/digests/mail-of.ts';
import { encodedBytes } from '../../../shared/mail/encoded-size.ts';
import { escapeHtml } from '../../../shared/mail/html.ts';
import { Language } from '../../../shared/mail/language.ts';
import { linksAt, webLink } from '../../../shared/mail/links.ts';
import { renderMail } from '../../../shared/mail/render-mail.ts';
import { composeNoteMail } from '../../../shared/notifications/compose-note.ts';
import { noteMail } from '../../../shared/notifications/note-mail.ts';
import type { Note } from '../../../shared/notifications/note-model.ts';
import { noticeBulk } from '../../../shared/notifications/notice-bulk.ts';
import type { Mail } from '../../../shared/platform/mail-port.ts';
import { association, everyItem, mailMatterOf } from '../../support/digest-content.ts';

const MOST = 100_000;
const publicUrl = 'https://colloquy.example.org';
const place = { publicUrl, mailFrom: 'mail@colloquy.example.org', replyDomain: 'answers.example.org' };
const unsubscribeToken = 't'.repeat(64);
/** As long as the catalogue of events lets one be, and five times that once it is escaped. */
const link = `https://elsewhere.example.org/?${'&'.repeat(1970)}`;
const identifier = 'i'.repeat(64);

/** The message as it leaves: nodemailer encodes it, which knows nothing of what counts bytes here. */
const messageOf = async (mail: Mail): Promise<number> => {
  const request = {
    FromEmailAddress: mail.from,
    Destination: { ToAddresses: [mail.to], CcAddresses: [], BccAddresses: [] },
    ReplyToAddresses: [],
  };
  const content = {
    Subject: { Data: mail.subject },
    Body: { Html: { Data: mail.html }, Text: { Data: mail.text } },
    Headers: mail.headers.map(({ name, value }) => ({ Name: name, Value: value })),
  };
  const stamp = { messageId: 'm'.repeat(60), date: new Date(0) };
  return (await composeSimple({ ...request, Content: {} } as never, content, stamp)).raw.length;
};

// Each way of being long: what HTML escapes, what quoted-printable does, four bytes a character, three bytes a unit.
const signs = ['"', '&', '=', '\u{1f600}', '数', 'ع', '数 '];
const cases = Language.options.flatMap((language) => signs.map((sign) => [language, sign] as const));

const organizationOf = (text: string) => ({
  ...association,
  name: text.slice(0, 120),
  postalAddress: text.slice(0, 200),
  logo: link,
});

const digestOf = (language: Language, text: string): Mail => {
  const of = { people: [text, text], others: 99_999, community: text, title: text, excerpt: text, url: link };
  const own = { community: text, by: text, paragraphs: [text.slice(0, MAX_INTRODUCTION)] };
  const more = {
    community: text,
    url: `${publicUrl}/communities/${identifier}`,
    posts: 99_999,
    atLeast: true,
  };
  const matter = mailMatterOf(
    {
      introductions: Array.from({ length: 50 }, () => own),
      items: Array.from({ length: 5 }, () => everyItem.map((item) => ({ ...item, ...of }))).flat(),
      more: Array.from({ length: 200 }, () => more),
    },
    { member: { name: text }, organization: organizationOf(text) },
    language,
  );
  const member = { organization: 'o', member: identifier, email: 'a@example.org' } as never;
  const { window } = matter;
  return mailOf(composeDigestMail(matter), member, { schedule: { unsubscribeToken }, window }, place);
};

const noteOf = (about: Note['about'], kind: Note['kind']): Note => ({
  ...{ organization: 'o', member: 'ana', id: 'n'.repeat(32), kind, about, status: 'SENDING' },
  ...{ since: '2026-11-20T10:00:00.000Z', at: '2026-11-20T10:00:00.000Z' },
});

const notesOf = (language: Language, text: string): Mail => {
  const organization = organizationOf(text);
  const told = Array.from({ length: 20 }, (_, i) => ({
    note: noteOf({ of: 'post', community: `c${i}`, topic: 't', post: 'p', by: 'b' }, 'mention'),
    facts: {
      belongs: true,
      community: `${i}${text.slice(0, 118)}`.toWellFormed(),
      by: text.slice(0, 120),
      post: { title: text.slice(0, 300), excerpt: text.slice(0, 500), link },
    },
  }));
  const [first, ...others] = told;
  if (!first) throw new Error('twenty');
  const document = composeNoteMail({
    ...{
      told: [first, ...others],
      more: 9999,
      wasHeld: { by: 'quiet', timeZone: 'Europe/Paris' },
      name: text.slice(0, 120),
      organization,
      language,
    },
    ...{ links: linksAt(publicUrl), unsubscribeToken, canAnswer: false },
  });
  const envelope = { organization, email: 'a@example.org', unsubscribeToken, place };
  return noteMail(document, first.note, { ...envelope, isOne: false });
};

/** A mail of one post, with as much of it as a mail carries. */
const postOf = (language: Language, text: string): Mail => {
  const organization = organizationOf(text);
  const note = noteOf({ of: 'post', community: 'c', topic: 't', post: 'p', by: 'b' }, 'reply');
  const { length } = text;
  const facts = {
    ...{ belongs: true, community: text.slice(0, 120), by: text.slice(0, 120) },
    post: { title: text.slice(0, 300), excerpt: text.slice(0, 500) },
    text: text.repeat(Math.ceil(20_000 / length)),
  };
  const document = composeNoteMail({
    ...{ told: [{ note, facts }], more: 0, wasHeld: false, name: text.slice(0, 120), organization, language },
    ...{ links: linksAt(publicUrl), unsubscribeToken, canAnswer: true },
  });
  const envelope = { organization, email: 'a@example.org', unsubscribeToken, place };
  // What was cut is said, and nothing else is cut to make the mail smaller.
  expect(document.more).toHaveLength(1);
  const mail = noteMail(document, note, { ...envelope, isOne: true });
  const said = document.sections[0]?.paragraphs ?? [];
  for (const paragraph of said.slice(1, 3)) expect(mail.html).toContain(escapeHtml(paragraph));
  return mail;
};

const noticeOf = (language: Language, text: string, body: string): Mail => {
  const organization = organizationOf(text);
  const note = noteOf({ of: 'notice', notice: 'n', page: 'everybody' }, 'notice');
  const notice = { organization: 'o', notice: 'n', title: text.slice(0, 150), text: body, by: 'b' };
  const facts = { belongs: true, by: text.slice(0, 120), notice: { ...notice, at: note.at } as never };
  const reader = { note, name: text.slice(0, 120), email: 'a@example.org', unsubscribeToken };
  const bulk = noticeBulk({ organization, language, facts }, [reader], place);
  const [entry] = bulk.entries;
  const filled = (part: string) =>
    part.replace(/\{\{(\w+)\}\}/g, (_, name: string) => entry?.values[name] ?? '');
  const { subject, html, text: plain } = bulk.template;
  return {
    ...{ organization: 'o', from: bulk.from, to: 'a@example.org', subject },
    ...{ html: filled(html), text: filled(plain), headers: entry?.headers ?? [], tags: {} },
  };
};

describe('a mail with the longest of everything', () => {
  it.each(cases)('is under 100 KB as it is sent (%s, %s)', async (language, sign) => {
    const text = sign.repeat(4000).slice(0, 4000);
    const lines = `${sign}\n`.repeat(2000).slice(0, 4000);
    const mails = [digestOf(language, text), notesOf(language, text)];
    for (const body of [text, lines]) mails.push(noticeOf(language, text, body));
    mails.push(postOf(language, sign === '数' ? lines : text));
    for (const [i, mail] of mails.entries()) {
      const size = { mail: i, html: Buffer.byteLength(mail.html), text: Buffer.byteLength(mail.text) };
      const whole = await messageOf(mail);
      expect({ ...size, whole, under: whole < MOST }).toMatchObject({ under: true });
      // What counts bytes here never counts fewer than there are.
      expect(encodedBytes(mail.html) + encodedBytes(mail.text)).toBeGreaterThan(whole - 8000);
    }
  });

  it('still leads to everything that it tells of, and to how it ends', () => {
    const { html, text } = digestOf('en', '数'.repeat(4000));
    expect(html.match(/<h3/g)).toHaveLength(12);
    for (const part of [html, text])
      expect(part).toContain(`${publicUrl}/unsubscribe/abcdefghijklmnopqrstuv`);
    expect(html).not.toContain('&amp;&amp;');
  });

  it('is as it was written where that is short enough', () => {
    const document = composeDigestMail(mailMatterOf());
    const parts = renderMail(document);
    for (const { entries } of document.sections)
      for (const { excerpt } of entries) expect(parts.text.replace(/\s+/g, ' ')).toContain(excerpt);
  });
});

describe('a link of somebody else', () => {
  it.each([
    ['https://example.org/a?b=c&d=e', true],
    [`https://example.org/${'a'.repeat(250)}`, true],
    [`https://example.org/${'a'.repeat(300)}`, false],
    [`https://example.org/?${'&'.repeat(100)}`, false],
    [`https://example.org/${'数'.repeat(60)}`, false],
    ['javascript:alert(1)', false],
  ])('%s is one to lead to: %s', (address, isOne) => {
    expect(webLink(address)).toBe(isOne ? address : undefined);
  });
});
