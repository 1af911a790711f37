import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type BackfillResult, backfill } from '../shared/awards/backfill.ts';
import { checkRules } from '../shared/awards/check-rules.ts';
import type { Rule } from '../shared/awards/model.ts';
import { parseRuleFile } from '../shared/awards/parse-rule-file.ts';
import { type AwardsStore, createAwardsStore } from '../shared/awards/store.ts';
import { createCredentialsStore } from '../shared/badges/store.ts';
import { createCommunitiesStore } from '../shared/communities/store.ts';
import { createProgramsStore } from '../shared/credits/programs-store.ts';
import { createEngagementStore } from '../shared/engagement/store.ts';
import { Identifier } from '../shared/events/envelope.ts';
import { InvalidInput, NotFound } from '../shared/platform/errors.ts';
import { randomIds } from '../shared/platform/ids.ts';
import { parse } from '../shared/platform/parse.ts';
import { createTableClient, type Table } from '../shared/platform/table.ts';
import { findTables, tableFlags } from './find-tables.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Evaluates award rules over everything that is recorded, and grants what is due.

  npm run awards:backfill -- --organization ORGANIZATION [--rules FILE | --rule RULE] [where] [--dry-run] [--json]

  --rules FILE   put the rules of this file, then evaluate these; without it and without --rule, all that are stored
  --rule RULE    evaluate this stored rule alone
  --dry-run      put and grant nothing; count what would be granted
  --json         print one JSON object instead of a table

where
  --url URL      a local system, by the address that npm start printed
  otherwise AWS, with your credentials and the deployed stack's outputs:
  --community-table, --engagement-table, --credentials-table NAME (or COMMUNITY_TABLE, ENGAGEMENT_TABLE,
  CREDENTIALS_TABLE in the environment)`;

const readArguments = () =>
  parseArgs({
    options: {
      organization: { type: 'string' },
      rules: { type: 'string' },
      rule: { type: 'string' },
      ...tableFlags,
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
type Arguments = ReturnType<typeof readArguments>;

const readRules = async (file: string) => {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InvalidInput(`The rule file ${file} cannot be read. Check the path.`, { cause });
  });
  return parseRuleFile(text, file);
};

/** The organization that the arguments and the rule file, which must agree, speak of. */
const organizationOf = (args: Arguments, inFile: string | undefined): string => {
  const named = args.organization ?? inFile;
  if (named === undefined) {
    throw new InvalidInput(`Name the organization: --organization ORGANIZATION.\n\n${USAGE}`);
  }
  if (inFile !== undefined && inFile !== named) {
    throw new InvalidInput(`The rule file is for the organization "${inFile}", not for "${named}".`);
  }
  return parse(Identifier, named, '--organization');
};

/** Rules of an organization that is not there would be put where nobody ever looks. @throws {NotFound} */
const requireOrganization = async (community: Table, organization: string): Promise<void> => {
  if ((await createCommunitiesStore(community).getOrganization(organization)) !== undefined) return;
  throw new NotFound(
    `There is no organization "${organization}" in this system. Check --organization, and that this is the system you mean; nothing was put or granted.`,
  );
};

/** Puts the rules of a file, and says which of them changed one that was there. */
const putRules = async (awards: AwardsStore, organization: string, rules: readonly Rule[]): Promise<void> => {
  for (const rule of rules) {
    if ((await awards.putRule({ ...rule, organization })) !== 'replaced') continue;
    // Beside the result, which another program may read.
    console.error(`The rule "${rule.rule}" replaces the one that had this identifier; its grants stay.`);
  }
};

/** The stored rules that are to be evaluated. */
const storedRules = async (awards: AwardsStore, organization: string, only?: string): Promise<Rule[]> => {
  const rules = (await awards.listRules(organization)).filter(
    ({ rule }) => only === undefined || rule === only,
  );
  if (rules.length > 0) return rules;
  throw new NotFound(
    only === undefined
      ? `The organization "${organization}" has no rules. Give some with --rules FILE.`
      : `The organization "${organization}" has no rule "${only}". Give it with --rules FILE.`,
  );
};

const showProgress = (done: number, of: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} members${done === of ? '\n' : ''}`);
  else if (done === of || done % 1000 === 0) process.stderr.write(`${done} of ${of} members\n`);
};

const print = (result: BackfillResult & { organization: string; dryRun: boolean }, json: boolean): void => {
  if (json) {
    console.log(JSON.stringify(result));
    return;
  }
  const rows = Object.entries(result.grants);
  const width = Math.max(4, ...rows.map(([rule]) => rule.length));
  const row = (rule: string, granted: string, before: string) => {
    console.log(`${rule.padEnd(width)}  ${granted.padStart(13)}  ${before.padStart(6)}`);
  };
  row('rule', result.dryRun ? 'would grant' : 'granted', 'before');
  for (const [rule, { granted, before }] of rows) row(rule, String(granted), String(before));
  console.log(`${result.members} members have records.`);
};

const run = async (args: Arguments): Promise<void> => {
  if (args.rules !== undefined && args.rule !== undefined) {
    throw new InvalidInput('Give --rules FILE or --rule RULE, not both.');
  }
  const file = args.rules === undefined ? undefined : await readRules(args.rules);
  const organization = organizationOf(args, file?.organization);
  const { now, tables } = await findTables(args, ['community', 'engagement', 'credentials']);
  const client = createTableClient();
  const table = (name: string) => ({ client, name });
  const awards = createAwardsStore(table(tables.community), table(tables.credentials));
  const dryRun = args['dry-run'];
  await requireOrganization(table(tables.community), organization);
  if (file) {
    const programs = await createProgramsStore(table(tables.community)).listPrograms(organization);
    checkRules(file.rules, await awards.listRules(organization), programs);
  }
  if (file && !dryRun) await putRules(awards, organization, file.rules);
  const rules = file?.rules ?? (await storedRules(awards, organization, args.rule));
  const engagement = createEngagementStore(table(tables.engagement));
  const credentials = createCredentialsStore(table(tables.credentials));
  const backfilling = {
    engagement,
    awards,
    credentials,
    now,
    ids: randomIds,
    onProgress: showProgress,
  };
  print({ organization, dryRun, ...(await backfill(backfilling, organization, rules, dryRun)) }, args.json);
};

await runCommand({ usage: USAGE, read: readArguments, run });
