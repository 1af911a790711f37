import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Identifier } from '../../events/envelope.ts';
import { queryAll, type Table } from '../../platform/table.ts';
import { listNumber } from '../credential-items.ts';

/*
 * Access pattern on the table `credentials`: every status list of every organization.
 *
 * | what                       | pk           | sk         |
 * |----------------------------|--------------|------------|
 * | that there is a status list | STATUS-LISTS | ORG#o#0001 |
 */
const REGISTER = 'STATUS-LISTS';

const Entry = z.object({ organization: Identifier, list: z.number().int().positive() });
/** @see Entry */
export type RegisteredList = z.output<typeof Entry>;

/** Which status lists there are: one small item each, so that they are found without looking at anything else. */
export const createStatusRegister = (table: Table) => ({
  /** Enters a list; entering it again changes nothing. */
  enter: async (organization: string, list: number): Promise<void> => {
    const entry: RegisteredList = { organization, list };
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...entry, pk: REGISTER, sk: `ORG#${organization}#${listNumber(list)}` },
      }),
    );
  },

  /** Every list that was entered, by organization. */
  registered: async function* (): AsyncGenerator<RegisteredList> {
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': REGISTER },
    })) {
      yield Entry.parse(item);
    }
  },
});
