import { deflateSync, inflateSync } from 'node:zlib';
import { PNG_SIGNATURE, type PngChunk, pngChunk, readPngChunks, refuseImage } from './image-chunks.ts';

/** Pixels of a side: what Open Badges asks for at least, and what a badge is never shown larger than. */
const LEAST = 90;
const MOST = 2048;

/** How many samples a pixel has and what depths each may have, by colour type (PNG third edition §11.2.1). */
const colourTypes: Readonly<
  Record<number, { readonly samples: number; readonly depths: readonly number[] }>
> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** First column and row, and the steps between columns and rows, of each pass of Adam7 (§8.1). */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Chunks that decide what is seen; whatever else is ancillary (texts, places, times, profiles) is left out. */
const KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB']);
const ANIMATED = new Set(['acTL', 'fcTL', 'fdAT']);

interface Header {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly colourType: number;
  readonly isInterlaced: boolean;
}

const readHeader = (chunks: readonly PngChunk[]): Header => {
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.data.length !== 13) {
    throw refuseImage('The PNG does not begin with its header; save it once more.');
  }
  const { data } = header;
  const [depth = 0, colourType = 0, compression, filter, interlace = 0] = data.subarray(8);
  const colours = colourTypes[colourType];
  if (!colours?.depths.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1) {
    throw refuseImage('The PNG uses a way of storing colours that does not exist; save it once more.');
  }
  return {
    width: data.readUInt32BE(0),
    height: data.readUInt32BE(4),
    bitsPerPixel: depth * colours.samples,
    colourType,
    isInterlaced: interlace === 1,
  };
};

/** Width, in bytes, and number of the scanlines of each pass, the byte that names a line's filter included (§7.2). */
const passesOf = ({ width, height, bitsPerPixel, isInterlaced }: Header) => {
  const passes = isInterlaced ? adam7 : ([[0, 0, 1, 1]] as const);
  return passes.flatMap(([left, top, across, down]) => {
    const columns = Math.ceil((width - left) / across);
    const rows = Math.ceil((height - top) / down);
    return columns > 0 && rows > 0 ? [{ line: 1 + Math.ceil((columns * bitsPerPixel) / 8), rows }] : [];
  });
};

/** Unpacks the pixels, into as many bytes as the header promises and not one more. */
const readPixels = (header: Header, chunks: readonly PngChunk[]): Buffer => {
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const passes = passesOf(header);
  const promised = passes.reduce((sum, { line, rows }) => sum + line * rows, 0);
  let pixels: Buffer;
  try {
    pixels = inflateSync(packed, { maxOutputLength: promised });
  } catch {
    throw refuseImage(
      'The pixels of the PNG do not unpack to the size its header promises; save it once more.',
    );
  }
  let at = 0;
  let isSound = pixels.length === promised;
  for (const { line, rows } of passes) {
    for (let row = 0; row < rows; row += 1, at += line) isSound &&= (pixels[at] ?? 5) <= 4;
  }
  if (!isSound) throw refuseImage('The pixels of the PNG are incomplete or damaged; save it once more.');
  return pixels;
};

/** Whether a part is as long as its type has it (§11.3.2 and §11.3.4), and so holds nothing beside the picture. */
const isOfItsLength = (
  { type, data: { length } }: PngChunk,
  { colourType }: Header,
  colours: number,
): boolean => {
  const fixed: Readonly<Record<string, number>> = { IHDR: 13, IEND: 0, gAMA: 4, cHRM: 32, sRGB: 1 };
  if (type === 'PLTE') return length > 0 && length <= 768 && length % 3 === 0;
  if (type !== 'tRNS') return length === (fixed[type] ?? length);
  if (colourType === 3) return length > 0 && length <= colours;
  return length === { 0: 2, 2: 6 }[colourType];
};

const checkChunks = (header: Header, chunks: readonly PngChunk[]): void => {
  for (const { type } of chunks) {
    if (ANIMATED.has(type)) throw refuseImage('The PNG is animated; a badge is one still picture.');
    // A lower-case first letter marks what a decoder may leave out (§5.4).
    if (!KEPT.has(type) && /^[A-Z]/.test(type)) {
      throw refuseImage('The PNG holds a part that no PNG has; save it once more.');
    }
  }
  const first = chunks.findIndex(({ type }) => type === 'IDAT');
  const last = chunks.findLastIndex(({ type }) => type === 'IDAT');
  const palettes = chunks.filter(({ type }) => type === 'PLTE');
  const single = chunks.filter(({ type }) => KEPT.has(type) && type !== 'IDAT').map(({ type }) => type);
  const isOrdered =
    first > 0 &&
    chunks.slice(first, last + 1).every(({ type }) => type === 'IDAT') &&
    chunks.slice(last + 1).every(({ type }) => type === 'IEND' || !KEPT.has(type)) &&
    new Set(single).size === single.length;
  const isColoured = header.colourType !== 3 || palettes.length === 1;
  if (!isOrdered || !isColoured) {
    throw refuseImage('The parts of the PNG are not in the order a PNG has; save it once more.');
  }
  const colours = (palettes[0]?.data.length ?? 0) / 3;
  if (!chunks.every((chunk) => isOfItsLength(chunk, header, colours))) {
    throw refuseImage('A part of the PNG is longer or shorter than such a part is; save it once more.');
  }
};

/**
 * A PNG fit for a badge: still, 90 to 2048 pixels on each side and about square (or any shape, for a picture that is
 * no badge), its pixels unpacked within that bound and packed again, so that nothing can hide behind them. What does not decide its look (texts, camera data,
 * colour profiles) is left out of what is returned.
 *
 * @throws {InvalidInput} saying what is wrong with it.
 */
export const cleanPng = (png: Buffer, shape: 'square' | 'any' = 'square'): Buffer => {
  const chunks = readPngChunks(png);
  const header = readHeader(chunks);
  const { width, height } = header;
  const sides = [width, height];
  if (sides.some((side) => side < LEAST || side > MOST)) {
    throw refuseImage(
      `The picture is ${width} by ${height} pixels; each side must have ${LEAST} to ${MOST}.`,
    );
  }
  if (shape === 'square') checkSquare(width, height);
  checkChunks(header, chunks);
  const pixels = pngChunk('IDAT', deflateSync(readPixels(header, chunks), { level: 9 }));
  const kept = chunks.filter(({ type }) => KEPT.has(type));
  const at = kept.findIndex(({ type }) => type === 'IDAT');
  const others = kept.filter(({ type }) => type !== 'IDAT').map(({ bytes }) => bytes);
  return Buffer.concat([PNG_SIGNATURE, ...others.toSpliced(at, 0, pixels)]);
};

/**
 * Refuses a picture that is much wider than high or the other way round.
 *
 * @throws {InvalidInput} where one side is more than a quarter longer than the other.
 */
export const checkSquare = (width: number, height: number): void => {
  if (Math.max(width, height) > 1.25 * Math.min(width, height)) {
    throw refuseImage('The picture is much longer one way than the other; badges are square.');
  }
};
