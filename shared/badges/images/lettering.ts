import { create } from 'fontkit';

const LETTERS = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const;

/** A letter of a text that was set: its outline from its own origin, and how far it takes the pen. */
export interface SetLetter {
  readonly advance: number;
  /** Its outline moved to `x`, `y` and turned there by `angle` (radians, clockwise), as SVG path data. */
  readonly outline: (x: number, y: number, angle?: number) => string;
}

/** Sets text as outlines, so that it looks the same on every machine. All lengths in ems: multiply by the size. */
export interface Lettering {
  /** Height of a capital letter. */
  readonly capHeight: number;
  /** Whether every character can be set. */
  readonly covers: (text: string) => boolean;
  /** The letters of one line, in the order they are drawn from left to right, at `size` units an em. */
  readonly set: (text: string, size: number) => readonly SetLetter[];
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

/**
 * Lettering in a TrueType or OpenType font.
 *
 * @throws {Error} where the bytes are no font.
 */
export const createLettering = (bytes: Uint8Array): Lettering => {
  const font = create(Buffer.from(bytes));
  // Measured on a letter without overshoot: older fonts do not tell.
  const [capital] = font.layout('H').glyphs;
  const heights = capital?.path.commands.flatMap(({ args }) => args.filter((_, i) => i % 2 === 1)) ?? [];
  return {
    capHeight: Math.max(0, ...heights) / font.unitsPerEm,
    covers: (text) =>
      Array.from(text).every((character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)),
    set: (text, size) => {
      const scale = size / font.unitsPerEm;
      const { glyphs, positions } = font.layout(text);
      return glyphs.map(({ path }, i) => {
        const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[i] ?? {};
        const outline = (x: number, y: number, angle = 0): string => {
          const [across, along] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
          const place = (px: number, py: number): string => {
            const [dx, dy] = [px + xOffset, -(py + yOffset)];
            return `${round(x + dx * across - dy * along)} ${round(y + dx * along + dy * across)}`;
          };
          return path.commands
            .map(({ command, args }) => {
              const points: string[] = [];
              for (let at = 0; at < args.length; at += 2)
                points.push(place(args[at] ?? 0, args[at + 1] ?? 0));
              return LETTERS[command] + points.join(' ');
            })
            .join('');
        };
        return { advance: xAdvance * scale, outline };
      });
    },
  };
};
