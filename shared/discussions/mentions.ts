/** Most members one post may mention; what `post.created` takes. */
export const MAX_MENTIONS = 50;

/**
 * What is passed over whole, or is a mention. In this order: fenced code, code within a line, an address with its
 * scheme, one without, an address for mail (its @ follows a sign that may stand in one); then @ and an identifier.
 * Every part is bounded or ends where the text does, so that time grows with the text alone.
 */
const TOKENS =
  /```[\s\S]*?(?:```|$)|``[^\n]*?(?:``|(?=\n)|$)|`[^`\n]*`|<(code|pre)\b[\s\S]{0,20000}?(?:<\/\1>|$)|[a-z][a-z0-9+.-]{0,20}:\/\/\S+|www\.\S+|(?<![\p{L}\p{N}_.%+/@-])@([A-Za-z0-9][A-Za-z0-9._-]{0,63})(?![\p{L}\p{N}_.@-])/giu;

/** A part of a text: as it stands, and whom it mentions, if it is a mention. */
export interface Piece {
  readonly text: string;
  readonly mention?: string;
}

/** A text in pieces that make it up again; each mention is one of them. What ends a sentence is no part of a mention. */
export const piecesOf = (text: string): Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 2: named, index } of text.matchAll(TOKENS)) {
    const mention = named?.replace(/[._-]+$/, '');
    if (mention === undefined) continue;
    const end = index + 1 + mention.length;
    if (index > at) pieces.push({ text: text.slice(at, index) });
    pieces.push({ text: text.slice(index, end), mention });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
};

/**
 * Whom a text speaks to by name: every `@` followed by an identifier, upper and lower case told apart as identifiers
 * do; not in an address for mail, in code or in a link. Each once, in the order of the text, at most
 * {@link MAX_MENTIONS}. Whether there is such a member is for whoever asks to find out.
 */
export const mentionsIn = (body: string): string[] =>
  [...new Set(piecesOf(body).flatMap(({ mention }) => mention ?? []))].slice(0, MAX_MENTIONS);
