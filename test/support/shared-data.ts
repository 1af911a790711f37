import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

/**
 * Declares tests that need data others published, which lies beside the project (`../shared/data/<folder>`) and not
 * in it. Where it is absent they are skipped, and say why; in continuous integration they fail instead.
 */
export const describeWithData = (folder: string, name: string, tests: (path: string) => void): void => {
  const path = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', folder);
  if (existsSync(path) || process.env['CI'] === 'true') {
    describe(name, () => {
      tests(path);
    });
  } else {
    describe.skip(`${name} (skipped: ../shared/data/${folder} is not here)`, () => {
      tests(path);
    });
  }
};
