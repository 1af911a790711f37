import { directoryOf, fold, type Person } from './mention-names.ts';

/** Most members one post may mention; what `post.created` takes. */
export const MAX_MENTIONS = 50;

/**
 * What is passed over whole, or an @ that may begin a mention. In this order: fenced code, code within a line, an
 * address with its scheme, one without; then an @ before which nothing stands that may stand in an address for mail.
 * Every part is bounded or ends where the text does, so that time grows with the text alone.
 */
const TOKENS =
  /```[\s\S]*?(?:```|$)|``[^\n]*?(?:``|(?=\n)|$)|`[^`\n]*`|<(code|pre)\b[\s\S]{0,20000}?(?:<\/\1>|$)|[a-z][a-z0-9+.-]{0,20}:\/\/\S+|www\.\S+|(?<![\p{L}\p{N}_.%+/@-])@/giu;

/** One word after an @, whoever it may name; not where it goes on as an address for mail does. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{0,63}(?![\p{L}\p{N}_.@-])/uy;
/** A name in quotation marks, as long as a name may be. */
const QUOTED = /["“„”]([^"“„”\n]{1,120})["“”]/uy;
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** A part of a text: as it stands, and where it is a mention, what is written after the @ and whom alone that names. */
export interface Piece {
  readonly text: string;
  readonly said?: string;
  readonly person?: Person | undefined;
}

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** Reads what a text says after an @. */
const reader = (text: string, people: readonly Person[]) => {
  const directory = directoryOf(people);
  const folded = people.length > 0 ? fold(text) : undefined;
  return (
    at: number,
  ): { readonly end: number; readonly said: string; readonly person: Person | undefined } | undefined => {
    const quoted = matchAt(QUOTED, text, at);
    if (quoted) {
      const [whole, said = ''] = quoted;
      const person = directory.byName(said) ?? directory.byIdentifier(said.trim());
      return { end: at + whole.length, said, person };
    }
    // What ends a sentence is no part of a mention.
    const word = matchAt(WORD, text, at)?.[0].replace(/[._-]+$/, '') ?? '';
    const name = folded && directory.nameAt(folded, at);
    const person = directory.byIdentifier(word);
    if (name && (name.end > at + word.length || !person)) {
      return { end: name.end, said: text.slice(at, name.end), person: name.person };
    }
    return word === '' ? undefined : { end: at + word.length, said: word, person };
  };
};

/**
 * A text in pieces that make it up again; each mention is one of them. After an @ stands an identifier in any case, a
 * full name, or a full name in quotation marks, case and accents not counting; of several that fit the longest is
 * meant, and an identifier before a name. What fits more than one person names nobody: no mail goes to the wrong one.
 */
export const piecesOf = (text: string, people: readonly Person[]): Piece[] => {
  if (!text.includes('@')) return text === '' ? [] : [{ text }];
  const read = reader(text, people);
  const tokens = new RegExp(TOKENS);
  const pieces: Piece[] = [];
  let at = 0;
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    const mention = found[0] === '@' ? read(found.index + 1) : undefined;
    if (!mention) continue;
    const { end, said, person } = mention;
    if (found.index > at) pieces.push({ text: text.slice(at, found.index) });
    pieces.push({ text: text.slice(found.index, end), said, person });
    at = end;
    tokens.lastIndex = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
};

/**
 * The identifiers that a text may mention: every `@` followed by one, as it is written; not in an address for mail, in
 * code or in a link. Each once, in the order of the text, at most {@link MAX_MENTIONS}. Whether there is such a member
 * is for whoever asks to find out.
 */
export const mentionsIn = (body: string): string[] =>
  [...new Set(piecesOf(body, []).flatMap(({ said = '' }) => (IDENTIFIER.test(said) ? said : [])))].slice(
    0,
    MAX_MENTIONS,
  );

/** Whom a text speaks to, at most {@link MAX_MENTIONS}, and what it says after an @ that names nobody. */
interface Mentions {
  readonly members: string[];
  readonly nobody: string[];
}

/** {@link readMentions} of a text that is in pieces already. */
export const mentionsOf = (pieces: readonly Piece[]): Mentions => {
  const mentions = pieces.filter(({ said }) => said !== undefined);
  return {
    members: [...new Set(mentions.flatMap(({ person }) => person?.member ?? []))].slice(0, MAX_MENTIONS),
    nobody: [...new Set(mentions.flatMap(({ said = '', person }) => (person ? [] : said)))],
  };
};

/** Whom of the people a text speaks to, at most {@link MAX_MENTIONS}, and what it says after an @ that names none of them. */
export const readMentions = (body: string, people: readonly Person[]): Mentions =>
  mentionsOf(piecesOf(body, people));

/** {@link withNames} of a text that is in pieces already. */
export const namedIn = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, person }) => person?.name ?? text).join('');

/** A text with the names of the people whom it mentions in place of what stands after each @, and without the @. */
export const withNames = (body: string, people: readonly Person[]): string => namedIn(piecesOf(body, people));
