import { decodeEntities } from './html-entities.ts';

/** Elements whose content is never read. */
const SILENT = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'object', 'svg', 'select']);

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

/** Where a tag ends; quotation marks may hold a `>`. Undefined where it has no end. */
const endOfTag = (html: string, from: number): number | undefined => {
  let quote = '';
  for (let i = from; i < html.length; i += 1) {
    const character = html.charAt(i);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '>') return i;
    else if ((character === '"' || character === "'") && html.charAt(i - 1) === '=') quote = character;
  }
  return undefined;
};

/**
 * What a person wrote in the HTML of a mail, as plain text: quotations, signatures and the lines that introduce them are
 * left out where the mail program marked them. Reads each character a bounded number of times.
 */
export const textOfHtml = (html: string): string => {
  let text = '';
  /** The element that is being left out, and how many of its name are open within it. */
  let silent: { name: string; depth: number } | undefined;
  let endless = false;
  const newLine = (): void => {
    if (text !== '' && !text.endsWith('\n')) text = `${text.trimEnd()}\n`;
  };
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    const words = html.slice(at, open < 0 ? undefined : open);
    if (silent === undefined && words !== '') {
      const said = decodeEntities(words.replace(/[\t\n\f\r ]+/g, ' '));
      text += text === '' || text.endsWith('\n') || text.endsWith(' ') ? said.replace(/^ /, '') : said;
    }
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      if (end < 0) break;
      at = end + 3;
      continue;
    }
    const end = endless ? html.indexOf('>', open) : endOfTag(html, open + 1);
    if (end === undefined || end < 0) {
      // A quotation mark that is never closed: from here on, a tag ends at the first `>`.
      if (endless) break;
      endless = true;
      at = open;
      continue;
    }
    const tag = html.slice(open + 1, end);
    at = end + 1;
    const name = /^\/?([a-z][a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase();
    if (name === undefined) continue;
    const closes = tag.startsWith('/');
    if (silent !== undefined) {
      if (name === silent.name && !tag.endsWith('/')) silent.depth += closes ? -1 : 1;
      if (silent.depth === 0) silent = undefined;
      continue;
    }
    if (!closes && REST_MARKS.test(tag)) break;
    if (name === 'br') text = `${text.replace(/ +$/, '')}\n`;
    else if (BLOCKS.has(name)) newLine();
    if (!closes && name === 'p' && text !== '' && !text.endsWith('\n\n')) text += '\n';
    if (!closes && name === 'li') text += '* ';
    const leavesOut = SILENT.has(name) || name === 'blockquote' || QUOTE_MARKS.test(tag);
    if (!closes && leavesOut && !VOID.has(name) && !tag.endsWith('/')) silent = { name, depth: 1 };
  }
  return text.replace(/\u00a0/g, ' ').trim();
};
