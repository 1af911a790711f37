import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { queryAll, type Table } from '../platform/table.ts';
import { Community, Organization } from './model.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                            | pk    | sk             |
 * |---------------------------------|-------|----------------|
 * | an organization                 | ORG#o | ORGANIZATION   |
 * | a community                     | ORG#o | COMMUNITY#c    |
 * | all communities, by identifier  | ORG#o | begins COMMUNITY# |
 */
const organizationPk = (organization: string): string => `ORG#${organization}`;
const COMMUNITY_PREFIX = 'COMMUNITY#';

const StoredOrganization = Organization.strip();
const StoredCommunity = Community.strip();

/** Organizations and their communities; one read or write per call, `listCommunities` one query. */
export const createCommunitiesStore = (table: Table) => {
  const read = async (organization: string, sk: string): Promise<Record<string, unknown> | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: { pk: organizationPk(organization), sk } }),
    );
    return Item;
  };
  const write = async (item: Organization | Community, sk: string): Promise<void> => {
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...item, pk: organizationPk(item.organization), sk },
      }),
    );
  };

  return {
    /** The organization, or undefined where there is none of that identifier. */
    getOrganization: async (organization: string): Promise<Organization | undefined> => {
      const item = await read(organization, 'ORGANIZATION');
      return item && StoredOrganization.parse(item);
    },
    /** The community, or undefined where the organization has none of that identifier. */
    getCommunity: async (organization: string, community: string): Promise<Community | undefined> => {
      const item = await read(organization, `${COMMUNITY_PREFIX}${community}`);
      return item && StoredCommunity.parse(item);
    },
    /** All communities of an organization, in the order of their identifiers. */
    listCommunities: async (organization: string): Promise<Community[]> => {
      const communities: Community[] = [];
      for await (const item of queryAll(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': organizationPk(organization), ':prefix': COMMUNITY_PREFIX },
      })) {
        communities.push(StoredCommunity.parse(item));
      }
      return communities;
    },
    /** Writes the organization as given, over what was there. */
    putOrganization: (organization: Organization): Promise<void> => write(organization, 'ORGANIZATION'),
    /** Writes the community as given, over what was there. */
    putCommunity: (community: Community): Promise<void> =>
      write(community, `${COMMUNITY_PREFIX}${community.community}`),
  };
};

/** @see createCommunitiesStore */
export type CommunitiesStore = ReturnType<typeof createCommunitiesStore>;
