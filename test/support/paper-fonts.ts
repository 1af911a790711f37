import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { LoadFonts } from '../../shared/transcripts/pdf-document.ts';

const { resolve } = createRequire(import.meta.url);
const read = (font: string) => readFile(resolve(`dejavu-fonts-ttf/ttf/${font}.ttf`));

/** The fonts of papers, from the package: a bundle has them inside. */
export const loadPaperFonts: LoadFonts = async () => ({
  regular: await read('DejaVuSerifCondensed'),
  bold: await read('DejaVuSerifCondensed-Bold'),
});
