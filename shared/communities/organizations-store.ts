import { Identifier } from '../events/envelope.ts';
import { scanAll, type Table } from '../platform/table.ts';

/**
 * The identifiers of all organizations of the table `community`, in no order. No key leads to them together, so that the
 * whole table is read, page by page: for a command, and never for a function.
 */
export async function* listOrganizations(table: Table): AsyncGenerator<string> {
  for await (const { organization } of scanAll(table, {
    FilterExpression: 'sk = :organization',
    ExpressionAttributeValues: { ':organization': 'ORGANIZATION' },
  })) {
    yield Identifier.parse(organization);
  }
}
