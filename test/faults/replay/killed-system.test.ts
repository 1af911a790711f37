import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayReport } from '../../../commands/replay/run-replay.ts';
import { synthesise } from '../../../commands/synth.ts';
import { runProgram, startProgram } from '../../support/program.ts';
import { writeDump } from '../../support/small-dump.ts';

const folder = mkdtempSync(join(tmpdir(), 'colloquy-killed-'));
const dump = join(folder, 'dump');
const replay = ['commands/replay/replay.ts', dump, '--json', '--data', join(folder, 'data')] as const;

beforeAll(async () => {
  await synthesise('local');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a system killed in the middle of a replay', () => {
  it('ends with the same totals when started again, and counts a second run as duplicates', async () => {
    mkdirSync(dump);
    const written = writeDump(dump, 800);

    const first = startProgram(...replay);
    await first.printed(/Playing .* 50 %/);
    first.child.kill('SIGKILL');
    expect((await first.ended).status).toBeNull();

    const second = await runProgram(...replay);
    expect(second.err).not.toContain('ended early');
    const report = JSON.parse(second.out) as ReplayReport;
    expect(report).toMatchObject({
      members: written.members,
      topics: written.topics,
      active: written.posts.size,
    });
    expect(report.engagement).toEqual({ 'post.created': written.events });
    expect(report.events).toMatchObject({ sent: written.events, skipped: written.skipped, deadLettered: 0 });
    expect(report.events.recorded + report.events.duplicates).toBe(written.events);
    const [member, posts] = report.top[0] ?? ['', 0];
    expect(posts).toBe(written.posts.get(member));

    const third = JSON.parse((await runProgram(...replay)).out) as ReplayReport;
    expect(third.events).toEqual({ ...report.events, recorded: 0, duplicates: written.events });
    expect(third.engagement).toEqual(report.engagement);
  }, 300_000);
});
