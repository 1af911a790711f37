import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseRuleFile, type RuleFile } from '../../shared/awards/parse-rule-file.ts';
import { asAppError, InvalidInput } from '../../shared/platform/errors.ts';
import { openDump } from './dump-events.ts';
import { openSystem } from './open-system.ts';
import { type ReplayReport, runReplay } from './run-replay.ts';

// `npm run replay -- DIR`: plays a Stack Exchange dump through the whole system, and tells what came of it.

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean' },
    url: { type: 'string' },
    data: { type: 'string' },
    rules: { type: 'string' },
    'digest-at': { type: 'string' },
  },
  allowPositionals: true,
});

const readRules = (file: string): RuleFile => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new InvalidInput(`--rules: ${file} cannot be read; name a JSON file of rules`, {
      field: 'rules',
      cause,
    });
  }
  return parseRuleFile(text, basename(file));
};

const readInstant = (text: string): Date => {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) {
    throw new InvalidInput(`--digest-at: "${text}" is no time; write it as 2012-03-01T07:00:00Z`, {
      field: 'digest-at',
    });
  }
  return at;
};

const print = (report: ReplayReport): void => {
  if (values.json) {
    console.log(JSON.stringify(report, null, 2));
    return;
  }
  const { members, topics, events, active, top, grants, credentials, digests, seconds, eventsPerSecond } =
    report;
  console.log(`${members} members, ${topics} topics, ${active} active members`);
  console.log(
    `${events.sent} events sent in ${seconds} s (${eventsPerSecond} a second): ${events.recorded} recorded, ` +
      `${events.duplicates} duplicates, ${events.deadLettered} set aside; ${events.skipped} posts by nobody skipped`,
  );
  console.log(`most active: ${top.map(([member, posts]) => `${member} with ${posts}`).join(', ')}`);
  for (const [rule, times] of Object.entries(grants)) console.log(`granted by ${rule}: ${times}`);
  console.log(`${credentials.issued} credentials issued, ${credentials.verified} verified`);
  console.log(`${digests.due} digests due: ${digests.sent} sent, ${digests.suppressed} with nothing to say`);
};

const main = async (): Promise<void> => {
  const rules = values.rules === undefined ? undefined : readRules(values.rules);
  const digestAt = values['digest-at'] === undefined ? undefined : readInstant(values['digest-at']);
  const dump = await openDump(positionals[0] ?? join('..', 'shared', 'data', 'history-meta'));
  const { connection, stop } = await openSystem(values);
  try {
    print(await runReplay({ connection, dump, rules, digestAt }));
  } finally {
    await stop();
  }
};

try {
  await main();
  process.exit(0);
} catch (thrown) {
  const error = asAppError(thrown);
  console.error(`The replay ended early: ${error.message}`);
  if (error.kind === 'Defect') console.error(error.cause ?? error);
  else if (values.url !== undefined || values.data !== undefined) {
    console.error('What was recorded before stays recorded, and is not counted again by the next run.');
  }
  process.exit(1);
}
