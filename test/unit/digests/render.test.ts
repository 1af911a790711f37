import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeDigest, type Digest } from '../../../shared/digests/compose.ts';
import { renderHtml } from '../../../shared/digests/render-html.ts';
import { renderText } from '../../../shared/digests/render-text.ts';
import { html } from '../../../shared/mail/html.ts';
import { badge, credit, matterOf, newsOf, post, reply } from './sample.ts';

const own = post({ post: 't1', member: 'ana', title: 'Fractions', postedAt: '2026-10-01T09:00:00.000Z' });

const digestWith = (title: string, excerpt = '', name = 'Ana Silva'): Digest => {
  const posts = [post({ post: 't2', title, excerpt }), reply({ post: 'r1', excerpt })];
  const composition = composeDigest(
    matterOf([newsOf('algebra', posts, [own])], {
      badges: [badge],
      credits: [credit],
      member: { member: 'ana', name },
    }),
  );
  if (composition.kind !== 'digest') throw new Error(composition.reason);
  return composition.digest;
};

/** The names of all elements that a text opens. */
const tagsOf = (markup: string): string[] =>
  [...markup.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag ?? '');

describe('html', () => {
  it('escapes text, in elements and in attributes, and not what it made itself', () => {
    const inner = html`<b title="${'"><script>'}">${"a < b & 'c'"}</b>`;
    expect(html`<p>${[inner, 3, undefined]}</p>`.text).toBe(
      '<p><b title="&quot;&gt;&lt;script&gt;">a &lt; b &amp; &#39;c&#39;</b>3</p>',
    );
  });
});

describe('renderHtml', () => {
  const page = renderHtml(digestWith('Exit tickets', 'What then?'));

  it('says what language it is in and which way it runs, and hides its tables’ grid', () => {
    expect(page).toContain('<html lang="en" dir="ltr"');
    expect(page.match(/<table(?! role="presentation")/g)).toBeNull();
    expect(page.match(/<table role="presentation"/g)).toHaveLength(2);
  });

  it('has one first heading, and no level is left out', () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, i) => level <= (levels[i - 1] ?? 0) + 1)).toBe(true);
  });

  it('has absolute links alone, no image and no script', () => {
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, url]) => url ?? '');
    expect(links.length).toBeGreaterThan(6);
    expect(links.filter((url) => !/^https?:\/\//.test(url))).toEqual([]);
    expect(page).not.toMatch(/<(img|script|link|iframe)/);
  });

  it('begins with what a mail program previews', () => {
    const body = page.slice(page.indexOf('<body'));
    expect(body.replace(/<[^>]*>/g, '').trim()).toMatch(
      /^Replies to your topics: 1 · New topics: 1 · What you earned: 2/,
    );
  });

  it('lets nothing that somebody wrote become markup', () => {
    const plain = tagsOf(page);
    const anything = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc.constantFrom(
        '</title><script>x</script>',
        '"><img src=x onerror=y>',
        "' onclick='z",
        '<!--',
        '${x}',
        ']]>',
      ),
    );
    fc.assert(
      fc.property(anything, anything, anything, (title, excerpt, name) => {
        // The excerpt's paragraph is left out where there is none, so that it always has something to say.
        const rendered = renderHtml(digestWith(`x${title}`, `x${excerpt}`, name));
        expect(tagsOf(rendered)).toEqual(plain);
      }),
    );
  });

  it('stays far below what mail programs cut off, with the longest texts there are', () => {
    const posts = Array.from({ length: 30 }, (_, i) =>
      post({ post: `t${i}`, title: '"'.repeat(300), excerpt: '&'.repeat(500) }),
    );
    const composition = composeDigest(matterOf([newsOf('algebra', posts)]));
    expect(composition.kind === 'digest' && Buffer.byteLength(renderHtml(composition.digest))).toBeLessThan(
      102_400,
    );
  });
});

describe('colours', () => {
  const channel = (value: number): number =>
    value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  /** Relative luminance (WCAG 2.2, definition). */
  const luminance = (hex: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((i) =>
      channel(Number.parseInt(hex.slice(i, i + 2), 16) / 255),
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string): number => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  it('of every text are at 4.5:1 or more against what is behind it, in light and in dark', () => {
    const page = renderHtml(digestWith('Exit tickets', 'What then?'));
    const dark = page.slice(page.indexOf('prefers-color-scheme: dark'), page.indexOf('</style>'));
    const darkOf = (name: string, property: string): string =>
      new RegExp(`\\.${name} \\{[^}]*\\b${property}: (#[0-9a-f]{6})`).exec(dark)?.[1] ?? '';
    const lightOf = (name: string, property: string): string =>
      new RegExp(`class="[^"]*\\b${name}\\b[^"]*"[^>]*[";]${property}:(#[0-9a-f]{6})`).exec(page)?.[1] ?? '';
    const pairs = [darkOf, lightOf].flatMap((colorOf) => [
      ...['ink', 'quiet', 'link'].map((name) => [
        colorOf(name, 'color'),
        colorOf('sheet', 'background-color'),
      ]),
      [colorOf('button', 'color'), colorOf('button', 'background-color')],
      ['#ffffff', colorOf('banner', 'background-color')],
      ['#d6e4f0', colorOf('banner', 'background-color')],
    ]);
    for (const [text = '', ground = ''] of pairs) {
      expect(
        [text, ground].every((color) => /^#[0-9a-f]{6}$/.test(color)),
        `${text} on ${ground}`,
      ).toBe(true);
      expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('renderText', () => {
  const long = 'A title that goes on for longer than one line of a plain mail, as titles of teachers do';

  it('reads well: headings, what was written, why, and each address in a line of its own', () => {
    expect(renderText(digestWith(long, 'What then?'))).toMatchInlineSnapshot(`
      "Hello Ana Silva,

      here is what happened in your communities at Association of Mathematics
      Teachers from Monday 9 November at 07:00 to Monday 16 November at 07:00.

      REPLIES TO YOUR TOPICS
      ----------------------

      * Fractions
        1 reply by Ben Okafor
        “What then?”
        In Algebra in year 9, on a topic that you began.
        https://colloquy.example.org/communities/algebra/topics/t1

      NEW TOPICS
      ----------

      * A title that goes on for longer than one line of a plain mail, as
        titles of teachers do
        A topic by Ben Okafor
        “What then?”
        In Algebra in year 9, where you are a member.
        https://colloquy.example.org/communities/algebra/topics/t2

      WHAT YOU EARNED
      ---------------

      * Practitioner of inquiry
        A badge you can keep and share
        “Completed a whole cycle of inquiry with a community.”
        For: Take part in a cycle of inquiry from its first step to its last.
        https://colloquy.example.org/members/ana/badges/0b0d7cde-1111-4222-8333-444455556666

      * 2.5 hours
        Credit added to your record
        For: Five replies that helped a colleague
        https://colloquy.example.org/members/ana

      -- 
      You get this mail because you are a member of Association of Mathematics
      Teachers and chose a weekly digest.
      Change when it comes:
      https://colloquy.example.org/settings/digest
      Stop these digests:
      https://colloquy.example.org/unsubscribe/abcdefghijklmnopqrstuv
      "
    `);
  });

  it('has no line beyond 72 characters but one long word’s', () => {
    const text = renderText(digestWith(long, 'word '.repeat(60)));
    expect(text.split('\n').filter((line) => line.length > 72 && line.trim().includes(' '))).toEqual([]);
  });

  it('holds no control character that somebody wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (title) => {
        expect(renderText(digestWith(title, title, title))).not.toMatch(/[^\P{Cc}\n]/u);
      }),
    );
  });
});
