import { decodeEntities } from './html-entities.ts';
import { areBelow, endsMail } from './signatures.ts';

/** Elements whose content is never read. */
const SILENT = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'object',
  'svg',
  'select',
]);

/** Elements that begin and end a line. */
const BLOCKS = new Set(
  'address article aside blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);

/** Elements that have no end. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** Marks that mail programs put on what they quote, on the line above it, and on signatures. */
const QUOTE_MARKS =
  /(?:class|id)\s*=\s*["']?[^"'>]*\b(gmail_attr|gmail_signature|moz-cite-prefix|moz-signature|yahoo_quoted|protonmail_quote|protonmail_signature_block|ms-outlook-mobile-signature)\b/i;

/** Marks after which a mail holds nothing but what was quoted: Outlook puts it beside, not within, an element. */
const REST_MARKS = /id\s*=\s*["']?(x_)?(divRplyFwdMsg|appendonsend)\b/i;

/** Words, or a tag without its brackets. */
type Piece = { readonly words: string } | { readonly tag: string };

/** Where a tag ends; quotation marks may hold a `>`. Less than 0 where it has no end. */
const endOfTag = (html: string, from: number): number => {
  let quote = '';
  for (let i = from; i < html.length; i += 1) {
    const character = html.charAt(i);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '>') return i;
    else if ((character === '"' || character === "'") && html.charAt(i - 1) === '=') quote = character;
  }
  return -1;
};

/** HTML as words and tags in their order; comments are left out. Reads each character three times at most. */
function* piecesOf(html: string): Generator<Piece> {
  // Once a quotation mark was found that is never closed, tags end at the first `>`.
  let endless = false;
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    if (open !== at) yield { words: html.slice(at, open < 0 ? undefined : open) };
    if (open < 0) return;
    const isComment = html.startsWith('<!--', open);
    let end = isComment ? html.indexOf('-->', open + 4) : -1;
    if (!isComment && !endless) {
      end = endOfTag(html, open + 1);
      endless = end < 0;
    }
    if (!isComment && endless) end = html.indexOf('>', open + 1);
    if (end < 0) return;
    if (!isComment) yield { tag: html.slice(open + 1, end) };
    at = end + (isComment ? 3 : 1);
  }
}

/** Puts lines together: white space is one blank, and no line begins with one. */
const createLines = () => {
  const lines: string[] = [];
  let line = '';
  /** What was written since the last line that could end a mail; undefined where it did not. */
  let below: string[] | undefined;
  const end = (): void => {
    const ended = line.trimEnd();
    if (endsMail(ended)) below = [];
    else if (ended !== '') below?.push(ended);
    if (below && !areBelow(below)) below = undefined;
    lines.push(ended);
    line = '';
  };
  return {
    say: (words: string): void => {
      const said = decodeEntities(words.replace(/[\t\n\f\r ]+/g, ' '));
      line += line === '' || line.endsWith(' ') ? said.replace(/^ /, '') : said;
    },
    end,
    /** Ends the line, if anything is on it. */
    block: (): void => {
      if (line !== '') end();
    },
    /** Leaves a line empty, if none is yet. */
    apart: (): void => {
      if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
    },
    /** Whether the mail is signed above this place, with a name below the words that end it. */
    isSigned: (): boolean => below !== undefined && (below.length > 0 || line.trim() !== ''),
    text: (): string =>
      [...lines, line]
        .join('\n')
        .replace(/\u00a0/g, ' ')
        .trim(),
  };
};

/** What a person wrote in the HTML of a mail. */
export interface ReadHtml {
  /** As plain text. */
  readonly text: string;
  /** The `Content-ID`s of the pictures that it shows (RFC 2392), and whether each stands below what signs the mail alone. */
  readonly pictures: ReadonlyMap<string, { readonly isSigned: boolean }>;
}

/**
 * What a person wrote in the HTML of a mail, and which pictures they put there: quotations, signatures and the lines that
 * introduce them are left out where the mail program marked them.
 */
export const readHtml = (html: string): ReadHtml => {
  const pictures = new Map<string, { isSigned: boolean }>();
  const lines = createLines();
  /** The element that is being left out, and how many of its name are open. */
  let left: { readonly name: string; depth: number } | undefined;
  for (const piece of piecesOf(html)) {
    if ('words' in piece) {
      if (left === undefined) lines.say(piece.words);
      continue;
    }
    const { tag } = piece;
    const name = /^\/?([a-z][a-z0-9]{0,20})/i.exec(tag)?.[1]?.toLowerCase();
    if (name === undefined) continue;
    const closes = tag.startsWith('/');
    const opens = !closes && !VOID.has(name) && !tag.endsWith('/');
    if (left !== undefined) {
      if (name === left.name && (opens || closes)) left.depth += closes ? -1 : 1;
      if (left.depth === 0) left = undefined;
      continue;
    }
    if (REST_MARKS.test(tag)) break;
    for (const [, id = ''] of tag.matchAll(/cid:([^\s"'()]+)/gi)) {
      pictures.set(id, { isSigned: lines.isSigned() && pictures.get(id)?.isSigned !== false });
    }
    if (name === 'br') lines.end();
    else if (BLOCKS.has(name)) lines.block();
    if (name === 'p' && !closes) lines.apart();
    if (name === 'li' && !closes) lines.say('* ');
    if (opens && (SILENT.has(name) || name === 'blockquote' || QUOTE_MARKS.test(tag)))
      left = { name, depth: 1 };
  }
  return { text: lines.text(), pictures };
};
