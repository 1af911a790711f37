import { describe, expect, it } from 'vitest';
import { decideReply } from '../../../shared/replies/decide-reply.ts';
import { parseMail } from '../../../shared/replies/parse-mail.ts';
import { answered } from '../../support/answered.ts';
import { file, hypertext, mailOf, multipart, plain } from '../../support/raw-mails.ts';

/** What becomes of a mail with one picture; its text is in a part of its own, as mail programs write it. */
const decide = async (markup: string, bytes: number) => {
  const both = multipart('multipart/alternative', [plain('Mine.'), hypertext(markup)], 'b2');
  const related = multipart('multipart/related', [both, file('a.png', 'image/png', bytes, 'a@x')]);
  const mail = await parseMail(mailOf(related), true);
  const decision = mail && decideReply(mail, answered);
  return decision?.kind === 'refused' ? decision.because : decision?.kind;
};
const picture = '<img src="cid:a@x">';

describe('a picture', () => {
  it.each<[string, string, number]>([
    ['in a signature that is marked', `<p>Mine.</p><div class="gmail_signature">${picture}</div>`, 40_000],
    ['in a quotation', `<p>Mine.</p><blockquote>${picture}</blockquote>`, 40_000],
    ['below what Outlook answers', `<p>Mine.</p><div id="divRplyFwdMsg"></div>${picture}`, 40_000],
    ['small, below a sign-off', `<p>Mine.</p><p>Kind regards,</p><p>Ana<br>Midland</p>${picture}`, 65_536],
    ['small, below a Spanish one', `<p>Mine.</p><p>Un saludo,</p><p>Ana</p>${picture}`, 8000],
    ['small, below the mark of a signature', `<p>Mine.</p>-- <br>Ana<br>${picture}`, 8000],
  ])('is decoration: %s', async (_, markup, bytes) => {
    expect(await decide(markup, bytes)).toBe('accepted');
  });

  it.each<[string, string, number]>([
    ['pasted in', `<p>Mine.</p>${picture}`, 40_000],
    ['a small one pasted in, a formula', `<p>Mine.</p>${picture}`, 3000],
    ['a large one below a sign-off', `<p>Mine.</p><p>Cheers</p><p>Ana</p>${picture}`, 65_537],
    ['below a word of thanks alone', `<p>See the second row:</p><p>Thanks</p>${picture}`, 3000],
    [
      'in what they wrote and in their signature',
      `${picture}<div class="gmail_signature">${picture}</div>`,
      3000,
    ],
    ['far below a word of thanks', `<p>Thanks!</p><p>${'I tried all of it. '.repeat(9)}</p>${picture}`, 3000],
    ['behind their words, by its style', '<p style="background:url(cid:a@x)">Mine.</p>', 40_000],
    ['not shown anywhere', '<p>Mine.</p>', 3000],
  ])('is a file, and refused: %s', async (_, markup, bytes) => {
    expect(await decide(markup, bytes)).toBe('files');
  });
});
