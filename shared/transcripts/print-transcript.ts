import { earnedOn } from '../credits/standing.ts';
import { ink, MARGIN, openPaper, type Paper, printed } from './pdf-document.ts';
import { refuseUnprintable } from './printable.ts';
import { drawElement, type Element } from './tagged-text.ts';
import type { Transcript } from './transcript.ts';
import type { Typefaces } from './typefaces.ts';
import { createTypesetter, type TextStyle, type Typesetter } from './typesetter.ts';

/** Whose transcript it is, and who vouches for it. */
export interface TranscriptHead {
  readonly recipient: string;
  readonly organization: string;
}

const SIZE = 9.5;
const PADDING = 5;

/** A table: what its columns are called, how wide each is (parts of the whole), and its rows. */
interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

const dayOf = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));

const standings = { valid: 'Valid', expired: 'Expired', suspended: 'Suspended', revoked: 'Revoked' } as const;

const tablesOf = ({ entries, totals, badges }: Transcript): Table[] => [
  {
    caption: 'Credit',
    columns: ['Date', 'For what', 'Field of study', 'Amount', 'Unit'],
    widths: [0.15, 0.42, 0.21, 0.1, 0.12],
    rows: entries.map((entry) => [
      dayOf(earnedOn(entry)),
      entry.activity ?? entry.reason,
      entry.fieldOfStudy ?? '',
      String(entry.amount),
      entry.unit,
    ]),
  },
  {
    caption: 'Credit in all',
    columns: ['Unit', 'Amount'],
    widths: [0.3, 0.2],
    rows: [...totals].map(([unit, amount]) => [unit, String(amount)]),
  },
  {
    caption: 'Badges',
    columns: ['Issued', 'Badge', 'Valid until', 'Standing'],
    widths: [0.15, 0.5, 0.2, 0.15],
    rows: badges.map(({ issued, name, validUntil, standing }) => [
      dayOf(issued),
      name,
      validUntil === undefined ? 'For ever' : dayOf(validUntil),
      standings[standing],
    ]),
  },
];

/** What a table or paragraph is drawn with. */
interface Tools {
  readonly paper: Paper;
  readonly setter: Typesetter;
}

const paragraph = (
  { paper, setter }: Tools,
  type: 'H1' | 'H2' | 'P',
  text: string,
  { colour, ...style }: TextStyle & { readonly colour: string },
): void => {
  const block = setter.set(text, style, paper.page.width - MARGIN * 2);
  const place = { x: MARGIN, y: paper.y, colour };
  paper.addStructure(drawElement(paper, setter, type, { block, place }));
  paper.y = place.y + block.height;
};

/** Adds a row to a table at the paper's place, on a new sheet where this one has no room for it. */
const printRow = (
  { paper, setter }: Tools,
  table: Element,
  cells: readonly string[],
  { widths, type }: { readonly widths: readonly number[]; readonly type: 'TH' | 'TD' },
): void => {
  const width = paper.page.width - MARGIN * 2;
  const style = { size: SIZE, bold: type === 'TH' };
  const blocks = cells.map((cell, i) => setter.set(cell, style, (widths[i] ?? 0) * width - PADDING));
  const height = Math.max(...blocks.map((block) => block.height));
  if (paper.y + height + PADDING > paper.page.height - MARGIN) paper.addPage();
  const at = paper.y;
  const row = paper.struct('TR');
  let x = MARGIN;
  for (const [i, block] of blocks.entries()) {
    const place = { x, y: at, colour: type === 'TH' ? ink.quiet : ink.text };
    row.add(drawElement(paper, setter, type, { block, place }, type === 'TH' ? { scope: 'Column' } : {}));
    x += (widths[i] ?? 0) * width;
  }
  row.end();
  table.add(row);
  paper.y = at + height + PADDING;
};

const printTable = (tools: Tools, { caption, columns, widths, rows }: Table): void => {
  const { paper } = tools;
  paper.y += 14;
  if (paper.y > paper.page.height - MARGIN - 60) paper.addPage();
  paragraph(tools, 'H2', caption, { size: 13, colour: ink.strong, bold: true });
  paper.y += 6;
  if (rows.length === 0) {
    paragraph(tools, 'P', 'None in this period.', { size: SIZE, colour: ink.quiet });
    return;
  }
  const table = paper.struct('Table');
  paper.addStructure(table);
  printRow(tools, table, columns, { widths, type: 'TH' });
  for (const row of rows) printRow(tools, table, row, { widths, type: 'TD' });
  table.end();
};

/**
 * The transcript as a tagged PDF on sheets of A4, upright.
 *
 * @throws {Conflict} naming the characters that no font has.
 */
export const printTranscript = async (
  transcript: Transcript,
  { recipient, organization }: TranscriptHead,
  typefaces: Typefaces,
  now: Date,
): Promise<Buffer> => {
  const { from, through } = transcript.period;
  const tables = tablesOf(transcript);
  refuseUnprintable([recipient, organization, ...tables.flatMap(({ rows }) => rows.flat())], typefaces);
  const title = `Transcript of ${recipient}`;
  const paper = openPaper({ title, author: organization, layout: 'portrait', now });
  const tools = { paper, setter: createTypesetter(paper, typefaces) };
  paragraph(tools, 'P', organization, { size: 11, colour: ink.quiet });
  paragraph(tools, 'H1', title, { size: 22, colour: ink.strong, bold: true });
  paragraph(
    tools,
    'P',
    `${dayOf(from)} to ${dayOf(through)}. Made on ${dayOf(now.toISOString())} from the credit ledger, whose every entry names the hash of the one before it; what was taken back is not on it.`,
    { size: SIZE, colour: ink.quiet },
  );
  for (const table of tables) printTable(tools, table);
  return printed(paper);
};
