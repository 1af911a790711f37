import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { LOOKUP_INDEX, queryAll, type Table } from '../platform/table.ts';
import { CLAIM_PREFIX, claimKey, claimsPk, scheduleKey } from './keys.ts';
import { DigestClaim } from './model.ts';

const StoredClaim = DigestClaim.strip();

/** The part of the digests store that reads claims. */
export const createClaimReads = (table: Table) => {
  const ofMember = (organization: string, member: string) => ({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': scheduleKey(organization, member).pk, ':prefix': CLAIM_PREFIX },
  });

  return {
    /** The claim on the window of a member that ends at `until`, as it is now (consistent read), or undefined. */
    getClaim: async (
      organization: string,
      member: string,
      until: string,
    ): Promise<DigestClaim | undefined> => {
      const { Item } = await table.client.send(
        new GetCommand({
          TableName: table.name,
          Key: claimKey(organization, member, until),
          ConsistentRead: true,
        }),
      );
      return Item && StoredClaim.parse(Item);
    },

    /** A member's claims, oldest window first. */
    listClaims: async (organization: string, member: string): Promise<DigestClaim[]> => {
      const claims: DigestClaim[] = [];
      for await (const item of queryAll(table, ofMember(organization, member))) {
        claims.push(StoredClaim.parse(item));
      }
      return claims;
    },

    /** A member's last claims, newest first, at most `limit`, each with what the mail service told of its mail. */
    recentClaims: async (organization: string, member: string, limit: number): Promise<DigestClaim[]> => {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          ...ofMember(organization, member),
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map((item) => StoredClaim.parse(item));
    },

    /** A member's newest claim as it is now, or undefined. */
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
     * An organization's claims in doubt (the review list) or suppressed, the newest first, at most `limit`, from
     * `since` on (RFC 3339 in UTC), before the last of the page before. Eventually consistent: one resolved a moment
     * ago may still be named.
     *
     * @param before - {@link claimPlace} of that last one.
     */
    listByStatus: async (
      organization: string,
      status: 'IN_DOUBT' | 'SUPPRESSED',
      {
        since = '',
        before,
        limit,
      }: { readonly since?: string; readonly before?: string | undefined; readonly limit: number },
    ): Promise<DigestClaim[]> => {
      const claims: DigestClaim[] = [];
      for await (const item of queryAll(table, {
        IndexName: LOOKUP_INDEX,
        KeyConditionExpression: 'lookupPk = :pk AND lookupSk BETWEEN :since AND :before',
        ExpressionAttributeValues: {
          ':pk': claimsPk(organization, status),
          // A sort key begins with a digit, and none is empty.
          ':since': since === '' ? '0' : since,
          ':before': before ?? ':',
        },
        ScanIndexForward: false,
        Limit: limit + 1,
      })) {
        // The bounds of BETWEEN are part of it; the page before has shown this one.
        if (item['lookupSk'] === before) continue;
        claims.push(StoredClaim.parse(item));
        if (claims.length === limit) break;
      }
      return claims;
    },
  };
};
