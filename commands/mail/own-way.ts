import {
  AlreadyExistsException,
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  CreateTenantCommand,
  CreateTenantResourceAssociationCommand,
  type EventDestinationDefinition,
  GetTenantCommand,
  PutConfigurationSetDeliveryOptionsCommand,
  PutConfigurationSetReputationOptionsCommand,
  PutConfigurationSetSuppressionOptionsCommand,
  PutTenantSuppressionAttributesCommand,
  type SESv2Client,
  type SuppressionListReason,
  UpdateConfigurationSetEventDestinationCommand,
} from '@aws-sdk/client-sesv2';
import { eventsToTell } from '../../infra/mail-events.ts';
import { Unavailable } from '../../shared/platform/errors.ts';

/** What an organization's own way out for mail is made from. */
export interface OwnWay {
  /** The name of its tenant and of its configuration set (`ownMailName`). */
  readonly name: string;
  /** The identity that mail is sent from. */
  readonly mailDomain: string;
  readonly trackOpens: boolean;
}

/** Both are kept for one organization alone: nobody else's mail stops because of them. */
const REASONS: SuppressionListReason[] = ['BOUNCE', 'COMPLAINT'];
const SUPPRESSION = { SuppressionScope: 'TENANT', SuppressedReasons: REASONS } as const;
const DELIVERY = { TlsPolicy: 'REQUIRE' } as const;
const REPUTATION = { ReputationMetricsEnabled: true } as const;
/** The name that the template gives to the same destination of the set that is shared. */
const DESTINATION = 'Feedback';

/** Makes something; true where it was there already. */
const isThere = async (make: Promise<unknown>): Promise<boolean> => {
  try {
    await make;
    return false;
  } catch (error) {
    if (error instanceof AlreadyExistsException) return true;
    throw error;
  }
};

/** The tenant's ARN, which says account and region of everything else, too. */
const makeTenant = async (client: SESv2Client, TenantName: string): Promise<string> => {
  const there = await isThere(
    client.send(new CreateTenantCommand({ TenantName, SuppressionAttributes: SUPPRESSION })),
  );
  if (there) await client.send(new PutTenantSuppressionAttributesCommand({ TenantName, ...SUPPRESSION }));
  const { Tenant } = await client.send(new GetTenantCommand({ TenantName }));
  if (Tenant?.TenantArn === undefined)
    throw new Unavailable(`SES did not tell the ARN of the tenant ${TenantName}; run the command again.`);
  return Tenant.TenantArn;
};

const makeSet = async (client: SESv2Client, ConfigurationSetName: string): Promise<void> => {
  const there = await isThere(
    client.send(
      new CreateConfigurationSetCommand({
        ConfigurationSetName,
        DeliveryOptions: DELIVERY,
        ReputationOptions: REPUTATION,
        SuppressionOptions: { SuppressedReasons: REASONS },
      }),
    ),
  );
  if (!there) return;
  const set = { ConfigurationSetName };
  await client.send(new PutConfigurationSetDeliveryOptionsCommand({ ...set, ...DELIVERY }));
  await client.send(new PutConfigurationSetReputationOptionsCommand({ ...set, ...REPUTATION }));
  await client.send(new PutConfigurationSetSuppressionOptionsCommand({ ...set, SuppressedReasons: REASONS }));
};

const makeDestination = async (
  client: SESv2Client,
  ConfigurationSetName: string,
  EventDestination: EventDestinationDefinition,
): Promise<void> => {
  const told = { ConfigurationSetName, EventDestinationName: DESTINATION, EventDestination };
  if (await isThere(client.send(new CreateConfigurationSetEventDestinationCommand(told))))
    await client.send(new UpdateConfigurationSetEventDestinationCommand(told));
};

/**
 * Makes the tenant, the configuration set and what belongs to them, or brings what is there to what it should be: done
 * again, nothing changes; done after it broke off, it is completed.
 *
 * @throws what SES's client throws; {@link Unavailable} where SES does not tell what it made.
 */
export const makeOwnWay = async (
  client: SESv2Client,
  { name, mailDomain, ...way }: OwnWay,
): Promise<void> => {
  const [arn = '', partition = '', , region = '', account = ''] = (await makeTenant(client, name)).split(':');
  const ses = `${arn}:${partition}:ses:${region}:${account}`;
  await makeSet(client, name);
  await makeDestination(client, name, {
    Enabled: true,
    MatchingEventTypes: eventsToTell(way),
    // SES can tell the account's default bus and no other.
    EventBridgeDestination: {
      EventBusArn: `${arn}:${partition}:events:${region}:${account}:event-bus/default`,
    },
  });
  for (const resource of [`identity/${mailDomain}`, `configuration-set/${name}`]) {
    const association = { TenantName: name, ResourceArn: `${ses}:${resource}` };
    await isThere(client.send(new CreateTenantResourceAssociationCommand(association)));
  }
};
