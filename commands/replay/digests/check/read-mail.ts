import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { line } from './read-dump.ts';

/** What a mail says: to whom, of which window (ms), and how many posts of which discussions it tells. */
export interface Told {
  readonly file: string;
  readonly member: string;
  readonly from: number;
  readonly until: number;
  /** Asked for by staff; the first of its window may have arrived, too. */
  readonly again: boolean;
  /** Posts told by topic. */
  readonly topics: ReadonlyMap<string, { readonly opened: boolean; readonly replies: number }>;
  readonly more: number;
}

/** What an item of the plain-text part says: its lines up to the address, joined again. */
const itemsIn = (text: string) => {
  const items: { readonly words: string; readonly topic: string }[] = [];
  let words: string[] = [];
  for (const each of text.split(/\r?\n/)) {
    if (each.startsWith('* ')) words = [each.slice(2)];
    else if (each.startsWith('  ') && words.length > 0) {
      const topic = /^ {2}https?:\/\/\S+\/topics\/(post-\d+)\S*$/.exec(each)?.[1];
      if (topic !== undefined) items.push({ words: line(words.join(' ')), topic });
      words.push(each.trim());
    } else words = [];
  }
  return items;
};

const number = (text: string | undefined): number => Number((text ?? '0').replaceAll(',', ''));

/** Told of whatever is not as it should be. */
export type Complain = (problem: string) => void;

/** Reads a mail's window from its header and what it tells from its words; undefined for a test that staff sent themselves. */
export const readMail = async (
  file: string,
  path: string,
  titles: ReadonlyMap<string, string>,
  complain: Complain,
): Promise<Told | undefined> => {
  const { headers, text = '', html = '', to } = await PostalMime.parse(readFileSync(path));
  const copy = headers.find(({ key }) => key === 'x-colloquy-copy')?.value;
  if (copy === 'test') return undefined;
  const window = headers.find(({ key }) => key === 'x-colloquy-window')?.value ?? '';
  const [from = Number.NaN, until = Number.NaN] = window.split('/').map((instant) => Date.parse(instant));
  const member = /^member-(\d+)@/.exec(to?.[0]?.address ?? '')?.[1] ?? '';
  if (!(from < until) || member === '') complain(`${file}: says neither whose it is nor of which window`);
  const topics = new Map<string, { opened: boolean; replies: number }>();
  for (const { words, topic } of itemsIn(text)) {
    const title = titles.get(topic) ?? '';
    // A long title is cut, with an ellipsis; what follows it says who wrote how much.
    const cut = words.startsWith(title) ? title.length : words.indexOf('…') + 1;
    const said =
      /^ ?(New topic)?(?: and )?(?:(\d[\d,]*) repl(?:y|ies))? by /.exec(words.slice(cut)) ??
      /(New topic)?(?: and )?(?:(\d[\d,]*) repl(?:y|ies))? by /.exec(words);
    if (!said) complain(`${file}: does not say how many posts of ${topic} it tells`);
    if (topics.has(topic)) complain(`${file}: tells ${topic} twice`);
    topics.set(topic, { opened: said?.[1] !== undefined, replies: number(said?.[2]) });
  }
  const more = [...text.replace(/\s+/g, ' ').matchAll(/And (\d[\d,]*) more posts? in /g)].reduce(
    (sum, [, count]) => sum + number(count),
    0,
  );
  const inHtml = new Set([...html.matchAll(/href="[^"]*\/topics\/(post-\d+)/g)].map(([, topic]) => topic));
  if (inHtml.size !== topics.size || [...topics.keys()].some((topic) => !inHtml.has(topic))) {
    complain(`${file}: its two parts tell different topics`);
  }
  if (topics.size === 0 && more === 0) complain(`${file}: tells nothing`);
  return { file, member, from, until, again: copy === 'again', topics, more };
};
