/** The printer of papers in its own fonts (DejaVu Serif Condensed: Latin, Greek, Cyrillic and more), loaded with the first paper. */
import regular from 'dejavu-fonts-ttf/ttf/DejaVuSerifCondensed.ttf';
import bold from 'dejavu-fonts-ttf/ttf/DejaVuSerifCondensed-Bold.ttf';
import { createPrinter, type Printer } from './printer.ts';

/** @see Printer */
export const paperPrinter: Printer = createPrinter({ regular, bold });
