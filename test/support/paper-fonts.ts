import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createPrinter, type LoadPrinter } from '../../shared/transcripts/printer.ts';
import { scriptFonts } from '../../shared/transcripts/script-fonts.ts';
import type { PaperFonts } from '../../shared/transcripts/typefaces.ts';

const { resolve } = createRequire(import.meta.url);
const read = (file: string) => readFileSync(resolve(file));
const own = (font: string) => read(`dejavu-fonts-ttf/ttf/${font}.ttf`);
const noto = (name: string, subset: string) =>
  read(`@fontsource/noto-sans-${name}/files/noto-sans-${name}-${subset}-400-normal.woff`);

/** The fonts of papers, from the packages: a bundle has them inside. */
export const loadPaperFonts = (): PaperFonts => ({
  regular: own('DejaVuSerifCondensed'),
  bold: own('DejaVuSerifCondensed-Bold'),
  others: scriptFonts({
    arabic: noto('arabic', 'arabic'),
    devanagari: noto('devanagari', 'devanagari'),
    hebrew: noto('hebrew', 'hebrew'),
    thai: noto('thai', 'thai'),
    korean: noto('kr', 'korean'),
    chinese: noto('sc', 'chinese-simplified'),
    japanese: noto('jp', 'japanese'),
  }),
});

/** The printer of papers, in these fonts. */
export const loadPrinter: LoadPrinter = () => Promise.resolve(createPrinter(loadPaperFonts()));
