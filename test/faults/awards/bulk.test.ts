import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { awardAll } from '../../../commands/bulk/award-all.ts';
import { synthesise } from '../../../commands/synth.ts';

const data = mkdtempSync(join(tmpdir(), 'colloquy-bulk-'));
afterAll(() => {
  rmSync(data, { recursive: true, force: true });
});

/** `npm run awards:bulk` does the same with 10,000. */
const members = 600;

describe('a table of awards on a system that is killed twice', () => {
  it('awards everybody once, each with one credential and one place in the status lists', async () => {
    const report = await awardAll(await synthesise('local'), data, { members, seconds: 240 });
    expect(report).toMatchObject({
      kills: 2,
      reported: members,
      grants: members,
      granted: members,
      credentials: members,
      credentialed: members,
      places: members,
      deadLetters: 0,
    });
  }, 300_000);
});
