import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs';
import { machineNow } from './clock.ts';

/** The log of the local system: one JSON object per line, in a file of the data folder. */
export interface Log {
  /** `source` is a function's name or the part of the system that speaks. */
  write(source: string, line: string): void;
  readonly close: () => Promise<void>;
}

/** At most this many bytes stay in the current file when the system starts; more is put aside as `<file>.1`. */
const KEPT_BYTES = 16 * 1024 * 1024;

const asEntry = (line: string): unknown => {
  if (!line.startsWith('{')) return line;
  try {
    return JSON.parse(line) as unknown;
  } catch {
    // A line that only looks like JSON is a text like any other.
    return line;
  }
};

/** Opens the log, adding to what is there. Times are the machine's. */
export const openLog = (file: string): Log => {
  if (existsSync(file) && statSync(file).size > KEPT_BYTES) renameSync(file, `${file}.1`);
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  return {
    write: (source, line) => {
      const at = new Date(machineNow()).toISOString();
      stream.write(`${JSON.stringify({ at, source, entry: asEntry(line) })}\n`);
    },
    close: () =>
      new Promise((done) => {
        stream.end(done);
      }),
  };
};
