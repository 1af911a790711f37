import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesise } from '../../../commands/synth.ts';
import { runProgram } from '../../support/program.ts';

const dump = join('..', 'shared', 'data', 'history-meta');
const present = existsSync(dump);
if (!present && process.env['CI'])
  throw new Error(`${dump} is missing, and this test may not be skipped here`);

const outbox = mkdtempSync(join(tmpdir(), 'colloquy-outbox-'));
const run = (program: string, ...args: string[]) => runProgram(`commands/replay/digests/${program}`, ...args);

beforeAll(async () => {
  await synthesise('local');
});
afterAll(() => {
  rmSync(outbox, { recursive: true, force: true });
});

describe.skipIf(!present)(
  `daily digests of ${dump}, January to March 2012 (skipped where it is absent)`,
  () => {
    it('tell every post by somebody else exactly once, as a second program finds that knows the dump and the mails alone', async () => {
      const replay = await run('replay-digests.ts', dump, '--outbox', outbox, '--json');
      expect(replay.err).not.toMatch(/error/i);
      const { mails, ...lived } = JSON.parse(replay.out) as Record<string, number>;
      expect(lived).toMatchObject({ members: 74, zones: 20, posts: 455, deadLettered: 0 });

      const check = await run('check-outbox.ts', dump, outbox, '--json');
      const report = JSON.parse(check.out) as { mails: number; members: number; problems: string[] };
      expect(report.problems).toEqual([]);
      expect(report).toMatchObject({ mails, members: 74 });
      expect(check.status).toBe(0);
    }, 1_200_000);

    it('would not pass with a mail lost or changed', async () => {
      const first = join(outbox, '000001.eml');
      rmSync(first);
      const { out, status } = await run('check-outbox.ts', dump, outbox, '--json');
      expect(status).toBe(1);
      expect((JSON.parse(out) as { problems: string[] }).problems.length).toBeGreaterThan(0);
    });
  },
);
