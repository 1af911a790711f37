import { parseArgs } from 'node:util';
import { NotFoundException, SESv2Client, SESv2ServiceException } from '@aws-sdk/client-sesv2';
import { mailDomain, readStage, stackName } from '../infra/stage.ts';
import { listOrganizations } from '../shared/communities/organizations-store.ts';
import { createCommunitiesStore } from '../shared/communities/store.ts';
import { ownMailName } from '../shared/mail/mail-route.ts';
import { NotFound, Unavailable } from '../shared/platform/errors.ts';
import { createTableClient, type Table } from '../shared/platform/table.ts';
import { findTables, tableFlags } from './find-tables.ts';
import { makeOwnWay } from './mail/own-way.ts';
import { requireAws } from './require-aws.ts';
import { runCommand } from './run-command.ts';

// `npm run mail:organizations [-- --stage NAME] [ORGANIZATION …]`: gives organizations a reputation of their own.

const usage = `npm run mail:organizations -- [--stage NAME] [where] [ORGANIZATION …]

Gives organizations a reputation and a list of suppressed addresses of their own with SES: a tenant and a configuration
set each, and then the mark on the organization's record by which its mail goes that way. Where none is named, all
organizations that there are. Done again, nothing changes; nothing is deployed.

  --stage NAME   the stage; production where absent, local with --url

where
  --url URL      a local system, by the address that npm start printed
  otherwise AWS, with your credentials: --community-table NAME (the stack's output CommunityTable), or COMMUNITY_TABLE
  in the environment`;

/** What the command is asked for, and with what it does it. */
export interface MailOrganizations {
  readonly stage: string;
  /** None: all that there are. */
  readonly organizations: readonly string[];
  readonly community: Table;
  readonly client: SESv2Client;
  readonly say: (line: string) => void;
}

/** Says what a person can do about what SES answered. */
const inWords = (cause: unknown, domain: string): unknown => {
  if (cause instanceof NotFoundException)
    return new NotFound(
      `SES does not know ${domain} in this account and region: deploy the stage first (npm run deploy -- --stage NAME), then run this again.`,
      { cause },
    );
  if (cause instanceof SESv2ServiceException)
    return new Unavailable(
      `SES refused (${cause.name}): look to your AWS credentials and region, which need ses:CreateTenant, ses:GetTenant, ses:PutTenantSuppressionAttributes, ses:CreateTenantResourceAssociation, ses:CreateConfigurationSet and what changes one. What was made stays; run this again.`,
      { cause },
    );
  return cause;
};

/**
 * Makes each organization's own way out for mail, and marks the organization last: until then, and where it breaks off,
 * its mail goes the way it went.
 *
 * @throws {NotFound} where an organization is not there, before anything is made for it, or SES does not know the domain.
 * @throws {Unavailable} where SES refused.
 */
export const mailOrganizations = async (asked: MailOrganizations): Promise<void> => {
  const { organizations, community, client, say } = asked;
  const stage = readStage(asked.stage);
  const communities = createCommunitiesStore(community);
  const domain = mailDomain(stage);
  const all = [...organizations];
  if (all.length === 0) for await (const organization of listOrganizations(community)) all.push(organization);
  for (const organization of all) {
    const found = await communities.getOrganization(organization);
    if (!found)
      throw new NotFound(`There is no organization ${organization} in the table ${community.name}.`);
    const name = ownMailName(stackName(stage.name), organization);
    try {
      await makeOwnWay(client, { name, mailDomain: domain, trackOpens: stage.trackOpens });
    } catch (cause) {
      throw inWords(cause, domain);
    }
    if (found.ownMail !== true) await communities.markOwnMail(organization);
    say(`${organization}: mail leaves by ${name}${found.ownMail === true ? ', as before' : ''}`);
  }
  if (all.length === 0) say('There are no organizations yet.');
};

if (import.meta.main) {
  await runCommand({
    usage,
    read: () => {
      const { values, positionals } = parseArgs({
        options: {
          stage: { type: 'string' },
          url: tableFlags.url,
          'community-table': tableFlags['community-table'],
          help: { type: 'boolean', default: false },
        },
        allowPositionals: true,
      });
      return { ...values, organizations: positionals };
    },
    run: async (args) => {
      const name = args.stage ?? (args.url === undefined ? 'production' : 'local');
      const stage = readStage(name);
      if (args.url === undefined) requireAws(stage);
      const { tables } = await findTables(args, ['community']);
      const { region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] } = stage;
      // SES takes one or a few such calls a second: what comes too fast is asked again.
      const client = new SESv2Client({ maxAttempts: 10, ...(region !== undefined && { region }) });
      const community = { client: createTableClient(), name: tables.community };
      const { organizations } = args;
      await mailOrganizations({ stage: name, organizations, community, client, say: console.log });
    },
  });
}
