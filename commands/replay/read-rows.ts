import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';
import { InvalidInput } from '../../shared/platform/errors.ts';

/** A `<row>`. */
export interface Row {
  readonly attributes: Readonly<Record<string, string>>;
  /** Where it ends: file and line, for messages. */
  readonly at: string;
}

/** Most characters that may pass without a row ending: a posting site's longest row is far below it. */
const MAX_ROW = 2_000_000;

/**
 * Reads the rows of one file of a Stack Exchange dump as they come; memory stays at a chunk and its rows.
 *
 * The parser knows no document type: a DOCTYPE is passed over as text, nothing it names is ever opened, and an
 * entity it declares is unknown (XML 1.0 §4.1), which is an error.
 *
 * @param file - path of the file.
 * @param named - what the file is called in messages.
 * @throws {InvalidInput} with the line and column, where the file ends too early, is no XML, or hides a row of more
 *   than 2,000,000 characters. The rows before that were yielded.
 */
export async function* readRows(file: string, named: string): AsyncGenerator<Row> {
  const parser = new SaxesParser({ position: true, xmlns: false as const });
  const position = () => `${named}: line ${parser.line}, column ${parser.column}`;
  let rows: Row[] = [];
  let sinceLastRow = 0;
  let broken: Error | undefined;
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') rows.push({ attributes, at: `${named}: line ${parser.line}` });
    sinceLastRow = 0;
  });
  // Saxes reports and goes on; the first error ends this reading, after the rows before it were handed out.
  parser.on('error', (error) => {
    broken ??= new InvalidInput(`${position()}: ${error.message.replace(/^\d+:\d+: /, '')}`, {
      cause: error,
    });
  });

  const feed = (write: () => void): Row[] => {
    rows = [];
    if (!broken) write();
    return rows;
  };
  const text = createReadStream(file, { encoding: 'utf8', highWaterMark: 65_536 });
  for await (const chunk of text as AsyncIterable<string>) {
    sinceLastRow += chunk.length;
    // A broken file may have rows after the break: what a parser makes of them cannot be trusted.
    for (const row of feed(() => parser.write(chunk))) yield row;
    if (sinceLastRow > MAX_ROW)
      broken ??= new InvalidInput(`${position()}: a row is longer than ${MAX_ROW} characters`);
    if (broken) throw broken;
  }
  feed(() => parser.close());
  if (broken) throw broken;
}
