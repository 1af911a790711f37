import { inflateSync } from 'node:zlib';

/** The streams of a PDF, inflated: its text operators are in them, as glyphs; its structure and its titles are not. */
export const streamsOf = (pdf: Buffer): string => {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/stream\r?\n/g)]
    .map(({ index, 0: head }) => {
      const start = index + head.length;
      const bytes = pdf.subarray(start, text.indexOf('endstream', start));
      try {
        return inflateSync(bytes).toString('latin1');
      } catch {
        return '';
      }
    })
    .join('\n');
};

/** The numbers of the glyphs that a PDF draws; 0 is the empty box of a font that lacks a character (.notdef). */
export const glyphsOf = (pdf: Buffer): number[] =>
  [...streamsOf(pdf).matchAll(/\[([^\]]*)\] TJ/g)]
    .flatMap(([, operands = '']) => [...operands.matchAll(/<([0-9a-f]+)>/g)])
    .flatMap(([, hex = '']) => (hex.match(/.{4}/g) ?? []).map((glyph) => Number.parseInt(glyph, 16)));

/** How many sheets a PDF has. */
export const sheetsOf = (pdf: Buffer): number =>
  (pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length;
