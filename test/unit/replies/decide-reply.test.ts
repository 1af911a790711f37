import { describe, expect, it } from 'vitest';
import { MAX_BODY } from '../../../shared/discussions/model.ts';
import { type Answered, decideReply, tokensOf } from '../../../shared/replies/decide-reply.ts';
import { parseHead, parseMail } from '../../../shared/replies/parse-mail.ts';
import { answered } from '../../support/answered.ts';
import { base64, file, hypertext, mailOf, multipart, part, plain } from '../../support/raw-mails.ts';

const domains = { mailFrom: 'Colloquy <digest@colloquy.example>', replyDomain: 'reply.colloquy.example' };
const token = 'a'.repeat(32);
const known: Answered = { ...answered, member: { email: 'Ana@Example.org' } };

/** What becomes of a raw mail, as the function puts it together. */
const decide = async (raw: Buffer, answered: Answered | undefined = known, whole = true) => {
  const mail = await parseMail(raw, whole);
  if (!mail) return { kind: 'unreadable' };
  const heard = tokensOf(mail, domains);
  if (heard.kind === 'ignored') return heard;
  expect(heard.tokens).toEqual([token]);
  return decideReply(mail, answered);
};
const accepted = (body: string) => ({ kind: 'accepted', body, topic: known.topic });
const ignored = (because: string) => ({ kind: 'ignored', because });
const quoted = '> Ben answered you:\n>\n> What do you think?\n';

describe('what a person wrote', () => {
  const gmail = `<div dir="ltr">Yes, let&#39;s do it.<div><br></div><div>Ana &amp; Bo</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Sun, 22 Nov 2026 at 10:12, Colloquy &lt;<a href="mailto:x@y">x@y</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px"><div>Ben answered you</div></blockquote></div>`;
  const outlook = `<html><head><style>p{color:red}</style><title>No</title></head><body><p class="MsoNormal">Fine with&nbsp;me.</p><p>Second &eacute;l&egrave;ve.</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Colloquy</div><div>What do you think?</div></body></html>`;

  it.each<[string, string, string]>([
    [
      'Gmail, English, both parts',
      multipart('multipart/alternative', [
        plain(
          `Yes, let's do it.\n\nAna & Bo\n\nOn Sun, 22 Nov 2026 at 10:12, Colloquy <reply+abc@reply.colloquy.example>\nwrote:\n\n${quoted}`,
        ),
        hypertext(gmail),
      ]),
      "Yes, let's do it.\n\nAna & Bo",
    ],
    ['Gmail, HTML alone', hypertext(gmail), "Yes, let's do it.\n\nAna & Bo"],
    ['Outlook, HTML alone', hypertext(outlook), 'Fine with me.\n\nSecond élève.'],
    [
      'Outlook, English',
      plain(
        'Fine with me.\n\n________________________________\nFrom: Colloquy <digest@colloquy.example>\nSent: Sunday, November 22, 2026 10:12\nTo: Ana\nSubject: Ben answered you\n\nBen answered you\n\nWhat do you think?\n',
      ),
      'Fine with me.',
    ],
    [
      'Outlook, French',
      plain(
        'D’accord.\n\nDe : Colloquy\nEnvoyé : dimanche 22 novembre 2026 10:12\nÀ : Ana\nObjet : Ben\n\nSalut\n',
      ),
      'D’accord.',
    ],
    [
      'Outlook, Arabic',
      plain('موافقة.\n\nمن: Colloquy\nتم الإرسال: الأحد\nإلى: Ana\nالموضوع: Ben\n\nمرحبا\n'),
      'موافقة.',
    ],
    [
      'Apple Mail, from a telephone',
      plain(
        `Works for me.\n\nSent from my iPhone\n\n> On 22 Nov 2026, at 10:12, Colloquy <x@y.example> wrote:\n> \n${quoted}`,
      ),
      'Works for me.',
    ],
    [
      'Spanish',
      plain(
        `De acuerdo.\n\nEl dom, 22 nov 2026 a las 10:12, Colloquy (<reply+abc@reply.colloquy.example>)\nescribió:\n\n${quoted}`,
      ),
      'De acuerdo.',
    ],
    [
      'French',
      plain(`Oui.\n\nLe dim. 22 nov. 2026 à 10:12, Colloquy <x@y.example> a\nécrit :\n\n${quoted}`),
      'Oui.',
    ],
    [
      'Arabic, Gmail',
      plain(
        `أوافق.\n\nفي الأحد، 22 نوفمبر 2026 في 10:12 ص تمت كتابة ما يلي بواسطة Colloquy <\u202ax@y.example\u202c\u200f>:\n\n${quoted}`,
      ),
      'أوافق.',
    ],
    [
      'Arabic, Apple Mail',
      plain(`أوافق.\n\nفي ٢٢ نوفمبر ٢٠٢٦، الساعة ١٠:١٢، كتب Colloquy <x@y.example>:\n\n${quoted}`),
      'أوافق.',
    ],
    [
      'below what it quotes',
      plain(`On Sun, 22 Nov 2026 at 10:12, Colloquy <x@y.example> wrote:\n${quoted}\nI answer below.\n`),
      'I answer below.',
    ],
    [
      'between what it quotes',
      plain(
        'On Sun, 22 Nov 2026 at 10:12, Colloquy <x@y.example> wrote:\n> One?\nYes to one.\n> Two?\nNo to two.\n',
      ),
      'Yes to one.\nNo to two.',
    ],
    ['with a signature', plain('Mine.\n\n-- \nAna López\nTeacher of mathematics\n'), 'Mine.'],
    [
      'with a line drawn in it, which is no signature',
      plain(`One.\n\n---\n\n${'Two.\n'.repeat(10)}`),
      `One.\n\n---\n\n${'Two.\n'.repeat(10)}`.trim(),
    ],
    ['with a line drawn below its title', plain('Title\n---\nBody.'), 'Title\n---\nBody.'],
    [
      'with a list that looks like the head of a mail',
      plain('Plan:\n\nFrom: Monday\nTo: Friday\nDate: next week'),
      'Plan:\n\nFrom: Monday\nTo: Friday\nDate: next week',
    ],
    [
      'with a sentence that could introduce a quotation',
      plain('I looked it up.\n\nOn Monday in the staff room she wrote:\n\nNo more tests.'),
      'I looked it up.\n\nOn Monday in the staff room she wrote:\n\nNo more tests.',
    ],
    ['signed by a program in Arabic', plain('موافق.\n\nأُرسلت من الـ iPhone'), 'موافق.'],
    ['signed by a program in Spanish', plain('De acuerdo.\n\nObtener Outlook para iOS'), 'De acuerdo.'],
    ['in base64', base64('Señal: ¡sí!\n'), 'Señal: ¡sí!'],
    [
      'in quoted-printable and Latin-1',
      part(
        {
          'Content-Type': 'text/plain; charset=iso-8859-1',
          'Content-Transfer-Encoding': 'quoted-printable',
        },
        'Ma=F1ana, muy tempra=\r\nno.\r\n',
      ),
      'Mañana, muy temprano.',
    ],
    [
      'with a colon and a date of its own',
      plain('On Monday we wrote:\nnothing.'),
      'On Monday we wrote:\nnothing.',
    ],
    [
      'with the picture of a signature',
      multipart('multipart/related', [
        hypertext('<p>Mine.</p><p>Regards,<br>Ana</p><img src="cid:logo@x">'),
        file('logo.png', 'image/png', 2000, 'logo@x'),
      ]),
      'Mine.',
    ],
  ])('%s', async (_, content, body) => {
    expect(await decide(mailOf(content))).toEqual(accepted(body));
  });
});

describe('what no person wrote, or not the member', () => {
  const words = plain('Hello.');
  it.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    ['while away', { 'Auto-Submitted': 'auto-replied' }, 'automatic-auto-submitted'],
    ['while away, by Exchange', { 'X-Auto-Response-Suppress': 'All' }, 'automatic-x-auto-response-suppress'],
    ['a list', { 'List-Id': '<teachers.example.org>' }, 'automatic-list-id'],
    ['in bulk', { Precedence: 'bulk' }, 'automatic-precedence'],
    ['this system', { From: 'Colloquy <digest@colloquy.example>' }, 'automatic-own-address'],
    ['its own reply address', { From: 'reply+b@reply.colloquy.example' }, 'automatic-own-address'],
    ['a mail system', { From: 'MAILER-DAEMON@mx.example.org' }, 'automatic-own-address'],
    ['somebody else', { From: 'eve@example.org' }, 'sender-unknown'],
    ['two at once', { From: 'ana@example.org, eve@example.org' }, 'sender-unknown'],
    ['an address in a name', { From: '"ana@example.org" <eve@example.org>' }, 'sender-unknown'],
    ['nobody', { From: undefined }, 'sender-unknown'],
  ])('%s', async (_, headers, because) => {
    expect(await decide(mailOf(words, { headers }))).toEqual(ignored(because));
  });

  it('is a report of what became of a mail, by its empty sender or by its type', async () => {
    const report = multipart('multipart/report; report-type=delivery-status', [words]);
    expect(await decide(mailOf(report))).toEqual(ignored('automatic-report'));
    const bounce = mailOf(words, { ses: ['Return-Path: <>'] });
    expect(await decide(bounce)).toEqual(ignored('automatic-return-path'));
  });

  it('a person’s "no" to whether it is automatic is believed', async () => {
    expect(await decide(mailOf(words, { headers: { 'Auto-Submitted': 'no' } }))).toEqual(accepted('Hello.'));
  });

  it('goes to an address that is not known, or to none', async () => {
    const raw = mailOf(words);
    const mail = await parseMail(raw, true);
    expect(mail && decideReply(mail, undefined)).toEqual(ignored('address-unknown'));
    const elsewhere = mailOf(words, { ses: [], headers: { To: `reply+${token}@example.org` } });
    expect(await decide(elsewhere)).toEqual(ignored('no-address'));
  });

  it('is found by the envelope alone, in copy, and in capitals', async () => {
    expect(await decide(mailOf(words, { headers: { To: undefined } }))).toEqual(accepted('Hello.'));
    const To = `REPLY+${token.toUpperCase()}@Reply.Colloquy.Example`;
    const copy = { To: 'ben@example.org', Cc: `"Colloquy" <${To}>` };
    expect(await decide(mailOf(words, { ses: [], headers: copy }))).toEqual(accepted('Hello.'));
  });
});

describe('what the mail service found', () => {
  const words = plain('Hello.');
  const results = (text: string) => `Authentication-Results: amazonses.com; ${text}`;
  it.each<[string, readonly string[], object]>([
    ['a virus', ['X-SES-Virus-Verdict: FAIL'], ignored('virus')],
    ['spam', ['X-SES-Spam-Verdict: FAIL'], ignored('spam')],
    ['DMARC that fails', [results('spf=pass; dkim=pass; dmarc=fail')], ignored('sender-disproved')],
    [
      'SPF that fails, no DKIM, no policy',
      [results('spf=fail; dkim=none; dmarc=none')],
      ignored('sender-disproved'),
    ],
    [
      'SPF that fails behind a DKIM of their own domain that holds',
      [results('spf=fail; dkim=pass header.d=mail.example.org; dmarc=none')],
      accepted('Hello.'),
    ],
    [
      'SPF that fails behind a DKIM of somebody else',
      [results('spf=fail; dkim=pass header.i=@attacker.example; dmarc=none')],
      ignored('sender-disproved'),
    ],
    ['a grey zone', ['X-SES-Spam-Verdict: GRAY', results('spf=softfail')], accepted('Hello.')],
    [
      'its own word above a forged one',
      [results('dmarc=fail'), results('dmarc=pass'), 'X-SES-Virus-Verdict: PASS'],
      ignored('sender-disproved'),
    ],
    [
      'nothing, below what a sender forged in a comment',
      [results('spf=pass; dmarc=pass'), results('dmarc=fail')],
      accepted('Hello.'),
    ],
  ])('%s', async (_, ses, decision) => {
    expect(await decide(mailOf(words, { ses }))).toEqual({ ...decision });
  });
});

describe('what is refused, with what they wrote', () => {
  const refused = (because: string, text: string, changes = {}) => ({
    ...{ kind: 'refused', because, text, missing: 0, wholeRead: true },
    ...changes,
  });
  const words = plain('Hello.');

  it.each<[string, Partial<Answered>, string]>([
    ['somebody who left', { belongs: false }, 'left'],
    ['to a topic that is gone', { topic: undefined }, 'topic-gone'],
    ['after the time to answer', { isLate: true }, 'too-late'],
  ])('%s', async (_, changes, because) => {
    expect(await decide(mailOf(words), { ...known, ...changes })).toEqual(refused(because, 'Hello.'));
  });

  it.each([
    ['a document', file('a.pdf', 'application/pdf', 10)],
    ['a picture sent along', file('a.png', 'image/png', 10)],
    ['a photograph pasted in', file('a.png', 'image/png', 60_000, 'photo@x')],
    ['a mail sent along', part({ 'Content-Type': 'message/rfc822' }, 'Subject: x\r\n\r\nbody')],
  ])('%s', async (_, attachment) => {
    const both = multipart('multipart/mixed', [words, hypertext('<img src="cid:photo@x">'), attachment]);
    expect(await decide(mailOf(both))).toMatchObject({ kind: 'refused', because: 'files' });
  });

  it('nothing but what it quotes', async () => {
    const raw = mailOf(plain(`On Sun, 22 Nov 2026 at 10:12, Colloquy <x@y.example> wrote:\n${quoted}`));
    expect(await decide(raw)).toEqual(refused('empty', ''));
    expect(await decide(mailOf(hypertext('<blockquote>all of it</blockquote>')))).toEqual(
      refused('empty', ''),
    );
  });

  it('more than a post can be, up to the last character that it can', async () => {
    const most = 'word '
      .repeat(MAX_BODY / 5)
      .trim()
      .padEnd(MAX_BODY, '.');
    expect(await decide(mailOf(plain(most)))).toEqual(accepted(most));
    expect(await decide(mailOf(plain(`${most}.`)))).toEqual(refused('too-long', `${most}.`));
    expect(await decide(mailOf(words), known, false)).toEqual(
      refused('too-long', 'Hello.', { wholeRead: false }),
    );
  });

  it('more than is looked through, of either part: how it begins, and how much is missing', async () => {
    const long = 'word '.repeat(100_000).trim();
    const beginning = refused('too-long', long.slice(0, 60_000), { missing: long.length - 60_000 });
    expect(await decide(mailOf(plain(long)))).toEqual(beginning);
    expect(await decide(mailOf(hypertext(`<p>${long}</p>`)))).toEqual(beginning);
    const markup = `<p>Hello.</p><style>${'x'.repeat(1_000_000)}</style><p>Unread.</p>`;
    expect(await decide(mailOf(hypertext(markup)))).toEqual(
      refused('too-long', 'Hello.', { wholeRead: false }),
    );
  });
});

describe('a mail that means harm', () => {
  it.each<[string, string]>([
    ['patterns over many lines', 'Op schreef x\n'.repeat(4500)],
    ['brackets and digits', `${'1111'.repeat(20)}${'from'.repeat(18)}${'<'.repeat(75)}\n\n`.repeat(200)],
    ['one long line', `On ${'a '.repeat(29_000)}`],
    ['empty lines', '\n \n'.repeat(19_000)],
    ['header after header', 'From: a\n'.repeat(7000)],
    ['Arabic openers', 'في كتب\n'.repeat(8000)],
  ])('is looked through in time: %s', async (_, text) => {
    const began = process.threadCpuUsage();
    await decide(mailOf(plain(text)));
    expect(process.threadCpuUsage(began).user).toBeLessThan(2_000_000);
  });

  it.each<[string, string]>([
    ['tags that do not end', '<a b="'.repeat(50_000)],
    ['comments that do not end', '<!--'.repeat(50_000)],
    ['blocks', '<div>x'.repeat(50_000)],
  ])('has its HTML read in time: %s', async (_, markup) => {
    const began = process.threadCpuUsage();
    await decide(mailOf(hypertext(markup)));
    expect(process.threadCpuUsage(began).user).toBeLessThan(2_000_000);
  });

  it('has more levels than any program writes', async () => {
    let content = plain('Hello.');
    for (let i = 0; i < 40; i += 1) content = multipart('multipart/mixed', [content], `b${i}`);
    expect(await decide(mailOf(content))).toEqual({ kind: 'unreadable' });
  });

  it('is no mail at all', async () => {
    expect(await decide(Buffer.from([0, 255, 13, 10, 13, 10, 200]))).toEqual(ignored('no-address'));
  });
});

describe('what would cost the reader much', () => {
  // The library takes minutes for either; what a person sends is read in milliseconds.
  it('many lines broken by a program are read as they are', async () => {
    const flowed = part(
      { 'Content-Type': 'text/plain; charset=utf-8; format=flowed' },
      'a \r\n'.repeat(400_000),
    );
    expect(await decide(mailOf(flowed))).toMatchObject({ kind: 'refused', because: 'too-long' });
  });

  it('many parts are no mail of a person', async () => {
    const parts = part({ 'Content-Type': 'multipart/mixed; boundary=b' }, '--b\r\n\r\nx\r\n'.repeat(100_000));
    expect(await decide(mailOf(parts))).toEqual({ kind: 'unreadable' });
  });

  it('its headers are read without what is below them', async () => {
    const head = await parseHead(mailOf(plain('Hello.')));
    expect(head).toMatchObject({ from: ['ana@example.org'], files: [] });
    expect(head?.text ?? '').not.toContain('Hello');
  });
});
