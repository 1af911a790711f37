import { ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { Identifier } from '../events/envelope.ts';
import type { Table } from '../platform/table.ts';

/**
 * The identifiers of all organizations of the table `community`, in no order. No key leads to them together, so that the
 * whole table is read, page by page: for a command, and never for a function.
 */
export async function* listOrganizations(table: Table): AsyncGenerator<string> {
  let start: ScanCommandInput['ExclusiveStartKey'];
  do {
    const page = await table.client.send(
      new ScanCommand({
        TableName: table.name,
        FilterExpression: 'sk = :organization',
        ExpressionAttributeValues: { ':organization': 'ORGANIZATION' },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const { organization } of page.Items ?? []) yield Identifier.parse(organization);
    start = page.LastEvaluatedKey;
  } while (start);
}
