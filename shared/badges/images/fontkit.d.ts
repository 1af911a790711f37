/** The part of fontkit that setting text as paths needs; fontkit ships no types. */
declare module 'fontkit' {
  /** One command of an outline, in font units, upwards positive. */
  interface PathCommand {
    readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
    readonly args: readonly number[];
  }
  interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): {
      readonly glyphs: readonly { readonly path: { readonly commands: readonly PathCommand[] } }[];
      readonly positions: readonly {
        readonly xAdvance: number;
        readonly xOffset: number;
        readonly yOffset: number;
      }[];
    };
  }
  /** @throws {Error} where the bytes are no font. */
  export const create: (bytes: Buffer) => Font;
}
