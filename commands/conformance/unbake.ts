import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { python } from './validator-core.ts';

/**
 * What is baked into a PNG or SVG by Open Badges 3.0, taken out by Python's own libraries (unbake.py).
 *
 * @throws {Error} with the last line that Python says, where nothing is.
 */
export const unbake = (picture: Buffer): string => {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-unbake-'));
  try {
    const file = join(folder, 'picture');
    writeFileSync(file, picture);
    const { status, stdout, stderr } = spawnSync(python, [join(import.meta.dirname, 'unbake.py'), file], {
      encoding: 'utf8',
    });
    if (status === 0) return stdout;
    throw new Error(stderr.trim().split('\n').at(-1));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
