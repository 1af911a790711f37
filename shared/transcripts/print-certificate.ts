import type { Certificate } from './certificate.ts';
import { type CertificateLayout, layOutCertificate, QR_SIZE } from './certificate-layout.ts';
import { decorate, drawQr, ink, MARGIN, openPaper, type Paper, printed } from './pdf-document.ts';
import { refuseUnprintable } from './printable.ts';
import { drawElement, drawLink } from './tagged-text.ts';
import type { Typefaces } from './typefaces.ts';
import { createTypesetter, type Typesetter } from './typesetter.ts';

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

/** The fields as a table, each row a label and what it says; it is seen in two columns. */
const drawFields = (paper: Paper, setter: Typesetter, { fields }: CertificateLayout): void => {
  const table = paper.struct('Table');
  for (const { label, value } of fields) {
    const cells = [
      drawElement(paper, setter, 'TH', label, { scope: 'Row' }),
      drawElement(paper, setter, 'TD', value),
    ];
    table.add(paper.struct('TR', {}, cells));
  }
  paper.addStructure(table);
};

const drawFoot = (
  paper: Paper,
  setter: Typesetter,
  { foot }: CertificateLayout,
  link: string | undefined,
): void => {
  const { left, rule, width, bottom } = foot;
  decorate(paper, () => {
    paper.moveTo(left, rule).lineTo(left + width, rule);
    paper.lineWidth(0.75).strokeColor(ink.line).stroke();
  });
  for (const line of foot.lines) paper.addStructure(drawElement(paper, setter, 'P', line));
  if (link === undefined) return;
  if (foot.link) paper.addStructure(drawLink(paper, setter, foot.link, link));
  const x = paper.page.width - MARGIN - 12 - QR_SIZE;
  const y = bottom - QR_SIZE;
  const bbox = [x, y, x + QR_SIZE, y + QR_SIZE];
  const figure: object = { alt: `QR code that leads to ${link}`, bbox };
  paper.addStructure(
    paper.struct('Figure', figure, () => {
      drawQr(paper, link, x, y, QR_SIZE);
    }),
  );
};

/**
 * The certificate as a tagged PDF on one sheet of A4, across.
 *
 * @throws {Conflict} naming the characters that no font has.
 */
export const printCertificate = async (
  certificate: Certificate,
  typefaces: Typefaces,
  now: Date,
): Promise<Buffer> => {
  const { title, recipient, organization, statement, fields, attestation, signature, check } = certificate;
  const values = fields.map(({ value }) => value);
  refuseUnprintable(
    [title, recipient, organization, statement, ...values, attestation, signature ?? '', check],
    typefaces,
  );
  const paper = openPaper({
    title: `${title}: ${recipient}`,
    author: organization,
    layout: 'landscape',
    now,
  });
  const setter = createTypesetter(paper, typefaces);
  const layout = layOutCertificate(certificate, setter, paper.page);
  frame(paper);
  for (const { type, ...line } of layout.head) paper.addStructure(drawElement(paper, setter, type, line));
  drawFields(paper, setter, layout);
  drawFoot(paper, setter, layout, certificate.link);
  return printed(paper);
};
