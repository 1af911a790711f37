import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayReport } from '../../../commands/replay/run-replay.ts';
import { synthesise } from '../../../commands/synth.ts';
import { runProgram } from '../../support/program.ts';

const dump = join('..', 'shared', 'data', 'history-meta');
const present = existsSync(dump);
if (!present && process.env['CI'])
  throw new Error(`${dump} is missing, and this test may not be skipped here`);

const folder = mkdtempSync(join(tmpdir(), 'colloquy-history-'));
const rules = join(folder, 'rules.json');

beforeAll(async () => {
  await synthesise('local');
  writeFileSync(
    rules,
    JSON.stringify([
      {
        rule: 'ten-comments',
        name: 'A steady voice',
        reason: 'Ten comments on the work of others.',
        grants: {
          badge: {
            achievement: 'steady-voice',
            name: 'A steady voice',
            description: 'Gives answers.',
            criteria: 'Ten comments.',
          },
          credit: { amount: 0.5, unit: 'hours' },
        },
        criterion: { count: 'post.created/comment', atLeast: 10 },
      },
    ]),
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!present)(`the dump in ${dump} (skipped where it is absent)`, () => {
  it('gives what an independent count gives: every event recorded once, every award issued and verified', async () => {
    const { out, err } = await runProgram(
      'commands/replay/replay.ts',
      dump,
      '--json',
      '--rules',
      rules,
      '--digest-at',
      '2012-02-22T09:00:00Z',
    );
    expect(err).not.toContain('ended early');
    const { seconds, eventsPerSecond, ...report } = JSON.parse(out) as ReplayReport;
    expect(report).toEqual({
      members: 2294,
      topics: 556,
      events: { sent: 4905, recorded: 4905, skipped: 200, duplicates: 0, deadLettered: 0 },
      engagement: { 'post.created': 4905 },
      active: 383,
      top: [
        ['771', 586],
        ['1401', 297],
        ['4935', 226],
        ['739', 205],
        ['332', 158],
      ],
      grants: { 'ten-comments': 58 },
      credentials: { issued: 58, verified: 58 },
      digests: report.digests,
    });
    // Everybody who had joined by then; posts of the 21st are somebody else's for all but their authors.
    expect(report.digests.due).toBe(224);
    expect(report.digests.sent + report.digests.suppressed).toBe(224);
    expect(report.digests.sent).toBeGreaterThan(200);
    expect(seconds * eventsPerSecond).toBeGreaterThan(0);
  }, 300_000);
});
