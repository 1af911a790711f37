import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { auditLedger, type LedgerAudit } from '../shared/credits/audit-ledger.ts';
import {
  createLedgerAuditStore,
  type LedgerAuditStore,
  type LedgerOf,
} from '../shared/credits/audit-store.ts';
import { Identifier } from '../shared/events/envelope.ts';
import { InvalidInput } from '../shared/platform/errors.ts';
import { parse } from '../shared/platform/parse.ts';
import { sideBySide } from '../shared/platform/side-by-side.ts';
import { createTableClient } from '../shared/platform/table.ts';
import { findTables, tableFlags } from './find-tables.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Looks at every entry of every credit ledger, and names each that is not as it was written.

  npm run ledger:verify -- [--organization ORGANIZATION] [--against FILE] [where] [--json]

  --organization   the ledgers of this organization alone; without it, all
  --against FILE   compare with the heads that an earlier run printed with --json, kept where nobody who can write
                   the table can write it: finds a ledger that was written anew as a whole, too
  --json           print one JSON object: findings, and every ledger's head
  Ends with 1 where anything is found.

where
  --url URL        a local system, by the address that npm start printed
  otherwise AWS, with your credentials and the deployed stack's output:
  --credentials-table NAME (or CREDENTIALS_TABLE in the environment)`;

/** Ledgers read at once; the SDK keeps 50 connections. */
const CONCURRENCY = 20;

const Head = z.looseObject({
  organization: Identifier,
  member: Identifier,
  entries: z.number().int().nonnegative(),
  head: z.string(),
});
const Kept = z.looseObject({ ledgers: z.array(Head) });

const readArguments = () =>
  parseArgs({
    options: {
      organization: { type: 'string' },
      against: { type: 'string' },
      ...tableFlags,
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
type Arguments = ReturnType<typeof readArguments>;

const nameOf = ({ organization, member }: LedgerOf): string => `${organization}/${member}`;

/** The heads an earlier run kept, by whose they are. */
const readKept = async (file: string | undefined) => {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InvalidInput(`The file ${file} cannot be read. Check the path.`, { cause });
  });
  try {
    return Kept.parse(JSON.parse(text)).ledgers;
  } catch (cause) {
    throw new InvalidInput(`${file} is not what an earlier run printed with --json.`, { cause });
  }
};

const showProgress = (done: number, of: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} ledgers${done === of ? '\n' : ''}`);
  else if (done === of || done % 1000 === 0) process.stderr.write(`${done} of ${of} ledgers\n`);
};

/** Audits every ledger there is, and those an earlier run knew of. @throws what a read throws. */
const auditAll = async (
  store: LedgerAuditStore,
  organization: string | undefined,
  kept: readonly z.output<typeof Head>[],
): Promise<(LedgerOf & LedgerAudit)[]> => {
  const inScope = kept.filter((one) => organization === undefined || one.organization === organization);
  const heads = new Map(
    inScope.map((one): [string, { entry: number; hash: string }] => [
      nameOf(one),
      { entry: one.entries, hash: one.head },
    ]),
  );
  const found = [...(await store.ledgers(organization)), ...inScope];
  const ledgers = [...new Map(found.map((whose) => [nameOf(whose), whose])).values()];
  let done = 0;
  const outcomes = await sideBySide(ledgers, CONCURRENCY, async ({ organization: of, member }) => {
    const whose = { organization: of, member };
    const { stored, appended } = await store.readLedger(whose);
    const head = heads.get(nameOf(whose));
    done += 1;
    showProgress(done, ledgers.length);
    return { ...whose, ...auditLedger(stored, whose, appended, head?.entry === 0 ? undefined : head) };
  });
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
};

const print = (audits: readonly (LedgerOf & LedgerAudit)[], json: boolean): void => {
  const findings = audits.flatMap(({ organization, member, findings: own }) =>
    own.map((finding) => ({ organization, member, ...finding })),
  );
  if (json) {
    const ledgers = audits.map(({ organization, member, entries, head }) => ({
      organization,
      member,
      entries,
      head,
    }));
    console.log(JSON.stringify({ findings, ledgers }));
    return;
  }
  for (const { problem, entry, ...whose } of findings) {
    console.log(`organization ${whose.organization}, member ${whose.member}, entry ${entry}: ${problem}`);
  }
  const entries = audits.reduce((sum, one) => sum + one.entries, 0);
  console.log(
    `${audits.length} ledgers with ${entries} entries: ${findings.length === 0 ? 'all as they were written' : `${findings.length} found wrong`}.`,
  );
};

const run = async (args: Arguments): Promise<void> => {
  const organization =
    args.organization === undefined ? undefined : parse(Identifier, args.organization, '--organization');
  const kept = await readKept(args.against);
  const { tables } = await findTables(args, ['credentials']);
  const store = createLedgerAuditStore({ client: createTableClient(), name: tables.credentials });
  const audits = await auditAll(store, organization, kept);
  print(audits, args.json);
  if (audits.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
};

await runCommand({ usage: USAGE, read: readArguments, run });
