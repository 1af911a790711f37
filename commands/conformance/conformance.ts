import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sentenceFor } from '../say-what-failed.ts';
import { runLife } from './life.ts';
import { createOb2Cases } from './ob2-cases.ts';
import { createOb3Cases } from './ob3-cases.ts';
import { stayOnLoopback } from './only-loopback.ts';
import { createReport } from './report.ts';
import { createSchemaCheck, loadSchema, SCHEMA_URL } from './schema.ts';
import { ensureEnvironment, openValidatorCore } from './validator-core.ts';
import { openWorld } from './world.ts';

// `npm run conformance`: what the whole system issues, put to other people's validators. A line per case, and a last
// one that counts; fails where any case does. Nothing but the packages and the schema is fetched, and those before.

/** When everything takes place. */
const BEGINNING = new Date('2026-11-22T09:00:00.000Z');

const run = async () => {
  ensureEnvironment();
  const schema = await loadSchema();
  stayOnLoopback(({ href }) => (href === SCHEMA_URL ? new Response(schema) : undefined));
  const report = createReport((line) => {
    console.log(line);
  });
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-baked-'));
  const validator = openValidatorCore();
  const world = await openWorld(BEGINNING);
  try {
    await runLife({
      world,
      ob2: createOb2Cases({ world, validator, report, folder }),
      ob3: createOb3Cases({ world, report, schemaErrors: createSchemaCheck(schema) }),
    });
  } finally {
    validator.close();
    await world.close();
    await rm(folder, { recursive: true });
  }
  return report.counts;
};

try {
  const { passed, failed } = await run();
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
  console.error(sentenceFor(error));
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
