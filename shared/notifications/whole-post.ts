import { encodedBytes } from '../mail/encoded-size.ts';
import { escapeHtml } from '../mail/html.ts';
import { clip, oneLine } from '../mail/plain.ts';

/** Most characters of a post that a mail carries, in UTF-16 code units. */
const MAX_TEXT = 5000;

/** Most bytes of it in both parts of the mail together, as they are sent; the rest of 100 KB is for all around it. */
const MAX_BYTES = 45_000;

/** What a paragraph costs beside its text, in bytes. */
const PARAGRAPH_BYTES = 500;

/** A post as far as a mail carries it: a paragraph for each of its lines, at least one. */
export interface WholePost {
  readonly paragraphs: readonly string[];
  /** True where the post goes on. */
  readonly isCut: boolean;
}

const bytesOf = (line: string): number =>
  PARAGRAPH_BYTES + encodedBytes(line) + encodedBytes(escapeHtml(line));

/** As much of a line as fits, a tenth less at a time; nothing where that would be a letter or two. */
const partOf = (line: string, characters: number, bytes: number): string => {
  let length = Math.min(characters, line.length);
  while (length >= 10) {
    const part = clip(line, length);
    if (bytesOf(part) <= bytes) return part;
    length = Math.floor(length * 0.9);
  }
  return '';
};

/**
 * A post line by line, up to 5,000 characters, and fewer where they are of many bytes or in very many lines; the last
 * line that does not fit is cut. Undefined where it has no line to show.
 */
export const wholePost = (text: string): WholePost | undefined => {
  const lines = text.split('\n').flatMap((line) => oneLine(line) || []);
  const paragraphs: string[] = [];
  let characters = MAX_TEXT;
  let bytes = MAX_BYTES;
  for (const line of lines) {
    if (line.length > characters || bytesOf(line) > bytes) {
      const part = partOf(line, characters, bytes);
      return { paragraphs: part === '' ? paragraphs : [...paragraphs, part], isCut: true };
    }
    paragraphs.push(line);
    characters -= line.length;
    bytes -= bytesOf(line);
  }
  return paragraphs.length === 0 ? undefined : { paragraphs, isCut: false };
};
