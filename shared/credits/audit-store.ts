import { ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { queryAll, type Table } from '../platform/table.ts';
import type { Appended, Stored } from './audit-ledger.ts';

/** Whose ledger it is. */
export interface LedgerOf {
  readonly organization: string;
  readonly member: string;
}

const MEMBER_KEY = /^ORG#(?<organization>[^#]+)#MEMBER#(?<member>[^#]+)$/;
const ENTRY_KEY = /^LEDGER#(\d{1,15})$/;

/** What an item has beside its entry. */
const OF_TABLE = new Set(['pk', 'sk', 'event']);

const Keys = z.looseObject({ pk: z.string(), sk: z.string() });
const Marker = z.looseObject({
  ledgerEntry: z.number(),
  ledgerHash: z.string(),
  ledgerCount: z.number(),
});

/** @see createLedgerAuditStore */
export type LedgerAuditStore = ReturnType<typeof createLedgerAuditStore>;

/**
 * The ledgers as they lie in the table, unparsed, for an audit alone: everything else reads them by the ledger store.
 *
 * | access | key |
 * |---|---|
 * | whose ledgers there are | scan of the table `credentials`, keys of entries and of what was appended |
 * | a ledger and what tells of it | pk `ORG#o#MEMBER#m`, sk begins with `LEDGER#`, `CREDITED#`, `GRANT#` |
 */
export const createLedgerAuditStore = (table: Table) => ({
  /** Whose ledgers there are or were, of one organization or of all, by their keys; reads the whole table once. */
  async ledgers(organization?: string): Promise<LedgerOf[]> {
    const found = new Map<string, LedgerOf>();
    let start: ScanCommandInput['ExclusiveStartKey'];
    do {
      const page = await table.client.send(
        new ScanCommand({
          TableName: table.name,
          FilterExpression: 'begins_with(sk, :entry) OR attribute_exists(ledgerEntry)',
          ExpressionAttributeValues: { ':entry': 'LEDGER#' },
          ProjectionExpression: 'pk, sk',
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      for (const item of page.Items ?? []) {
        const { pk } = Keys.parse(item);
        const named = MEMBER_KEY.exec(pk)?.groups;
        const whose = { organization: named?.['organization'] ?? '', member: named?.['member'] ?? '' };
        if (named && (organization === undefined || whose.organization === organization))
          found.set(pk, whose);
      }
      start = page.LastEvaluatedKey;
    } while (start);
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, whose]) => whose);
  },

  /** A member's entries as stored, in the order of their keys, and what grants and markers tell was appended. */
  async readLedger({ organization, member }: LedgerOf): Promise<{ stored: Stored[]; appended: Appended[] }> {
    const read = (prefix: string) =>
      queryAll(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': `ORG#${organization}#MEMBER#${member}`, ':sk': prefix },
        ConsistentRead: true,
      });
    const stored: Stored[] = [];
    for await (const all of read('LEDGER#')) {
      const item = Object.fromEntries(Object.entries(all).filter(([name]) => !OF_TABLE.has(name)));
      const place = Number(ENTRY_KEY.exec(Keys.parse(all).sk)?.[1] ?? 0);
      stored.push({ place, item, event: all['event'] });
    }
    const appended: Appended[] = [];
    for (const prefix of ['CREDITED#', 'GRANT#']) {
      for await (const item of read(prefix)) {
        const { data } = Marker.safeParse(item);
        if (data) {
          appended.push({ entry: data.ledgerEntry, hash: data.ledgerHash, count: data.ledgerCount });
        }
      }
    }
    return { stored, appended };
  },
});
