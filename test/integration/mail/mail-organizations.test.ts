import { afterEach, beforeEach, expect, it } from 'vitest';
import { mailOrganizations } from '../../../commands/mail-organizations.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { mailRoutes, onBehalfOf } from '../../../shared/mail/mail-route.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { type MailService, serveMail } from '../../support/mail-service.ts';

let tables: LocalTables;
let service: MailService;
/** What reached SES, in its order; `refuse` has it answer as to somebody without the right. */
let asked: string[];
let refuse: RegExp | undefined;

beforeEach(async () => {
  tables = await openLocalTables();
  asked = [];
  refuse = undefined;
  service = await serveMail({
    instead: ({ method, url }) => {
      asked.push(`${method} ${url.replace('/v2/email/', '')}`);
      const headers = { 'x-amzn-errortype': 'AccessDeniedException' };
      return refuse?.test(url) ? { status: 403, headers, body: '{}' } : undefined;
    },
  });
  const communities = createCommunitiesStore(tables.community);
  for (const organization of ['maths', 'lake.side']) {
    await communities.putOrganization({ organization, name: organization, url: 'https://example.org/' });
  }
});
afterEach(async () => {
  await service.close();
  await tables.close();
});

const run = async (...organizations: string[]): Promise<string[]> => {
  const said: string[] = [];
  const { community } = tables;
  const say = (line: string) => void said.push(line);
  await mailOrganizations({ stage: 'local', organizations, community, client: service.client, say });
  return said;
};

/** The way that a mail of an organization takes, as a function finds it: by the organization's record. */
const wayOf = async (organization: string): Promise<string> => {
  const found = await createCommunitiesStore(tables.community).getOrganization(organization);
  const behalf = found && onBehalfOf(found);
  const { routeOf } = mailRoutes({ MAIL_CONFIGURATION_SET: 'Colloquy-local' });
  return routeOf(organization, behalf?.ownMail === true).configurationSet;
};

it('makes what an organization’s mail needs, and marks the organization last; nobody else’s', async () => {
  await run('maths');
  const arn = (service: string, of: string) => `arn:aws:${service}:eu-west-1:000000000000:${of}`;
  const name = 'Colloquy-local_maths';
  expect(service.mail.ways()).toEqual({
    [`tenant ${name}`]: {
      TenantName: name,
      SuppressionAttributes: { SuppressionScope: 'TENANT', SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    },
    [`configuration set ${name}`]: {
      ConfigurationSetName: name,
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    },
    [`destination Feedback of ${name}`]: {
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: [
          'SEND',
          'DELIVERY',
          'BOUNCE',
          'COMPLAINT',
          'REJECT',
          'RENDERING_FAILURE',
          'DELIVERY_DELAY',
        ],
        EventBridgeDestination: { EventBusArn: arn('events', 'event-bus/default') },
      },
    },
    [`${arn('ses', 'identity/colloquy.example')} of tenant ${name}`]: {},
    [`${arn('ses', `configuration-set/${name}`)} of tenant ${name}`]: {},
  });
  expect(await wayOf('maths')).toBe(name);
  expect(await wayOf('lake.side')).toBe('Colloquy-local');
});

it('changes nothing where it is done again, and sees to all organizations where none is named', async () => {
  await run('maths');
  const before = service.mail.ways();
  expect(await run('maths')).toEqual(['maths: mail leaves by Colloquy-local_maths, as before']);
  expect(service.mail.ways()).toEqual(before);
  expect((await run()).map((line) => line.split(':')[0]).sort()).toEqual(['lake.side', 'maths']);
  expect(await wayOf('lake.side')).toMatch(/^Colloquy-local_lake_side_[0-9a-f]{10}$/);
});

it('leaves mail on the way it went where it broke off, says why, and is completed by doing it again', async () => {
  refuse = /event-destinations/;
  await expect(run('maths')).rejects.toThrow(/SES refused \(AccessDenied\w*\): look to your AWS credentials/);
  expect(await wayOf('maths')).toBe('Colloquy-local');
  refuse = undefined;
  await run('maths');
  expect(await wayOf('maths')).toBe('Colloquy-local_maths');
  expect(Object.keys(service.mail.ways())).toHaveLength(5);
});

it('asks SES for nothing on behalf of an organization that is not there', async () => {
  await expect(run('physics')).rejects.toThrow('There is no organization physics');
  expect(asked).toEqual([]);
});
