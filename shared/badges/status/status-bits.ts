import { gzipSync } from 'node:zlib';
import { LIST_BITS } from './status-spread.ts';

/**
 * A status list with these bits set, as a credential carries it (Bitstring Status List 1.0 §3.3): 131,072 bits, the
 * first one leftmost, compressed with gzip, in multibase base64url. An empty one has about 60 characters.
 */
export const encodeBits = (indexes: Iterable<number>): string => {
  const bytes = new Uint8Array(LIST_BITS / 8);
  for (const index of indexes) {
    const at = Math.floor(index / 8);
    bytes[at] = (bytes[at] ?? 0) | (0b1000_0000 >> (index % 8));
  }
  return `u${gzipSync(bytes).toString('base64url')}`;
};
