import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectLocal, type LocalConnection } from '../../local/connect.ts';
import { startLocal } from '../../local/index.ts';
import { synthesise } from '../synth.ts';

/** A system to play into, and how to leave it. */
export interface Running {
  readonly connection: LocalConnection;
  readonly stop: () => Promise<void>;
}

/** Where a dump is played to: a system that runs already, a data folder, or (with neither) a folder that is deleted. */
export interface Where {
  readonly url?: string | undefined;
  readonly data?: string | undefined;
}

/** The system at an address; else one of this process's own, over a data folder or a temporary one. */
export const openSystem = async ({ url, data }: Where): Promise<Running> => {
  if (url !== undefined) return { connection: await connectLocal(url), stop: () => Promise.resolve() };
  const template = await synthesise('local');
  const temporary = data === undefined ? mkdtempSync(join(tmpdir(), 'colloquy-replay-')) : undefined;
  const system = await startLocal({ template, data: data ?? temporary ?? '', port: 0 });
  return {
    connection: await connectLocal(system.url),
    stop: async () => {
      await system.stop();
      if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
    },
  };
};
