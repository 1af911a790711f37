import { Resolver as SystemResolver } from 'node:dns/promises';
import { parseArgs } from 'node:util';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { bounceDomain, mailDomain, readStage } from '../infra/stage.ts';
import { type AppError, InvalidInput, NotFound, Unavailable } from '../shared/platform/errors.ts';
import { checkRecord, type Resolver } from './dns/check-records.ts';
import { dkimTokensOf } from './dns/dkim-tokens.ts';
import { mailRecords } from './dns/records.ts';
import { recordInWords, type ShownRecord } from './dns/show.ts';
import { requireAws } from './require-aws.ts';
import { runCommand } from './run-command.ts';

// `npm run mail:dns [-- --stage NAME] [--check] [--json]`: the DNS records that a stage's mail needs, and why.

const usage = `npm run mail:dns [-- --stage NAME] [--check] [--json]

Prints the DNS records that a stage's mail needs, each with what it is for. Those of DKIM name SES's own keys, which
take AWS credentials and a stage that was deployed; until then placeholders stand for them, and it says what to do.

  --stage NAME  The stage; production where absent.
  --check       Ask the DNS, and end with 1 where a record is missing, different or not known yet.
  --json        The records as JSON: name, type, value, why, placeholder where it is one, and with --check what was found.`;

/** What the command is asked for, and with what it asks. */
export interface MailDns {
  readonly stage: string;
  readonly check: boolean;
  readonly json: boolean;
  /** The region of SES. */
  readonly region: string;
  /** The names of SES's keys for a domain. */
  readonly tokensOf: (domain: string) => Promise<readonly string[]>;
  readonly resolver: Resolver;
  readonly say: (line: string) => void;
  /** Says what is not one of the records. */
  readonly note: (line: string) => void;
}

/** Why SES's keys are not known yet, where that is no failure: nobody may ask for them, or there are none. */
const notYet = (reason: unknown): AppError | undefined =>
  reason instanceof InvalidInput || reason instanceof NotFound ? reason : undefined;

/**
 * Says which records a stage's mail needs; those of DKIM as placeholders where SES's keys are not known, and then what
 * to do to get them.
 *
 * @throws {InvalidInput} no such stage; {Unavailable} the DNS did not answer, SES did not, or `check` found records that
 *   are not as they should be, or could not look for those of DKIM.
 */
export const mailDns = async (asked: MailDns): Promise<void> => {
  const { stage: name, check, json, region, tokensOf, resolver, say, note } = asked;
  const stage = readStage(name);
  const domain = mailDomain(stage);
  const [tokens] = await Promise.allSettled([tokensOf(domain)]);
  const records = mailRecords({
    mailDomain: domain,
    bounceDomain: bounceDomain(stage),
    replyDomain: stage.replyDomain,
    region,
    dkimTokens: tokens.status === 'fulfilled' ? tokens.value : undefined,
  });
  const shown: ShownRecord[] = [];
  for (const record of records) {
    const isAsked = check && !record.placeholder;
    shown.push(isAsked ? { ...record, check: await checkRecord(record, resolver) } : record);
  }
  say(json ? JSON.stringify(shown, undefined, 2) : shown.map(recordInWords).join('\n'));
  if (tokens.status === 'rejected') {
    const why = notYet(tokens.reason);
    if (why === undefined) throw tokens.reason;
    note(
      `The names of SES's three keys are not known yet: in the records of DKIM, <token 1> to <token 3> stand for them. To get the real ones, deploy the stage (npm run deploy -- --stage NAME) and ask again; what is in the way:\n${why.message}`,
    );
  }
  const wrong = check ? shown.filter((record) => record.check?.state !== 'set') : [];
  if (wrong.length > 0) {
    throw new Unavailable(
      `${wrong.length} of ${shown.length} records are not as they should be. Set them where the DNS of ${domain} is kept; it can take an hour until they are seen.`,
    );
  }
};

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
      const region = stage.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
      // Not before SES is asked: without credentials, too, the records are told.
      const tokensOf = async (domain: string): Promise<readonly string[]> => {
        requireAws(stage);
        return dkimTokensOf(new SESv2Client(region === undefined ? {} : { region }), domain);
      };
      const asked = { stage: name, check, json, region: region ?? '<region of SES>', tokensOf };
      await mailDns({ ...asked, resolver: new SystemResolver(), say: console.log, note: console.error });
    },
  });
}
