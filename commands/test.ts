import { startVitest } from 'vitest/node';

// `npm test`: every test that needs nothing but Node; names on the command line select files.
// Closes with a line that counts tests, in words that any reader of a log understands.

process.env['TZ'] = 'UTC';
const vitest = await startVitest(process.argv.slice(2), { watch: false, run: true });
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
for (const test of tests) counts[test.result().state] += 1;
const brokenFiles = vitest.state
  .getTestModules()
  .filter((module) => module.state() === 'failed' && [...module.children.allTests()].length === 0).length;
const failed = counts.failed + counts.pending + brokenFiles + vitest.state.getUnhandledErrors().length;
await vitest.close();
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`\n${counts.passed} passed, ${failed} failed${skipped}`);
process.exit(failed === 0 && counts.passed > 0 ? 0 : 1);
