import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { LOOKUP_INDEX, type Table } from '../platform/table.ts';
import { coachesPk, rosterPk } from './member-items.ts';
import { Membership } from './model.ts';

/** Some of those in a community, and the member to go on after; without one, these were the last. */
export interface RosterPage {
  readonly members: readonly string[];
  readonly next: string | undefined;
}

const StoredMembership = Membership.strip();

/** A community's roster, for whoever goes through it part by part; the access patterns are in store.ts. */
export const createRosterStore = (table: Table) => ({
  /** Those in a community in the order of their identifiers, `size` at a time: one query, eventually consistent. */
  rosterPage: async (
    organization: string,
    community: string,
    { after, size }: { readonly after?: string | undefined; readonly size: number },
  ): Promise<RosterPage> => {
    const { Items = [], LastEvaluatedKey } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: LOOKUP_INDEX,
        KeyConditionExpression: `lookupPk = :pk${after === undefined ? '' : ' AND lookupSk > :after'}`,
        ExpressionAttributeValues: {
          ':pk': rosterPk(organization, community),
          ...(after !== undefined && { ':after': after }),
        },
        Limit: size,
      }),
    );
    const members = Items.map((item) => StoredMembership.parse(item).member);
    return { members, next: LastEvaluatedKey === undefined ? undefined : members.at(-1) };
  },

  /**
   * The coaches of a community in the order of their identifiers, `size` at a time: one consistent query that reads
   * nobody else, however many there are. Whether they belong to it still is for whoever tells them to see.
   */
  coachPage: async (
    organization: string,
    community: string,
    { after, size }: { readonly after?: string | undefined; readonly size: number },
  ): Promise<RosterPage> => {
    const { Items = [], LastEvaluatedKey } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: `pk = :pk${after === undefined ? '' : ' AND sk > :after'}`,
        ExpressionAttributeValues: {
          ':pk': coachesPk(organization, community),
          ...(after !== undefined && { ':after': after }),
        },
        ConsistentRead: true,
        Limit: size,
      }),
    );
    const members = Items.map(({ sk }) => String(sk));
    return { members, next: LastEvaluatedKey === undefined ? undefined : members.at(-1) };
  },
});

/** @see createRosterStore */
export type RosterStore = ReturnType<typeof createRosterStore>;
