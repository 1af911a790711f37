import { sfntOf } from './sfnt.ts';
import type { ScriptFont } from './typefaces.ts';

const HAN = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** The scripts that other fonts are at hand for, in the order the fonts are asked. */
const scripts = {
  hebrew: /\p{scx=Hebrew}/u,
  arabic: /\p{scx=Arabic}/u,
  devanagari: /\p{scx=Devanagari}/u,
  thai: /\p{scx=Thai}/u,
  korean: /\p{scx=Hangul}/u,
  chinese: HAN,
  japanese: HAN,
} as const;

/** A script that a font is at hand for. */
export type ScriptName = keyof typeof scripts;

/** Their fonts, out of WOFF 1.0 files, each unpacked when a text first needs it. */
export const scriptFonts = (files: Readonly<Record<ScriptName, Uint8Array>>): ScriptFont[] =>
  (Object.keys(scripts) as ScriptName[]).map((name) => ({
    name,
    scripts: scripts[name],
    read: () => sfntOf(files[name]),
  }));
