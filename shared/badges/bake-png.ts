import { crc32 } from 'node:zlib';
import { InvalidInput } from '../platform/errors.ts';

/** Where a baked PNG keeps its credential (Open Badges 3.0 §5.3.1). */
const KEYWORD = 'openbadgecredential';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Length, type and checksum around a chunk's data (PNG third edition §5.3). */
const FRAME = 12;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  /** The whole chunk, its length and checksum included. */
  readonly bytes: Buffer;
}

const notPng = (why: string): InvalidInput =>
  new InvalidInput(`image: ${why}; give a PNG file`, { field: 'image' });

/** The chunks of a PNG up to and with IEND, every checksum checked. */
const chunksOf = (png: Buffer): Chunk[] => {
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw notPng('it does not begin as a PNG does');
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; chunks.at(-1)?.type !== 'IEND'; ) {
    if (at + FRAME > png.length) throw notPng('it ends in the middle');
    const length = png.readUInt32BE(at);
    const bytes = png.subarray(at, at + FRAME + length);
    if (bytes.length < FRAME + length) throw notPng('it ends in the middle');
    if (crc32(bytes.subarray(4, 8 + length)) !== bytes.readUInt32BE(8 + length))
      throw notPng('it is damaged');
    chunks.push({ type: bytes.toString('latin1', 4, 8), data: bytes.subarray(8, 8 + length), bytes });
    at += bytes.length;
  }
  return chunks;
};

const isBaked = ({ type, data }: Chunk): boolean =>
  type === 'iTXt' && data.toString('latin1').startsWith(`${KEYWORD}\0`);

/** An uncompressed iTXt chunk without language or translated keyword (PNG third edition §11.3.3.4). */
const textChunk = (text: string): Buffer => {
  const body = Buffer.concat([Buffer.from(`iTXt${KEYWORD}\0\0\0\0\0`, 'latin1'), Buffer.from(text, 'utf8')]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
};

/**
 * Bakes a credential into a PNG: one uncompressed iTXt chunk before IEND, and no other of its kind: what was baked
 * before is taken out. The credential is embedded as it was signed.
 *
 * @throws {InvalidInput} where the image is no PNG, or a damaged one.
 */
export const bake = (png: Uint8Array, credential: string): Buffer => {
  const chunks = chunksOf(Buffer.from(png)).filter((chunk) => !isBaked(chunk));
  const end = chunks.pop();
  return Buffer.concat([
    SIGNATURE,
    ...chunks.map(({ bytes }) => bytes),
    textChunk(credential),
    ...(end ? [end.bytes] : []),
  ]);
};

/**
 * The credential that was baked into a PNG; undefined where there is none.
 *
 * @throws {InvalidInput} where the image is no PNG or a damaged one, or holds more than one credential, or a
 *   compressed one, which Open Badges does not allow.
 */
export const unbake = (png: Uint8Array): string | undefined => {
  const [baked, second] = chunksOf(Buffer.from(png)).filter(isBaked);
  if (!baked) return undefined;
  if (second) throw notPng('it holds more than one credential');
  const [compressed, , ...rest] = baked.data.subarray(KEYWORD.length + 1);
  if (compressed !== 0) throw notPng('its credential is compressed');
  // Two texts, each ended by a zero byte: the language and the keyword in it.
  const afterLanguage = rest.indexOf(0) + 1;
  return Buffer.from(rest.slice(rest.indexOf(0, afterLanguage) + 1)).toString('utf8');
};
