import { crc32 } from 'node:zlib';
import { InvalidInput } from '../../platform/errors.ts';

/** What every PNG begins with (PNG third edition §5.2). */
export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Length, type and checksum around a chunk's data (PNG third edition §5.3). */
const FRAME = 12;

/** One chunk of a PNG. */
export interface PngChunk {
  readonly type: string;
  readonly data: Buffer;
  /** The whole chunk, its length and checksum included. */
  readonly bytes: Buffer;
}

/** An image that is not taken, and why, in a sentence for whoever uploads it. */
export const refuseImage = (sentence: string): InvalidInput => new InvalidInput(sentence, { field: 'image' });

/**
 * The chunks of a PNG up to and with IEND, every checksum checked.
 *
 * @param rest - whether bytes after IEND, which are no part of the picture, are refused or passed over.
 * @throws {InvalidInput} saying where it breaks.
 */
export const readPngChunks = (png: Buffer, rest: 'refused' | 'ignored' = 'refused'): PngChunk[] => {
  if (!png.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) {
    throw refuseImage('The file does not begin as a PNG does; save the picture as PNG or SVG.');
  }
  const chunks: PngChunk[] = [];
  let at = PNG_SIGNATURE.length;
  while (chunks.at(-1)?.type !== 'IEND') {
    const length = at + FRAME <= png.length ? png.readUInt32BE(at) : Infinity;
    if (at + FRAME + length > png.length) {
      throw refuseImage('The PNG ends in the middle of a chunk; save it once more and upload it whole.');
    }
    const bytes = png.subarray(at, at + FRAME + length);
    const type = bytes.toString('latin1', 4, 8);
    if (crc32(bytes.subarray(4, 8 + length)) !== bytes.readUInt32BE(8 + length)) {
      throw refuseImage(`The PNG is damaged: a checksum does not fit its chunk; save it once more.`);
    }
    chunks.push({ type, data: bytes.subarray(8, 8 + length), bytes });
    at += bytes.length;
  }
  if (at < png.length && rest === 'refused')
    throw refuseImage('Something follows the end of the PNG; save it once more.');
  return chunks;
};

/** A chunk as it stands in a PNG: its length, its type, its data, and the checksum of these. */
export const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const chunk = Buffer.alloc(FRAME + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
};
