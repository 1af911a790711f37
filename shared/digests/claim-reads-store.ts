import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { LOOKUP_INDEX, queryAll, type Table } from '../platform/table.ts';
import { isKept } from './claim-item.ts';
import { CLAIM_PREFIX, claimKey, doubtPk, scheduleKey, skippedPk } from './keys.ts';
import { DigestClaim, type SkipReason } from './model.ts';

const StoredClaim = DigestClaim.strip();

/** A page of a list: at most `limit`, after the last of the page before ({@link claimPlace} of it). */
interface ListedPage {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What asks for a page of the claims in a partition of the index, in the order of time or against it. */
const pageOf = (pk: string, { after, limit }: ListedPage, oldestFirst: boolean) => ({
  IndexName: LOOKUP_INDEX,
  KeyConditionExpression: `lookupPk = :pk${after === undefined ? '' : ` AND lookupSk ${oldestFirst ? '>' : '<'} :after`}`,
  ExpressionAttributeValues: { ':pk': pk, ...(after !== undefined && { ':after': after }) },
  ScanIndexForward: oldestFirst,
  Limit: limit,
});

/** The part of the digests store that reads claims. */
export const createClaimReads = (table: Table) => {
  const ofMember = (organization: string, member: string) => ({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': scheduleKey(organization, member).pk, ':prefix': CLAIM_PREFIX },
  });

  return {
    /**
     * The claim on the window of a member that ends at `until`, as it is now (consistent read), or undefined where there
     * is none or it has expired.
     */
    getClaim: async (
      organization: string,
      member: string,
      until: string,
      now: Date,
    ): Promise<DigestClaim | undefined> => {
      const { Item } = await table.client.send(
        new GetCommand({
          TableName: table.name,
          Key: claimKey(organization, member, until),
          ConsistentRead: true,
        }),
      );
      return Item && isKept(Item, now) ? StoredClaim.parse(Item) : undefined;
    },

    /** A member's claims, oldest window first, with those that have expired and the table has not deleted yet. */
    listClaims: async (organization: string, member: string): Promise<DigestClaim[]> => {
      const claims: DigestClaim[] = [];
      for await (const item of queryAll(table, ofMember(organization, member))) {
        claims.push(StoredClaim.parse(item));
      }
      return claims;
    },

    /** A member's last claims, newest first, at most `limit`, each with what the mail service told of its mail. */
    recentClaims: async (
      organization: string,
      member: string,
      { limit, now }: { readonly limit: number; readonly now: Date },
    ): Promise<DigestClaim[]> => {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          ...ofMember(organization, member),
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.filter((item) => isKept(item, now)).map((item) => StoredClaim.parse(item));
    },

    /** A member's newest claim as it is now, or undefined; for what is on its way, which never expires. */
    latestClaim: async (organization: string, member: string): Promise<DigestClaim | undefined> => {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          ...ofMember(organization, member),
          ScanIndexForward: false,
          Limit: 1,
          ConsistentRead: true,
        }),
      );
      return Items[0] && StoredClaim.parse(Items[0]);
    },

    /**
     * An organization's claims in doubt, the oldest first: a list of work. One query; eventually consistent: one
     * resolved a moment ago may still be named.
     */
    listInDoubt: async (organization: string, page: ListedPage): Promise<DigestClaim[]> => {
      const { Items = [] } = await table.client.send(
        new QueryCommand({ TableName: table.name, ...pageOf(doubtPk(organization), page, true) }),
      );
      return Items.map((item) => StoredClaim.parse(item));
    },

    /** How many claims {@link listInDoubt} would list, counted up to `limit` in one query. */
    countInDoubt: async (organization: string, page: ListedPage): Promise<number> => {
      const { Count = 0 } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          ...pageOf(doubtPk(organization), page, true),
          Select: 'COUNT',
        }),
      );
      return Count;
    },

    /**
     * An organization's digests that were not sent for a reason, the newest first, without those that have expired;
     * eventually consistent.
     */
    listSkipped: async (
      organization: string,
      skip: SkipReason,
      { now, ...page }: ListedPage & { readonly now: Date },
    ): Promise<DigestClaim[]> => {
      const claims: DigestClaim[] = [];
      for await (const item of queryAll(table, pageOf(skippedPk(organization, skip), page, false))) {
        // What follows is older, and has expired, too.
        if (!isKept(item, now) || claims.push(StoredClaim.parse(item)) === page.limit) break;
      }
      return claims;
    },
  };
};
