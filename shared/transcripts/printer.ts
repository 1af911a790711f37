import type { Certificate } from './certificate.ts';
import { printCertificate } from './print-certificate.ts';
import { printTranscript, type TranscriptHead } from './print-transcript.ts';
import type { Transcript } from './transcript.ts';
import { createTypefaces, type PaperFonts } from './typefaces.ts';

/** Makes PDFs of papers; the instant is printed into the file. */
export interface Printer {
  certificate(certificate: Certificate, now: Date): Promise<Buffer>;
  transcript(transcript: Transcript, head: TranscriptHead, now: Date): Promise<Buffer>;
}

/** Opens the printer: what draws PDFs, and its fonts, are large and of use for papers alone. */
export type LoadPrinter = () => Promise<Printer>;

/** A printer in the given fonts. */
export const createPrinter = (fonts: PaperFonts): Printer => {
  const typefaces = createTypefaces(fonts);
  return {
    certificate: (certificate, now) => printCertificate(certificate, typefaces, now),
    transcript: (transcript, head, now) => printTranscript(transcript, head, typefaces, now),
  };
};
