import { inflateSync } from 'node:zlib';
import {
  PNG_SIGNATURE,
  type PngChunk,
  pngChunk,
  readPngChunks,
  refuseImage,
} from '../images/image-chunks.ts';
import { type Baked, type BakeSpec, MAX_BAKED_CREDENTIAL, MAX_BAKED_FILE } from './baked.ts';

/** Where a baked PNG keeps its credential (Open Badges 2.0 baking, PNGs; Open Badges 3.0 §5.3.1). */
const keywords = { ob3: 'openbadgecredential', ob2: 'openbadges' } as const satisfies Record<
  BakeSpec,
  string
>;

/** Pixels of a side: no badge is larger, and no decoder should be asked to make a picture of more. */
const MAX_SIDE = 10_000;

/** Texts in a PNG: international, plain, compressed (PNG third edition §11.3.3). */
const TEXTS = new Set(['iTXt', 'tEXt', 'zTXt']);

/** In lower case: some bakers wrote `OpenBadges`, and a keyword tells nothing else by its case. */
const keywordOf = ({ type, data }: PngChunk): string | undefined =>
  TEXTS.has(type) ? data.toString('latin1', 0, Math.max(0, data.indexOf(0))).toLowerCase() : undefined;

/** The chunk's specification; undefined where it holds no credential. */
const specOf = (chunk: PngChunk): BakeSpec | undefined => {
  const keyword = keywordOf(chunk);
  return keyword === keywords.ob3 ? 'ob3' : keyword === keywords.ob2 ? 'ob2' : undefined;
};

/** An uncompressed iTXt chunk without language or translated keyword (PNG third edition §11.3.3.4). */
const textChunk = (keyword: string, text: string): Buffer =>
  pngChunk('iTXt', Buffer.from(`${keyword}\0\0\0\0\0${text}`, 'utf8'));

/**
 * Bakes a credential into a PNG: one uncompressed iTXt chunk before IEND, and no other of its kind: what was baked
 * before, by either specification, is taken out. The credential is embedded as it was signed.
 *
 * @throws {InvalidInput} where the image is no PNG, or a damaged one.
 */
export const bakePng = (png: Uint8Array, credential: string, spec: BakeSpec): Buffer => {
  const chunks = readPngChunks(Buffer.from(png)).filter((chunk) => specOf(chunk) === undefined);
  const end = chunks.pop();
  return Buffer.concat([
    PNG_SIGNATURE,
    ...chunks.map(({ bytes }) => bytes),
    textChunk(keywords[spec], credential),
    ...(end ? [end.bytes] : []),
  ]);
};

const unpack = (packed: Buffer): Buffer => {
  try {
    return inflateSync(packed, { maxOutputLength: MAX_BAKED_CREDENTIAL });
  } catch {
    throw refuseImage(
      `The credential in the PNG is compressed, and does not unpack to ${MAX_BAKED_CREDENTIAL} bytes or fewer; ask its issuer for another copy.`,
    );
  }
};

/** What a text chunk says after its keyword, however its maker stored it. */
const textOf = ({ type, data }: PngChunk): string => {
  const rest = data.subarray(data.indexOf(0) + 1);
  if (type === 'tEXt') return rest.toString('utf8');
  // One byte that names the way of compression, of which there is one.
  if (type === 'zTXt') return unpack(rest.subarray(1)).toString('utf8');
  // A flag, the way of compression, then two texts each ended by a zero byte: the language, the keyword in it.
  const [isCompressed] = rest;
  const afterLanguage = rest.indexOf(0, 2) + 1;
  const afterKeyword = rest.indexOf(0, afterLanguage) + 1;
  if (afterLanguage === 0 || afterKeyword === 0) {
    throw refuseImage('The part of the PNG that holds the credential is not written as the PNG format says.');
  }
  const text = rest.subarray(afterKeyword);
  return (isCompressed === 1 ? unpack(text) : text).toString('utf8');
};

/** Refuses a picture that claims a size which only a bomb has. */
const checkSize = ([header]: readonly PngChunk[]): void => {
  if (header?.type !== 'IHDR' || header.data.length !== 13) {
    throw refuseImage('The PNG does not begin with its header; save it once more.');
  }
  const sides = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  if (sides.some((side) => side < 1 || side > MAX_SIDE)) {
    throw refuseImage(
      `The PNG says that it is ${sides.join(' by ')} pixels; a badge has ${MAX_SIDE} at most on each side.`,
    );
  }
};

/**
 * The credential that anybody baked into a PNG, by either specification, plain or compressed; undefined where there
 * is none. Some programs leave bytes after the end of a PNG; those are passed over. Where both are there, the 3.0 one. At most 10 MB of file and a million bytes of credential.
 *
 * @throws {InvalidInput} where the image is no PNG, a damaged one or a bomb, or holds two credentials of one kind.
 */
export const unbakePng = (bytes: Uint8Array): Baked | undefined => {
  if (bytes.length > MAX_BAKED_FILE) throw refuseImage('The PNG has more than 10 MB; no badge has.');
  const chunks = readPngChunks(Buffer.from(bytes), 'ignored');
  checkSize(chunks);
  for (const spec of ['ob3', 'ob2'] as const) {
    const [baked, second] = chunks.filter((chunk) => specOf(chunk) === spec);
    // Mozilla's bakery left its old plain text beside the new one where a badge was baked twice.
    if (second && second.type === baked?.type) {
      throw refuseImage('The PNG holds more than one credential; ask its issuer for another copy.');
    }
    const preferred = second?.type === 'iTXt' ? second : baked;
    if (preferred) return { spec, text: textOf(preferred) };
  }
  return undefined;
};
