import { Resolver as SystemResolver } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { obstacles } from '../infra/deployment.ts';
import { bounceDomain, mailDomain, readStage } from '../infra/stage.ts';
import { InvalidInput, Unavailable } from '../shared/platform/errors.ts';
import { checkRecord, type Resolver } from './dns/check-records.ts';
import { dkimTokensOf } from './dns/dkim-tokens.ts';
import { mailRecords } from './dns/records.ts';
import { recordInWords, type ShownRecord } from './dns/show.ts';
import { runCommand } from './run-command.ts';

// `npm run mail:dns [-- --stage NAME] [--check] [--json]`: the DNS records that a stage's mail needs, and why.

const usage = `npm run mail:dns [-- --stage NAME] [--check] [--json]

Prints the DNS records that a stage's mail needs, each with what it is for. Asks SES for its keys, so that it needs AWS
credentials, and the stage must have been deployed.

  --stage NAME  The stage; production where absent.
  --check       Ask the DNS, and end with 1 where a record is missing or different.
  --json        The records as JSON: name, type, value, why, and with --check what was found.`;

/** What the command is asked for, and with what it asks. */
export interface MailDns {
  readonly stage: string;
  readonly check: boolean;
  readonly json: boolean;
  readonly client: SESv2Client;
  readonly resolver: Resolver;
  readonly say: (line: string) => void;
}

/**
 * Says which records a stage's mail needs.
 *
 * @throws {InvalidInput} no such stage; {NotFound} SES does not know its domain; {Unavailable} SES or the DNS did not
 *   answer, or `check` found records that are not as they should be.
 */
export const mailDns = async ({
  stage: name,
  check,
  json,
  client,
  resolver,
  say,
}: MailDns): Promise<void> => {
  const stage = readStage(name);
  const domain = mailDomain(stage);
  const records = mailRecords({
    mailDomain: domain,
    bounceDomain: bounceDomain(stage),
    replyDomain: stage.replyDomain,
    region: await client.config.region(),
    dkimTokens: await dkimTokensOf(client, domain),
  });
  const shown: ShownRecord[] = [];
  for (const record of records) {
    shown.push(check ? { ...record, check: await checkRecord(record, resolver) } : record);
  }
  say(json ? JSON.stringify(shown, undefined, 2) : shown.map(recordInWords).join('\n'));
  const wrong = shown.filter((record) => record.check !== undefined && record.check.state !== 'set');
  if (wrong.length > 0) {
    throw new Unavailable(
      `${wrong.length} of ${shown.length} records are not as they should be. Set them where the DNS of ${domain} is kept; it can take an hour until they are seen.`,
    );
  }
};

const inHome = (file: string) => existsSync(join(homedir(), '.aws', file));

if (import.meta.main) {
  await runCommand({
    usage,
    read: () =>
      parseArgs({
        options: {
          stage: { type: 'string', default: 'production' },
          check: { type: 'boolean', default: false },
          json: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }).values,
    run: async ({ stage: name, check, json }) => {
      const stage = readStage(name);
      const missing = obstacles(stage, {
        environment: process.env,
        hasProfiles: inHome('config') || inHome('credentials'),
      });
      if (missing.length > 0) throw new InvalidInput(missing.join('\n'), { field: 'stage' });
      const client = new SESv2Client(stage.region === undefined ? {} : { region: stage.region });
      await mailDns({ stage: name, check, json, client, resolver: new SystemResolver(), say: console.log });
    },
  });
}
