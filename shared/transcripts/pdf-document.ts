import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';

/** How a paper lies, and what it is called where documents are listed. */
export interface PaperOptions {
  readonly title: string;
  readonly author: string;
  readonly layout: 'portrait' | 'landscape';
  /** Printed into the file, so that the same paper is the same bytes. */
  readonly now: Date;
}

/** Points between the edge of the sheet and what is printed on it: two thirds of an inch. */
export const MARGIN = 48;

/** Ink on paper. */
export const ink = {
  strong: '#173d4b',
  text: '#1d242b',
  quiet: '#55606b',
  line: '#c9c2b4',
  ground: '#faf8f4',
};

/**
 * An empty sheet (A4) of a tagged PDF (ISO 32000-1 §14.8, PDF/UA-1): titled, in English, and read aloud in the order
 * it is drawn. Its text is set by a typesetter, which brings the fonts.
 */
export const openPaper = ({ title, author, layout, now }: PaperOptions) => {
  // Typed loosely: the package's types do not know PDF/UA yet, which the package itself does.
  const options: object = {
    size: 'A4',
    layout,
    margin: MARGIN,
    // The standard fonts are files beside the program, which a bundle does not have.
    font: '',
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    displayTitle: true,
    lang: 'en',
    bufferPages: true,
    info: { Title: title, Author: author, CreationDate: now, ModDate: now, Producer: 'Colloquy' },
  };
  return new PDFDocument(options);
};

/** A sheet that is being drawn. */
export type Paper = ReturnType<typeof openPaper>;

/** Draws something that is there to be looked at and says nothing: it is not read aloud. */
export const decorate = (paper: Paper, draw: () => void): void => {
  paper.markContent('Artifact', { type: 'Layout' });
  draw();
  paper.endMarkedContent();
};

/** The drawing of a QR code: its modules as little squares, `size` points wide without the quiet zone around it. */
export const drawQr = (paper: Paper, text: string, x: number, y: number, size: number): void => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const step = size / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) !== 0) paper.rect(x + column * step, y + row * step, step, step);
    }
  }
  paper.fill('#000');
};

/** The bytes of a paper that is drawn to its end. */
export const printed = (paper: Paper): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    paper.on('data', (chunk: Buffer) => chunks.push(chunk));
    paper.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    paper.on('error', reject);
    paper.end();
  });
