import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { LOOKUP_INDEX, type Table } from '../platform/table.ts';
import { coachesPk, rosterPk } from './member-items.ts';
import { Membership } from './model.ts';

/** Some of those in a community, and the member to go on after; without one, these were the last. */
export interface RosterPage {
  readonly members: readonly string[];
  readonly next: string | undefined;
}

/** Which part is asked for: at most `size`, after a member where one is named. */
interface Part {
  readonly after?: string | undefined;
  readonly size: number;
}

const StoredMembership = Membership.strip();

/** A community's roster, for whoever goes through it part by part; the access patterns are in store.ts. */
export const createRosterStore = (table: Table) => {
  /** One query of a partition, by the keys of the table or of its index. */
  const page = async (
    { pk, sk }: { readonly pk: string; readonly sk: string },
    partition: string,
    { after, size }: Part,
    {
      memberOf,
      ...from
    }: Partial<QueryCommandInput> & {
      readonly memberOf: (item: Record<string, unknown>) => string;
    },
  ): Promise<RosterPage> => {
    const { Items = [], LastEvaluatedKey } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: `${pk} = :pk${after === undefined ? '' : ` AND ${sk} > :after`}`,
        ExpressionAttributeValues: { ':pk': partition, ...(after !== undefined && { ':after': after }) },
        Limit: size,
        ...from,
      }),
    );
    const members = Items.map(memberOf);
    return { members, next: LastEvaluatedKey === undefined ? undefined : members.at(-1) };
  };

  return {
    /** Those in a community in the order of their identifiers, `size` at a time: one query, eventually consistent. */
    rosterPage: (organization: string, community: string, part: Part): Promise<RosterPage> =>
      page({ pk: 'lookupPk', sk: 'lookupSk' }, rosterPk(organization, community), part, {
        IndexName: LOOKUP_INDEX,
        memberOf: (item) => StoredMembership.parse(item).member,
      }),

    /**
     * The coaches of a community in the order of their identifiers, `size` at a time: one consistent query that reads
     * nobody else, however many there are. Whether they belong to it still is for whoever tells them to see.
     */
    coachPage: (organization: string, community: string, part: Part): Promise<RosterPage> =>
      page({ pk: 'pk', sk: 'sk' }, coachesPk(organization, community), part, {
        ConsistentRead: true,
        memberOf: ({ sk }) => String(sk),
      }),
  };
};

/** @see createRosterStore */
export type RosterStore = ReturnType<typeof createRosterStore>;
