/**
 * The printer of papers in its own fonts, loaded with the first paper: DejaVu Serif Condensed (Latin, Greek, Cyrillic and
 * more), and Noto Sans for the scripts it lacks.
 */
import arabic from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff';
import devanagari from '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-400-normal.woff';
import hebrew from '@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-400-normal.woff';
import japanese from '@fontsource/noto-sans-jp/files/noto-sans-jp-japanese-400-normal.woff';
import korean from '@fontsource/noto-sans-kr/files/noto-sans-kr-korean-400-normal.woff';
import chinese from '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff';
import thai from '@fontsource/noto-sans-thai/files/noto-sans-thai-thai-400-normal.woff';
import regular from 'dejavu-fonts-ttf/ttf/DejaVuSerifCondensed.ttf';
import bold from 'dejavu-fonts-ttf/ttf/DejaVuSerifCondensed-Bold.ttf';
import { createPrinter, type Printer } from './printer.ts';
import { scriptFonts } from './script-fonts.ts';

/** @see Printer */
export const paperPrinter: Printer = createPrinter({
  regular,
  bold,
  others: scriptFonts({ arabic, devanagari, hebrew, thai, korean, chinese, japanese }),
});
