import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InvalidInput } from '../../shared/platform/errors.ts';

/** Where the local system keeps what it must not lose. */
export interface DataFolder {
  readonly path: string;
  readonly tables: string;
  readonly database: string;
  readonly keys: string;
  readonly log: string;
}

/** One level after the other: `mkdir` with `recursive` never returns where the parent takes no folders (/proc). */
const makeFolder = (path: string): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
};

/**
 * Makes sure that the data folder is there and can be written to.
 *
 * @throws {InvalidInput} in a sentence that says what to do, where it is not.
 */
export const openDataFolder = (folder: string): DataFolder => {
  const path = resolve(folder);
  const keys = join(path, 'keys');
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
      throw new Error('it is no folder');
    makeFolder(keys);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidInput(
      `The data folder ${folder} cannot be used (${why}). Make it a folder that you may write to, or give another one with --data.`,
      { field: 'data', cause },
    );
  }
  return {
    path,
    tables: join(path, 'tables'),
    database: join(path, 'local.sqlite'),
    keys,
    log: join(path, 'functions.log'),
  };
};
