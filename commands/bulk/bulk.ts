import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { parse } from '../../shared/platform/parse.ts';
import { sentenceFor } from '../say-what-failed.ts';
import { synthesise } from '../synth.ts';
import { awardAll } from './award-all.ts';

// `npm run awards:bulk [-- --members N]`: awards 10,000 members from one table on a system that is killed twice, and
// counts what is there in the end. Ends with 1 where anybody was awarded twice, or not at all.

const MEMBERS = 'must be a whole number from 10 to 10,000';
const Members = z.coerce.number(MEMBERS).int(MEMBERS).min(10, MEMBERS).max(10_000, MEMBERS);
const HOUR = 3600;

const data = mkdtempSync(join(tmpdir(), 'colloquy-bulk-'));
try {
  const { values } = parseArgs({ options: { members: { type: 'string', default: '10000' } } });
  const members = parse(Members, values.members, '--members');
  const report = await awardAll(await synthesise('local'), data, { members, seconds: HOUR });
  console.log(JSON.stringify(report, null, 2));
  const { grants, credentials, granted, credentialed, places, reported } = report;
  const isRight = [grants, credentials, granted, credentialed, places, reported].every((n) => n === members);
  if (!isRight) {
    console.error('Not everybody was awarded exactly once; each of the figures above should be the same.');
    process.exitCode = 1;
  }
} catch (error) {
  console.error(sentenceFor(error));
  process.exitCode = 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}
