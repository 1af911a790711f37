import type { Certificate } from './certificate.ts';
import { ink, MARGIN } from './pdf-document.ts';
import type { Placed } from './tagged-text.ts';
import type { Block, Typesetter } from './typesetter.ts';

/** Points that the code beside the foot is wide and high. */
export const QR_SIZE = 92;

/** Points between one field and the next, between the two columns, and around the fields. */
const gaps = { row: 5, column: 28, fields: 22, foot: 14 } as const;

/**
 * What is tried until everything is on the sheet: letters as a part of their usual size, and characters of the statement
 * that are printed. Small letters are readable down to six tenths; a statement that is cut ends in an ellipsis.
 */
const tries = [
  ...[1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6].map((scale) => ({ scale, most: 400 })),
  ...[0.7, 0.6].map((scale) => ({ scale, most: 200 })),
  ...[0.7, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3].map((scale) => ({ scale, most: 100 })),
] as const;

/** A certificate's every text with its place. */
export interface CertificateLayout {
  readonly head: readonly (Placed & { readonly type: 'H1' | 'P' })[];
  readonly fields: readonly { readonly label: Placed; readonly value: Placed }[];
  readonly foot: {
    readonly lines: readonly Placed[];
    readonly link: Placed | undefined;
    readonly left: number;
    /** Where the rule above it is drawn. */
    readonly rule: number;
    /** Where it begins, the code too. */
    readonly top: number;
    readonly width: number;
    readonly bottom: number;
  };
}

interface Sheet {
  readonly width: number;
  readonly height: number;
}

/** Size at which a text of some length still fits in about two lines across the sheet. */
const fitting = (text: string, largest: number): number =>
  Math.max(14, Math.min(largest, Math.round((largest * 48) / Math.max(48, text.length))));

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;

const layOutHead = (certificate: Certificate, setter: Typesetter, sheet: Sheet, scale: number) => {
  const { title, recipient, organization, statement } = certificate;
  const width = sheet.width - MARGIN * 4;
  let y = MARGIN + 14;
  const line = (
    type: 'H1' | 'P',
    text: string,
    { size, colour, gap = 0, bold = false }: { size: number; colour: string; gap?: number; bold?: boolean },
  ) => {
    const block = setter.set(text, { size: size * scale, bold }, width);
    y += gap * scale;
    const place = { x: MARGIN * 2, y, colour, align: 'center' } as const;
    y += block.height;
    return { type, block, place };
  };
  const head = [
    line('P', organization, { size: 13, colour: ink.quiet }),
    line('H1', title, { size: fitting(title, 30), colour: ink.strong, bold: true, gap: 8 }),
    line('P', 'This certifies that', { size: 11, colour: ink.quiet, gap: 12 }),
    line('P', recipient, { size: fitting(recipient, 26), colour: ink.text, bold: true, gap: 4 }),
    line('P', statement, { size: 11, colour: ink.text, gap: 6 }),
  ];
  return { head, bottom: y };
};

const layOutFields = (
  { fields }: Certificate,
  setter: Typesetter,
  sheet: Sheet,
  { top, scale }: { readonly top: number; readonly scale: number },
) => {
  const column = (sheet.width - MARGIN * 2 - 24 - gaps.column) / 2;
  const half = Math.ceil(fields.length / 2);
  let [y, bottom] = [top, top];
  const placed = fields.map(({ label, value }, i) => {
    if (i === half) y = top;
    const x = MARGIN + 12 + (i < half ? 0 : column + gaps.column);
    const name = setter.set(label, { size: 9 * scale }, column);
    const text = setter.set(value, { size: 11 * scale, bold: true }, column);
    const at = y;
    y += name.height + text.height + gaps.row * scale;
    bottom = Math.max(bottom, y);
    return {
      label: { block: name, place: { x, y: at, colour: ink.quiet } },
      value: { block: text, place: { x, y: at + name.height, colour: ink.text } },
    };
  });
  return { placed, bottom };
};

const layOutFoot = (certificate: Certificate, setter: Typesetter, sheet: Sheet, scale: number) => {
  const { attestation, signature, check, link } = certificate;
  const left = MARGIN + 12;
  const bottom = sheet.height - MARGIN - 4;
  const width = sheet.width - left * 2 - (link === undefined ? 0 : QR_SIZE + 24);
  const set = (text: string): Block => setter.set(text, { size: 8.5 * scale }, width);
  const blocks = [attestation, signature ?? '', check].filter((text) => text !== '').map(set);
  const leads = link === undefined ? undefined : set(`Check it at ${link}`);
  const all = leads ? [...blocks, leads] : blocks;
  let y = bottom - all.reduce((sum, { height }) => sum + height + 3, 0);
  const rule = y - 6;
  const top = link === undefined ? rule : Math.min(rule, bottom - QR_SIZE);
  const placed = all.map((block) => {
    const place = { x: left, y, colour: ink.quiet };
    y += block.height + 3;
    return { block, place };
  });
  const lines = leads ? placed.slice(0, -1) : placed;
  return { lines, link: leads && placed.at(-1), left, rule, top, width, bottom };
};

/**
 * Finds a place for everything a certificate says on one sheet: as large as there is room for, and where there is none
 * even for small letters, with a shorter statement.
 */
export const layOutCertificate = (
  certificate: Certificate,
  setter: Typesetter,
  sheet: Sheet,
): CertificateLayout => {
  const attempt = ({ scale, most }: (typeof tries)[number]) => {
    const short = { ...certificate, statement: cut(certificate.statement, most) };
    const { head, bottom } = layOutHead(short, setter, sheet, scale);
    const fields = layOutFields(short, setter, sheet, { top: bottom + gaps.fields * scale, scale });
    const foot = layOutFoot(short, setter, sheet, scale);
    const fits = fields.bottom + gaps.foot * scale <= foot.top;
    return { fits, layout: { head, fields: fields.placed, foot } };
  };
  let best = attempt({ scale: 1, most: 400 });
  for (const next of tries.slice(1)) {
    if (best.fits) break;
    best = attempt(next);
  }
  return best.layout;
};
