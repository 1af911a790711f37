import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { PaperFonts } from '../../shared/transcripts/pdf-document.ts';
import { createPrinter, type LoadPrinter } from '../../shared/transcripts/printer.ts';

const { resolve } = createRequire(import.meta.url);
const read = (font: string) => readFile(resolve(`dejavu-fonts-ttf/ttf/${font}.ttf`));

/** The fonts of papers, from the package: a bundle has them inside. */
export const loadPaperFonts = async (): Promise<PaperFonts> => ({
  regular: await read('DejaVuSerifCondensed'),
  bold: await read('DejaVuSerifCondensed-Bold'),
});

/** The printer of papers, in these fonts. */
export const loadPrinter: LoadPrinter = async () => createPrinter(await loadPaperFonts());
