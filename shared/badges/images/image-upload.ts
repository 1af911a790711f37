import { hash } from 'node:crypto';
import { InvalidInput } from '../../platform/errors.ts';
import { refuseImage } from './image-chunks.ts';
import { cleanPng } from './image-png.ts';
import { cleanSvg } from './image-svg.ts';

/** The kinds of picture a badge can have. */
export type ImageType = 'image/png' | 'image/svg+xml';

/** Bytes that an upload may have at most; a table's item holds the larger of them. */
const MAX_PNG_BYTES = 256 * 1024;
const MAX_SVG_BYTES = 100 * 1024;

/** A picture that was uploaded: taken, cleaned and named by its content, or refused with a sentence that says why. */
export type UploadDecision =
  | {
      readonly outcome: 'accepted';
      readonly id: string;
      readonly bytes: Uint8Array;
      readonly type: ImageType;
    }
  | { readonly outcome: 'refused'; readonly because: string };

const decodeUtf8 = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuseImage('The SVG is not written in UTF-8; save it as UTF-8.');
  }
};

const clean = (bytes: Uint8Array, type: string): { readonly bytes: Uint8Array; readonly type: ImageType } => {
  if (bytes.length === 0) throw refuseImage('The file is empty; choose a PNG or SVG file.');
  if (type === 'image/png') {
    if (bytes.length > MAX_PNG_BYTES) {
      throw refuseImage('The PNG has more than 256 KB; save it smaller, or with fewer colours.');
    }
    return { bytes: cleanPng(Buffer.from(bytes)), type };
  }
  if (type === 'image/svg+xml') {
    if (bytes.length > MAX_SVG_BYTES) {
      throw refuseImage('The SVG has more than 100 KB; simplify its paths, or save it as PNG.');
    }
    return { bytes: Buffer.from(cleanSvg(decodeUtf8(bytes))), type };
  }
  throw refuseImage('The file is neither PNG nor SVG; save the picture as one of these.');
};

/**
 * Decides whether an uploaded picture can be a badge: PNG (256 KB) or SVG (100 KB), by its media type. What is
 * accepted holds nothing but the picture, and its `id` is the SHA-256 of its bytes.
 */
export const acceptImage = (bytes: Uint8Array, type: string): UploadDecision => {
  try {
    const cleaned = clean(bytes, type);
    return { outcome: 'accepted', id: hash('sha256', cleaned.bytes), ...cleaned };
  } catch (thrown) {
    if (thrown instanceof InvalidInput) return { outcome: 'refused', because: thrown.message };
    throw thrown;
  }
};
