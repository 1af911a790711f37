import { earnedOn } from '../credits/standing.ts';
import { ink, MARGIN, openPaper, type Paper, type PaperFonts, printed } from './pdf-document.ts';
import type { Transcript } from './transcript.ts';

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

const paragraph = (
  paper: Paper,
  type: 'H1' | 'H2' | 'P',
  text: string,
  { size, colour, bold = false }: { size: number; colour: string; bold?: boolean },
): void => {
  const at = paper.y;
  paper.font(bold ? 'bold' : 'regular').fontSize(size);
  const width = paper.page.width - MARGIN * 2;
  const height = paper.heightOfString(text, { width });
  paper.addStructure(
    paper.struct(type, {}, () => {
      paper
        .font(bold ? 'bold' : 'regular')
        .fontSize(size)
        .fillColor(colour)
        .text(text, MARGIN, at, { width });
    }),
  );
  paper.y = at + height;
};

type Element = ReturnType<Paper['struct']>;

/** Adds a row to a table at the paper's place, on a new sheet where this one has no room for it. */
const printRow = (
  paper: Paper,
  table: Element,
  cells: readonly string[],
  { widths, type }: { readonly widths: readonly number[]; readonly type: 'TH' | 'TD' },
): void => {
  const width = paper.page.width - MARGIN * 2;
  const font = type === 'TH' ? 'bold' : 'regular';
  paper.font(font).fontSize(SIZE);
  const widthOf = (i: number): number => (widths[i] ?? 0) * width - PADDING;
  const height = Math.max(
    ...cells.map((cell, i) => paper.heightOfString(cell || ' ', { width: widthOf(i) })),
  );
  if (paper.y + height + PADDING > paper.page.height - MARGIN) paper.addPage();
  const at = paper.y;
  const row = paper.struct('TR');
  let x = MARGIN;
  for (const [i, cell] of cells.entries()) {
    const left = x;
    row.add(
      paper.struct(type, {}, () => {
        paper
          .font(font)
          .fontSize(SIZE)
          .fillColor(type === 'TH' ? ink.quiet : ink.text);
        paper.text(cell, left, at, { width: widthOf(i) });
      }),
    );
    x += (widths[i] ?? 0) * width;
  }
  row.end();
  table.add(row);
  paper.y = at + height + PADDING;
};

const printTable = (paper: Paper, { caption, columns, widths, rows }: Table): void => {
  paper.y += 14;
  if (paper.y > paper.page.height - MARGIN - 60) paper.addPage();
  paragraph(paper, 'H2', caption, { size: 13, colour: ink.strong, bold: true });
  paper.y += 6;
  if (rows.length === 0) {
    paragraph(paper, 'P', 'None in this period.', { size: SIZE, colour: ink.quiet });
    return;
  }
  const table = paper.struct('Table');
  paper.addStructure(table);
  printRow(paper, table, columns, { widths, type: 'TH' });
  for (const row of rows) printRow(paper, table, row, { widths, type: 'TD' });
  table.end();
};

/** The transcript as a tagged PDF on sheets of A4, upright. */
export const printTranscript = (
  transcript: Transcript,
  { recipient, organization }: TranscriptHead,
  fonts: PaperFonts,
  now: Date,
): Promise<Buffer> => {
  const { from, through } = transcript.period;
  const paper = openPaper(fonts, {
    title: `Transcript of ${recipient}`,
    author: organization,
    layout: 'portrait',
    now,
  });
  paragraph(paper, 'P', organization, { size: 11, colour: ink.quiet });
  paragraph(paper, 'H1', `Transcript of ${recipient}`, { size: 22, colour: ink.strong, bold: true });
  paragraph(
    paper,
    'P',
    `${dayOf(from)} to ${dayOf(through)}. Made on ${dayOf(now.toISOString())} from the credit ledger, whose every entry names the hash of the one before it; what was taken back is not on it.`,
    { size: SIZE, colour: ink.quiet },
  );
  for (const table of tablesOf(transcript)) printTable(paper, table);
  return printed(paper);
};
