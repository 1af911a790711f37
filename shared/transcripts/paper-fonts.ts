/** The fonts of papers (DejaVu Serif Condensed: Latin, Greek, Cyrillic and more), in a module of their own: nothing else needs them. */
import regular from 'dejavu-fonts-ttf/ttf/DejaVuSerifCondensed.ttf';
import bold from 'dejavu-fonts-ttf/ttf/DejaVuSerifCondensed-Bold.ttf';
import type { PaperFonts } from './pdf-document.ts';

/** @see PaperFonts */
export const paperFonts: PaperFonts = { regular, bold };
