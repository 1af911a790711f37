import { inflateSync } from 'node:zlib';
import { Defect } from '../platform/errors.ts';

/** Bytes of a WOFF header, of one entry of its directory, and of both in an OpenType file. */
const sizes = { woffHeader: 44, woffEntry: 20, header: 12, entry: 16 } as const;

const padded = (length: number): number => (length + 3) & ~3;

/**
 * An OpenType font out of its WOFF 1.0 wrapping (§3 to §5), with each table inflated once: what reads fonts would
 * inflate a table again with every letter it draws.
 *
 * @throws {Defect} where the bytes are no WOFF 1.0 font.
 */
export const sfntOf = (woff: Uint8Array): Uint8Array => {
  const bytes = Buffer.from(woff.buffer, woff.byteOffset, woff.byteLength);
  if (bytes.toString('latin1', 0, 4) !== 'wOFF') throw new Defect('a font of papers is not a WOFF 1.0 file');
  const count = bytes.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, i) => {
    const at = sizes.woffHeader + i * sizes.woffEntry;
    const offset = bytes.readUInt32BE(at + 4);
    const packed = bytes.readUInt32BE(at + 8);
    const length = bytes.readUInt32BE(at + 12);
    const data = bytes.subarray(offset, offset + packed);
    return {
      tag: bytes.subarray(at, at + 4),
      checksum: bytes.readUInt32BE(at + 16),
      data: packed < length ? inflateSync(data) : data,
    };
  });
  const power = 2 ** Math.floor(Math.log2(count));
  const start = sizes.header + count * sizes.entry;
  const font = Buffer.alloc(start + tables.reduce((sum, { data }) => sum + padded(data.length), 0));
  font.writeUInt32BE(bytes.readUInt32BE(4), 0);
  font.writeUInt16BE(count, 4);
  font.writeUInt16BE(power * 16, 6);
  font.writeUInt16BE(Math.log2(power), 8);
  font.writeUInt16BE((count - power) * 16, 10);
  let at = start;
  for (const [i, { tag, checksum, data }] of tables.entries()) {
    const entry = sizes.header + i * sizes.entry;
    tag.copy(font, entry);
    font.writeUInt32BE(checksum, entry + 4);
    font.writeUInt32BE(at, entry + 8);
    font.writeUInt32BE(data.length, entry + 12);
    data.copy(font, at);
    at += padded(data.length);
  }
  return font;
};
