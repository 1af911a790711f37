import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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

    /** What the second program says of the mails with one of them damaged; the mail is put back. */
    const problemsWith = async (file: string, damage: (path: string) => void): Promise<string[]> => {
      const path = join(outbox, file);
      const kept = readFileSync(path);
      damage(path);
      const { out, status } = await run('check-outbox.ts', dump, outbox, '--json');
      rmSync(join(outbox, 'twice.eml'), { force: true });
      writeFileSync(path, kept);
      const { problems } = JSON.parse(out) as { problems: string[] };
      expect(status).toBe(problems.length > 0 ? 1 : 0);
      return problems;
    };
    const rewrite =
      (change: (raw: string) => string) =>
      (path: string): void => {
        const raw = readFileSync(path, 'latin1');
        const changed = change(raw);
        expect(changed).not.toBe(raw);
        writeFileSync(path, changed, 'latin1');
      };
    const hourLater = (instant: string): string => new Date(Date.parse(instant) + 3_600_000).toISOString();
    const window = /X-Colloquy-Window: (\S+)\/(\S+)/;
    const mails = () => readdirSync(outbox).sort();
    const lastOf = () => mails().at(-1) ?? '';

    it.each<[string, () => string, (path: string) => void]>([
      [
        'is lost',
        () => '000100.eml',
        (path) => {
          rmSync(path);
        },
      ],
      [
        'is lost, the last of all',
        lastOf,
        (path) => {
          rmSync(path);
        },
      ],
      [
        'comes twice',
        () => '000100.eml',
        (path) => {
          copyFileSync(path, join(outbox, 'twice.eml'));
        },
      ],
      [
        'has a window that ends an hour later',
        () => '000100.eml',
        rewrite((raw) =>
          raw.replace(
            window,
            (_, from: string, until: string) => `X-Colloquy-Window: ${from}/${hourLater(until)}`,
          ),
        ),
      ],
      [
        'has a window an hour later',
        () => '000100.eml',
        rewrite((raw) =>
          raw.replace(
            window,
            (_, from: string, until: string) => `X-Colloquy-Window: ${hourLater(from)}/${hourLater(until)}`,
          ),
        ),
      ],
      [
        'says one more than there is',
        () => mails().find((file) => /And \d+ more/.test(readFileSync(join(outbox, file), 'latin1'))) ?? '',
        rewrite((raw) =>
          raw.replace(/And (\d+) more/, (_, count: string) => `And ${Number(count) + 1} more`),
        ),
      ],
    ])('would not pass where a mail %s', async (_, file, damage) => {
      expect(await problemsWith(file(), damage)).not.toEqual([]);
    });
  },
);
