import { hash } from 'node:crypto';
import { InvalidInput } from '../../platform/errors.ts';
import { PNG_SIGNATURE } from './image-chunks.ts';
import { cleanPng } from './image-png.ts';

/** Bytes of a logo: it comes with every mail that is opened, over any connection. */
const MAX_BYTES = 64 * 1024;

/** A logo that was uploaded: taken, cleaned and named by its content, or refused with a sentence that says why. */
export type LogoDecision =
  | { readonly outcome: 'accepted'; readonly id: string; readonly bytes: Uint8Array }
  | { readonly outcome: 'refused'; readonly because: string };

/**
 * Decides whether an uploaded picture can be a logo in mail: a PNG of at most 64 KB, 90 to 2048 pixels on each side, of
 * any shape. PNG alone, because every mail program shows it; WebP and SVG are left blank by widely used ones.
 */
export const acceptLogo = (bytes: Uint8Array, type: string): LogoDecision => {
  const isPng = Buffer.from(bytes.subarray(0, PNG_SIGNATURE.length)).equals(PNG_SIGNATURE);
  if (type !== 'image/png' || !isPng) {
    return {
      outcome: 'refused',
      because: 'The logo is no PNG; save it as PNG, which every mail program shows.',
    };
  }
  if (bytes.length > MAX_BYTES) {
    return { outcome: 'refused', because: 'The logo has more than 64 KB; save it smaller.' };
  }
  try {
    const cleaned = cleanPng(Buffer.from(bytes), 'any');
    return { outcome: 'accepted', id: hash('sha256', cleaned), bytes: cleaned };
  } catch (thrown) {
    if (thrown instanceof InvalidInput) return { outcome: 'refused', because: thrown.message };
    throw thrown;
  }
};
