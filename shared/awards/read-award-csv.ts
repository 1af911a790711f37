import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import * as z from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import type { WrittenAward } from './award-line.ts';
import { MAX_LINES } from './batch.ts';

/** A line of the file: what was written in it, or why it cannot be read. */
export type CsvLine =
  | { readonly line: number; readonly written: WrittenAward }
  | { readonly line: number; readonly given: string; readonly wrong: string };

const PLAIN = ['member', 'period', 'narrative', 'evidence'] as const;
const RESULT = /^result[.:](.+)$/;

/** Most bytes of one line; the longest that can be awarded has some 25,000. */
const MAX_RECORD = 64 * 1024;

const refuse = (sentence: string): InvalidInput => new InvalidInput(sentence, { field: 'csv' });

/** What a spreadsheet puts between fields differs by country; the header shows it. */
const delimiterOf = (text: string): string => {
  const header = text.slice(0, text.search(/\n|$/));
  const times = (sign: string) => header.split(sign).length;
  return [',', ';', '\t'].reduce((a, b) => (times(b) > times(a) ? b : a));
};

/** What csv-parse gives with `info` and `raw`: the record, its text, and the line it ended on. */
const Records = z.array(
  z.object({ info: z.object({ lines: z.number() }), raw: z.string(), record: z.array(z.string()) }),
);

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The records of a text, all or the first so many. @throws {CsvError} */
const parseRecords = (text: string, first?: number) =>
  Records.parse(
    parseCsv(text, {
      delimiter: delimiterOf(text),
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: MAX_RECORD,
      ...(first !== undefined && { to: first }),
    }),
  );

/** The line that the record begins on which could not be read: the one after those before it, and after empty ones. */
const brokenLine = (text: string, { records }: CsvError): number => {
  const before = typeof records === 'number' && records > 0 ? parseRecords(text, records) : [];
  const ended = before.at(-1)?.info.lines ?? 0;
  const rest = text.split('\n').slice(ended);
  return (
    ended +
    1 +
    Math.max(
      0,
      rest.findIndex((line) => line.trim() !== ''),
    )
  );
};

const whyBroken = ({ code }: CsvError): string => {
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return `has more than ${MAX_RECORD / 1024} KB; shorten it, or close a quotation mark that is open in it`;
  }
  return code.includes('QUOTE')
    ? 'has a quotation mark that is not closed, or stands where none may; a quotation mark within a field is written twice'
    : 'cannot be read as CSV; save the table as CSV (UTF-8) once more';
};

const readRows = (text: string): Row[] => {
  try {
    return parseRecords(text).map(({ info, raw, record }) => ({
      line: info.lines - (raw.trim().match(/\n/g)?.length ?? 0),
      cells: record,
    }));
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    throw refuse(`Line ${brokenLine(text, thrown)} ${whyBroken(thrown)}.`);
  }
};

/** What each column is: one of {@link PLAIN}, or a result's identifier. @throws {InvalidInput} */
const columnsOf = (header: readonly string[], results: readonly string[]) => {
  const names = header.map((name) => name.trim().toLowerCase());
  const known = [...PLAIN, ...results.map((result) => `result.${result}`)];
  const columns = names.map((name, i) => {
    const original = header[i]?.trim() ?? '';
    const only = name === 'result' && results.length === 1 ? results[0] : undefined;
    const result = only ?? RESULT.exec(original)?.[1];
    if (result !== undefined && results.includes(result)) return { result };
    const plain = PLAIN.find((one) => one === name);
    if (plain) return { plain };
    throw refuse(
      `The column "${original.slice(0, 60)}" is not known here. The first line names the columns: ${known.join(', ')}.`,
    );
  });
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated !== undefined) throw refuse(`The column "${repeated.slice(0, 60)}" stands there twice.`);
  if (!names.includes('member')) {
    throw refuse(
      `The first line must name the columns, and one of them must be "member". These are possible: ${known.join(', ')}.`,
    );
  }
  return columns;
};

/**
 * Reads a table of awards as CSV (RFC 4180; semicolons and tabs are taken, too, as spreadsheets write them).
 *
 * @param results - identifiers of the achievement's result descriptions; each may have a column `result.<identifier>`,
 *   and an only one may be called `result`.
 * @throws {InvalidInput} in a sentence, where the table as a whole cannot be taken: no such column, no line, more than
 *   {@link MAX_LINES}, a quotation mark that is never closed.
 */
export const readAwardCsv = (text: string, results: readonly string[]): readonly CsvLine[] => {
  const [header, ...rows] = readRows(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if (!header) throw refuse('There is nothing in it. Choose a file, or paste the table.');
  const columns = columnsOf(header.cells, results);
  if (rows.length === 0) throw refuse('There is a header and no line below it; nobody would be awarded.');
  if (rows.length > MAX_LINES) {
    throw refuse(
      `These are ${rows.length} lines; a batch takes ${MAX_LINES}. Cut the table into several and upload each.`,
    );
  }
  return rows.map(({ line, cells }): CsvLine => {
    const cellOf = (name: (typeof PLAIN)[number]) =>
      cells[columns.findIndex((column) => 'plain' in column && column.plain === name)] ?? '';
    const given = cellOf('member').slice(0, 320);
    if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell !== '')) {
      const wrong = `has ${cells.length} fields where the header names ${columns.length}; put a field with a comma in quotation marks.`;
      return { line, given, wrong: `The line ${wrong}` };
    }
    return {
      line,
      written: {
        member: cellOf('member'),
        period: cellOf('period'),
        narrative: cellOf('narrative'),
        evidence: cellOf('evidence'),
        results: new Map(
          columns.flatMap((column, i) => ('result' in column ? [[column.result, cells[i] ?? '']] : [])),
        ),
      },
    };
  });
};
