import type { Certificate } from './certificate.ts';
import {
  decorate,
  drawQr,
  ink,
  MARGIN,
  openPaper,
  type Paper,
  type PaperFonts,
  printed,
} from './pdf-document.ts';

const QR_SIZE = 92;

/** A line of text in the middle of the sheet, as one element of the paper's structure. */
const centred = (
  paper: Paper,
  type: 'H1' | 'P',
  text: string,
  { size, colour, bold = false, gap = 0 }: { size: number; colour: string; bold?: boolean; gap?: number },
) =>
  paper.struct(type, {}, () => {
    paper.y += gap;
    paper
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(colour)
      .text(text, MARGIN * 2, paper.y, { width: paper.page.width - MARGIN * 4, align: 'center' });
  });

const frame = (paper: Paper): void => {
  const { width, height } = paper.page;
  decorate(paper, () => {
    paper.rect(0, 0, width, height).fill(ink.ground);
    paper.lineWidth(2.5).strokeColor(ink.strong);
    paper.rect(24, 24, width - 48, height - 48).stroke();
    paper.lineWidth(0.75).strokeColor(ink.line);
    paper.rect(31, 31, width - 62, height - 62).stroke();
  });
};

/** Size at which a text of some length still fits in two lines across the sheet. */
const fitting = (text: string, largest: number): number =>
  Math.max(14, Math.min(largest, Math.round((largest * 48) / Math.max(48, text.length))));

/** Points between one field and the next, and between the two columns. */
const ROW_GAP = 6;
const COLUMN_GAP = 28;

/** The fields as a table in two columns, each row a label and what it says. */
const printFields = (paper: Paper, { fields }: Certificate, top: number, width: number): void => {
  const table = paper.struct('Table');
  const column = (width - COLUMN_GAP) / 2;
  const half = Math.ceil(fields.length / 2);
  let y = top;
  for (const [i, { label, value }] of fields.entries()) {
    if (i === half) y = top;
    const x = MARGIN + 12 + (i < half ? 0 : column + COLUMN_GAP);
    const [labelAt, valueAt] = [y, y + 12];
    // What an element holds is drawn when its turn in the structure comes; where it stands is settled here.
    const cell = (type: 'TH' | 'TD', font: 'regular' | 'bold', size: number, colour: string) =>
      paper.struct(type, {}, () => {
        paper.font(font).fontSize(size).fillColor(colour);
        paper.text(type === 'TH' ? label : value, x, type === 'TH' ? labelAt : valueAt, { width: column });
      });
    table.add(
      paper.struct('TR', {}, [cell('TH', 'regular', 9, ink.quiet), cell('TD', 'bold', 11, ink.text)]),
    );
    y = valueAt + paper.font('bold').fontSize(11).heightOfString(value, { width: column }) + ROW_GAP;
  }
  paper.addStructure(table);
};

const printFoot = (paper: Paper, { attestation, organization, link, identifier }: Certificate): void => {
  const { width, height } = paper.page;
  const bottom = height - MARGIN - 12;
  const textWidth = width - MARGIN * 2 - 24 - (link === undefined ? 0 : QR_SIZE + 24);
  const left = MARGIN + 12;
  const lines = [
    ...(attestation === '' ? [] : [attestation]),
    `${organization} vouches for this certificate. Identifier: ${identifier}`,
    ...(link === undefined ? [] : [`Check it at ${link}`]),
  ];
  paper.font('regular').fontSize(8.5);
  const heights = lines.map((line) => paper.heightOfString(line, { width: textWidth }) + 4);
  let y = bottom - heights.reduce((sum, one) => sum + one, 0);
  decorate(paper, () => {
    paper
      .moveTo(left, y - 8)
      .lineTo(left + textWidth, y - 8)
      .lineWidth(0.75)
      .strokeColor(ink.line)
      .stroke();
  });
  for (const [i, line] of lines.entries()) {
    const at = y;
    const isLink = line.startsWith('Check it at') && link !== undefined;
    paper.addStructure(
      paper.struct('P', {}, () => {
        paper.font('regular').fontSize(8.5).fillColor(ink.quiet);
        paper.text(line, left, at, { width: textWidth, ...(isLink && { link }) });
      }),
    );
    y += heights[i] ?? 0;
  }
  if (link === undefined) return;
  paper.addStructure(
    paper.struct('Figure', { alt: `QR code that leads to ${link}` }, () => {
      drawQr(paper, link, width - MARGIN - 12 - QR_SIZE, bottom - QR_SIZE, QR_SIZE);
    }),
  );
};

/** The certificate as a tagged PDF on one sheet of A4, across. */
export const printCertificate = (certificate: Certificate, fonts: PaperFonts, now: Date): Promise<Buffer> => {
  const { title, recipient, organization, statement } = certificate;
  const paper = openPaper(fonts, {
    title: `${title}: ${recipient}`,
    author: organization,
    layout: 'landscape',
    now,
  });
  frame(paper);
  paper.y = MARGIN + 20;
  const say = (...args: [Parameters<typeof centred>[1], string, Parameters<typeof centred>[3]]) => {
    paper.addStructure(centred(paper, ...args));
  };
  say('P', organization, { size: 13, colour: ink.quiet });
  say('H1', title, { size: fitting(title, 30), colour: ink.strong, bold: true, gap: 8 });
  say('P', 'This certifies that', { size: 11, colour: ink.quiet, gap: 12 });
  say('P', recipient, { size: fitting(recipient, 26), colour: ink.text, bold: true, gap: 4 });
  say('P', statement.length > 400 ? `${statement.slice(0, 399)}…` : statement, {
    size: 11,
    colour: ink.text,
    gap: 6,
  });
  printFields(paper, certificate, paper.y + 26, paper.page.width - MARGIN * 2 - 24);
  printFoot(paper, certificate);
  return printed(paper);
};
