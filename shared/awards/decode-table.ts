import { InvalidInput } from '../platform/errors.ts';

/** How a file is written, by how it begins: spreadsheets that write UTF-16 say so with a byte order mark. */
const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
};

/**
 * The text of a table's file: UTF-8, or UTF-16 with its byte order mark ("Unicode text" of a spreadsheet).
 *
 * @throws {InvalidInput} where it is written in neither.
 */
export const decodeTable = (bytes: Uint8Array): string => {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
  }
  throw new InvalidInput(
    'The file is not written in UTF-8. Save the table as "CSV UTF-8" and choose it again.',
    { field: 'csv' },
  );
};
