import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { Grant } from '../../shared/awards/model.ts';
import { IssuedCredential } from '../../shared/badges/model.ts';
import type { KillableSystem } from './killable-system.ts';

/** What the credentials table holds of an organization, read back item by item. */
export interface BulkCounts {
  readonly grants: number;
  readonly credentials: number;
  /** Members who have a grant, and members who have a credential. */
  readonly granted: number;
  readonly credentialed: number;
  /** Places in the status lists that credentials name, each counted once. */
  readonly places: number;
  /** Messages that were set aside, in all queues. */
  readonly deadLetters: number;
}

const StoredGrant = Grant.strip();
const StoredCredential = IssuedCredential.strip();

/** Counts grants, credentials and their places in the status lists; reads the whole table. */
export const countAwarded = async (
  { credentials: table, connection }: KillableSystem,
  organization: string,
): Promise<BulkCounts> => {
  const grantedTo: string[] = [];
  const issuedTo: string[] = [];
  const places: string[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(
      new ScanCommand({
        TableName: table.name,
        ConsistentRead: true,
        FilterExpression: 'organization = :organization',
        ExpressionAttributeValues: { ':organization': organization },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const item of page.Items ?? []) {
      if (String(item['sk']).startsWith('GRANT#')) grantedTo.push(StoredGrant.parse(item).member);
      if (item['sk'] !== 'CREDENTIAL') continue;
      const { member, status } = StoredCredential.parse(item);
      issuedTo.push(member);
      if (status) places.push(`${status.list}/${status.index}`);
    }
    start = page.LastEvaluatedKey;
  } while (start);
  const { queues } = await connection.status();
  return {
    grants: grantedTo.length,
    credentials: issuedTo.length,
    granted: new Set(grantedTo).size,
    credentialed: new Set(issuedTo).size,
    places: new Set(places).size,
    deadLetters: queues.reduce((sum, queue) => sum + (queue.deadLetters ?? 0), 0),
  };
};
