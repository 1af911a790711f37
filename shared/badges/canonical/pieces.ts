/** A text with holes: `texts` is one longer than `holes`, which name the values that go between them by their index. */
export interface Pieces {
  readonly texts: readonly string[];
  readonly holes: readonly number[];
}

const escaped = (mark: string): string => mark.replaceAll(/[^\w]/g, String.raw`\$&`);

/** Cuts a text where its marks stand; `holes` then names the marks. No mark may be part of another one. */
export const cut = (text: string, marks: readonly string[]): Pieces => {
  if (marks.length === 0) return { texts: [text], holes: [] };
  const indexes = new Map(marks.map((mark, i) => [mark, i]));
  const parts = text.split(new RegExp(`(${marks.map(escaped).join('|')})`));
  return {
    texts: parts.filter((_, i) => i % 2 === 0),
    holes: parts.filter((_, i) => i % 2 === 1).map((mark) => indexes.get(mark) ?? -1),
  };
};

/** The text with its holes filled. */
export const join = ({ texts, holes }: Pieces, values: readonly string[]): string => {
  let text = texts[0] ?? '';
  for (let i = 0; i < holes.length; i += 1) {
    text += (values[holes[i] ?? -1] ?? '') + (texts[i + 1] ?? '');
  }
  return text;
};
