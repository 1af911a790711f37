/** Longest excerpt, in UTF-16 code units, its ellipsis included; what `post.created` takes. */
export const MAX_EXCERPT = 500;

const ELLIPSIS = '…';

/** Elements whose content is not text for people (HTML §13.2.5.2, raw text). */
const RAW = /^<(script|style)\b/i;
const TAG_START = /^<[a-z/!?]/i;
/** Elements that stand within a word or a sentence: no space takes their place. */
const INLINE =
  /^<\/?(?:a|abbr|b|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var)(?:[\s/>]|$)/i;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** Where the tag or comment that begins at `start` ends (after its last character), or -1 where it never does. */
const endOfTag = (text: string, start: number): number => {
  if (text.startsWith('<!--', start)) {
    const end = text.indexOf('-->', start + 4);
    return end < 0 ? -1 : end + 3;
  }
  let quote = '';
  for (let i = start + 1; i < text.length; i++) {
    const character = text.charAt(i);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') {
      return i + 1;
    } else if ((character === '"' || character === "'") && text.charAt(i - 1) === '=') {
      // A quotation mark hides a `>` only where an attribute's value begins.
      quote = character;
    }
  }
  return -1;
};

/** The text between tags. One pass: a tag that never ends makes every later `<` plain text, so nothing is read twice. */
const withoutTags = (markup: string): string => {
  const pieces: string[] = [];
  let at = 0;
  let from = 0;
  for (;;) {
    const open = markup.indexOf('<', from);
    if (open < 0) break;
    if (!TAG_START.test(markup.slice(open, open + 2))) {
      from = open + 1;
      continue;
    }
    const end = endOfTag(markup, open);
    if (end < 0) break;
    pieces.push(markup.slice(at, open), INLINE.test(markup.slice(open, open + 10)) ? '' : ' ');
    at = end;
    const raw = RAW.exec(markup.slice(open, open + 8))?.[1];
    if (raw !== undefined) {
      const close = markup.slice(end).search(new RegExp(`</${raw}\\b`, 'i'));
      at = close < 0 ? markup.length : end + close;
    }
    from = at;
  }
  pieces.push(markup.slice(at));
  return pieces.join('');
};

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : ' ';
  });

/** Cuts at the last word that fits, or inside a word that alone is too long; never inside a character. */
const cut = (text: string): string => {
  if (text.length <= MAX_EXCERPT) return text;
  const room = text.slice(0, MAX_EXCERPT - ELLIPSIS.length + 1);
  const lastSpace = room.lastIndexOf(' ');
  const kept = lastSpace > 0 ? room.slice(0, lastSpace) : room.slice(0, -1);
  // A surrogate pair cut in two would leave half a character behind.
  return `${kept.replace(/[\ud800-\udbff]$/, '').trimEnd()}${ELLIPSIS}`;
};

/** The beginning of a text on one line, without control characters; every other character stays. */
const begin = (text: string): string =>
  cut(
    text
      .toWellFormed()
      .replace(/[\s\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]+/g, ' ')
      .trim(),
  );

/**
 * What a plain text begins with, at most {@link MAX_EXCERPT} long and cut at a word: white space and control characters
 * collapsed, and every sign that its author wrote kept, `<`, `>` and `&` too. For what is written here, on a page or by
 * mail; what comes out is escaped where it is shown.
 */
export const excerptOfText = (text: string): string => begin(text);

/**
 * The plain text that HTML of another system begins with, at most {@link MAX_EXCERPT} long and cut at a word: tags,
 * comments, scripts and style sheets left out, character references resolved, white space and control characters
 * collapsed.
 *
 * What comes out is text, not markup: it can hold `<` (where the post said `&lt;`), and is escaped where it is shown.
 * Time grows with the length of the body alone, however hostile its markup.
 */
export const excerptOfMarkup = (markup: string): string => begin(decodeEntities(withoutTags(markup)));
