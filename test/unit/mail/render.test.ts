import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeDigestMail } from '../../../shared/digests/compose-mail.ts';
import type { MailDocument } from '../../../shared/mail/document.ts';
import { html } from '../../../shared/mail/html.ts';
import { renderMailHtml } from '../../../shared/mail/render-html.ts';
import { renderMailText } from '../../../shared/mail/render-text.ts';
import { association, mailMatterOf } from '../../support/digest-content.ts';

const withLogo = { ...association, logo: 'https://maths.example.org/logo.png' };
const digest = composeDigestMail(mailMatterOf({}, { organization: withLogo }));
const arabic = composeDigestMail(mailMatterOf({}, { organization: withLogo }, 'ar'));

/** A mail with one entry, in which somebody else wrote a text in every place there is. */
const saying = (text: string): MailDocument => ({
  language: 'en',
  brand: { name: text, logo: 'https://maths.example.org/logo.png', postalAddress: text },
  subject: text,
  preheader: text,
  heading: text,
  greeting: text,
  paragraphs: [text],
  sections: [
    {
      heading: text,
      paragraphs: [text],
      entries: [{ title: text, url: 'https://a.example.org/', byline: text, excerpt: text, reason: text }],
    },
  ],
  more: [{ text, url: 'https://a.example.org/' }],
  action: { text, url: 'https://a.example.org/' },
  footer: { reason: text, links: [{ text, url: 'https://a.example.org/' }] },
});

/** The names of all elements that a text opens. */
const tagsOf = (markup: string): string[] =>
  [...markup.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag ?? '');

describe('html', () => {
  it('escapes text, in elements and in attributes, and not what it made itself', () => {
    const inner = html`<b title="${'"><script>'}">${"a < b & 'c'"}</b>`;
    expect(html`<p>${[inner, 3, undefined]}</p>`.text).toBe(
      '<p><b title="&#34;&gt;&lt;script&gt;">a &lt; b &amp; &#39;c&#39;</b>3</p>',
    );
  });
});

describe('renderMailHtml', () => {
  const page = renderMailHtml(digest);

  it('has one first heading, and no level is left out', () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, i) => level <= (levels[i - 1] ?? 0) + 1)).toBe(true);
  });

  it('shows no picture but the logo, described, and none where there is no logo', () => {
    expect([...page.matchAll(/<img[^>]*>/g)].map(([tag]) => tag)).toEqual([
      expect.stringMatching(
        /src="https:\/\/maths\.example\.org\/logo\.png" alt="Logo of Association/,
      ) as string,
    ]);
    expect(renderMailHtml(composeDigestMail(mailMatterOf()))).not.toMatch(/<img|<script|<link|<iframe|url\(/);
  });

  it('begins with what a mail program previews, and says it nowhere else', () => {
    const body = page.slice(page.indexOf('<body'));
    expect(
      body
        .replace(/<[^>]*>/g, '')
        .trim()
        .startsWith(digest.preheader),
    ).toBe(true);
    expect(renderMailText(digest)).not.toContain(digest.preheader);
  });

  it('is mirrored where the language runs from right to left', () => {
    const mirrored = renderMailHtml(arabic);
    expect(mirrored).toContain('<html lang="ar" dir="rtl">');
    expect(mirrored).toContain('border-right:3px');
    expect(mirrored).not.toMatch(/border-left|padding-left:12px|text-align:left/);
    expect(page).toContain('<html lang="en" dir="ltr">');
    expect(page).not.toMatch(/border-right|padding-right:12px|text-align:right/);
  });

  it('lets nothing that somebody wrote become markup', () => {
    const plain = tagsOf(renderMailHtml(saying('x')));
    const anything = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc.constantFrom(
        '</title><script>x</script>',
        '"><img src=x onerror=y>',
        "' onclick='z",
        '<!--',
        '-->',
        ']]>',
      ),
    );
    fc.assert(
      fc.property(anything, (text) => {
        expect(tagsOf(renderMailHtml(saying(`x${text}`)))).toEqual(plain);
      }),
    );
  });
});

describe('renderMailText', () => {
  it('has no line beyond 72 characters but one long word’s', () => {
    const text = renderMailText(saying('word '.repeat(60).trim()));
    expect(text.split('\n').filter((line) => line.length > 72 && line.trim().includes(' '))).toEqual([]);
  });

  it('underlines a heading as far as the longest of its lines goes', () => {
    const heading = `${'A heading that is longer than a line has room for, '.repeat(2)}and ends`;
    const lines = renderMailText({ ...saying('x'), heading }).split('\n');
    const line = lines.findIndex((one) => one.startsWith('==='));
    const longest = Math.max(...lines.slice(1, line).map(({ length }) => length));
    expect(line).toBe(3);
    expect(lines[line]).toBe('='.repeat(longest));
    expect(lines[line - 1]?.length).toBeLessThan(longest);
  });

  it('says all that the HTML part says, with the same links in the same order', () => {
    for (const document of [digest, arabic]) {
      const shown = renderMailHtml(document).replace(/[\s\S]*<\/head>/, '');
      const links = [...shown.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, url]) => url);
      const lines = renderMailText(document).split('\n');
      expect(lines.map((line) => line.trim()).filter((line) => /^https?:/.test(line))).toEqual(links);
    }
  });

  it('leaves out what is empty, and every line that would have held it', () => {
    const bare: MailDocument = {
      ...saying('x'),
      greeting: '',
      paragraphs: ['Only this.'],
      sections: [],
      more: [],
      action: undefined,
      brand: { name: 'Maths' },
    };
    expect(renderMailText(bare)).toBe(
      ['Maths', 'x', '=', '', 'Only this.', '', '-- ', 'x', 'x:', 'https://a.example.org/', ''].join('\n'),
    );
    expect(renderMailHtml(bare)).not.toMatch(/<p[^>]*><\/p>|<h[23]/);
  });
});
