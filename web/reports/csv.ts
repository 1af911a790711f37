/** What a cell can hold; a number is never taken for a formula. */
export type Cell = string | number;

/** Characters with which a spreadsheet takes a text for a formula, after white space too (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

const cellOf = (cell: Cell): string => {
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$|^'/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * A table as CSV (RFC 4180): CR LF after every line, a cell in quotation marks where it must be. A text that a
 * spreadsheet would run as a formula is led by an apostrophe, which makes it text there. Begins with a byte order
 * mark, without which spreadsheets read UTF-8 as something else.
 */
export const toCsv = (header: readonly string[], rows: Iterable<readonly Cell[]>): string => {
  const lines = [header, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`);
  return `\ufeff${lines.join('')}`;
};
