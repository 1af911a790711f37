import { describe, expect, it } from 'vitest';
import { excerptOfMarkup, excerptOfText, MAX_EXCERPT } from '../../../shared/discussions/excerpt.ts';

describe('excerptOfMarkup', () => {
  it.each([
    ['plain text is kept', 'How do you start a lesson?', 'How do you start a lesson?'],
    ['white space is collapsed', '  one\n\n two\t three ', 'one two three'],
    ['blocks become spaces', '<p>One.</p><p>Two.</p>', 'One. Two.'],
    ['inline markup leaves no gap', 'a <em>ver</em>y <a href="x">good</a>.', 'a very good.'],
    ['line breaks become spaces', 'one<br>two<br/>three', 'one two three'],
    ['a script goes with what it says', 'before<script>alert("x")</script>after', 'before after'],
    ['a script that never ends takes the rest', 'before<script>alert(1)', 'before'],
    ['a style sheet goes', '<style>p { color: red }</style>text', 'text'],
    ['a comment goes', 'a<!-- <b>hidden</b> -->b', 'a b'],
    ['an attribute may hold a closing bracket', '<img alt="a > b" src=x>text', 'text'],
    ['less-than is text', 'if 3 < 5 and 7 > 2', 'if 3 < 5 and 7 > 2'],
    ['a tag that never ends is text', 'see <b and then nothing', 'see <b and then nothing'],
    [
      'character references are resolved once',
      'A &amp;amp; B &lt;b&gt; &#233; &#x1F600;',
      'A &amp; B <b> é 😀',
    ],
    ['an unknown reference stays', '&nosuch; &copy2', '&nosuch; &copy2'],
    ['a reference to no character becomes a space', 'a&#0;b&#xD800;c', 'a b c'],
    ['direction overrides and control characters go', 'a\u202eb\u0007c', 'a b c'],
    ['nothing but markup leaves nothing', '<p><br></p>', ''],
  ])('%s', (_, body, expected) => {
    expect(excerptOfMarkup(body)).toBe(expected);
  });

  it('cuts at a word and says so', () => {
    const excerpt = excerptOfMarkup('word '.repeat(200));
    expect(excerpt.length).toBeLessThanOrEqual(MAX_EXCERPT);
    expect(excerpt).toMatch(/ word…$/);
  });

  it('keeps what just fits', () => {
    expect(excerptOfMarkup('x'.repeat(MAX_EXCERPT))).toBe('x'.repeat(MAX_EXCERPT));
  });

  it('cuts one endless word without halving a character', () => {
    for (const lead of ['', 'x']) {
      const excerpt = excerptOfMarkup(lead + '😀'.repeat(400));
      expect(excerpt.length).toBeLessThanOrEqual(MAX_EXCERPT);
      expect(excerpt.isWellFormed()).toBe(true);
      expect(excerpt.endsWith('😀…')).toBe(true);
    }
  });

  it('does work in proportion to the body, however hostile its markup', () => {
    // Ten times a quadratic scan of this would be some 10^12 steps: it would not come back.
    for (const hostile of ['<a', '<a b="', '<!--', '<script>', "<p x='", '&#']) {
      expect(excerptOfMarkup(hostile.repeat(1_000_000)).length).toBeLessThanOrEqual(MAX_EXCERPT);
    }
  });
});

describe('excerptOfText', () => {
  it.each([
    'We know that if x<y and z>3 then it holds',
    'Write <b>bold</b>, <!-- not --> & &lt;script&gt;: "List<String>"',
    '<script>alert(1)</script>',
  ])('keeps every sign of %j', (text) => {
    expect(excerptOfText(text)).toBe(text);
  });

  it('is one line, without control characters, cut at a word', () => {
    expect(excerptOfText(' one\n\ntwo\u202e\tthree ')).toBe('one two three');
    expect(excerptOfText('x < y '.repeat(200))).toMatch(/^(x < y ){80,}.*…$/);
  });
});
