import { GetCommand, PutCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { assigning } from '../platform/assigning.ts';
import { NotFound } from '../platform/errors.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
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

/** How an organization looks and speaks: what staff change of it; what is absent or undefined is taken away. */
export type OrganizationLook = Pick<Organization, 'name'> &
  Partial<Pick<Organization, 'language' | 'logo' | 'colour' | 'postalAddress'>>;

const LOOK = ['name', 'language', 'logo', 'colour', 'postalAddress'] as const;

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
  /** @throws {NotFound} where there is no such organization. */
  const change = async (
    organization: string,
    update: Omit<UpdateCommandInput, 'TableName' | 'Key' | 'ConditionExpression'>,
  ): Promise<void> => {
    try {
      await table.client.send(
        new UpdateCommand({
          ...update,
          TableName: table.name,
          Key: { pk: organizationPk(organization), sk: 'ORGANIZATION' },
          ConditionExpression: 'attribute_exists(pk)',
        }),
      );
    } catch (error) {
      if (isConditionFailure(error)) throw new NotFound('there is no such organization', { cause: error });
      throw error;
    }
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
    /**
     * Changes how an organization looks and speaks, and nothing else of it.
     *
     * @throws {NotFound} where there is no such organization.
     */
    changeLook: (organization: string, look: OrganizationLook): Promise<void> =>
      change(organization, assigning(look, LOOK)),
    /**
     * Says that mail leaves by the organization's own way from now on, and changes nothing else of it.
     *
     * @throws {NotFound} where there is no such organization.
     */
    markOwnMail: (organization: string): Promise<void> =>
      change(organization, {
        UpdateExpression: 'SET ownMail = :true',
        ExpressionAttributeValues: { ':true': true },
      }),
    /** Writes the community as given, over what was there. */
    putCommunity: (community: Community): Promise<void> =>
      write(community, `${COMMUNITY_PREFIX}${community.community}`),
  };
};

/** @see createCommunitiesStore */
export type CommunitiesStore = ReturnType<typeof createCommunitiesStore>;
