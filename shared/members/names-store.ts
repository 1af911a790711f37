import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { parse } from '../platform/parse.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import { memberPk } from './member-items.ts';
import { Member } from './model.ts';

const PREFIX = 'NAME#';

/** That a member is called otherwise since an instant: who changed it, and the name before and after. */
const NameChange = z.object({
  organization: Identifier,
  member: Identifier,
  by: Identifier,
  at: Instant,
  from: Member.shape.name,
  to: Member.shape.name,
});

/** Who changes a name, and when. */
export interface Renaming {
  /** The member who does: staff, or the member themselves. */
  readonly by: string;
  readonly at: Date;
}

/**
 * How members are called, and were: names stand in no credential ledger, so what is printed of one asks here.
 *
 * | what (table `community`) | pk | sk |
 * |---|---|---|
 * | a member | ORG#o#MEMBER#m | MEMBER |
 * | a change of their name (audit) | ORG#o#MEMBER#m | NAME#at |
 */
export const createNamesStore = (table: Table) => {
  const nameNow = async (organization: string, member: string): Promise<string | undefined> => {
    const Key = { pk: memberPk(organization, member), sk: 'MEMBER' };
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
    );
    return Item && Member.strip().parse(Item).name;
  };

  return {
    /**
     * Changes how a member is called, and keeps who did so, when, from what to what; what was issued to them keeps the
     * name it was issued with.
     *
     * @throws {NotFound} where the member is not there.
     * @throws {Conflict} where somebody else changed the name at the same time.
     */
    async changeName(
      organization: string,
      member: string,
      name: string,
      { by, at }: Renaming,
    ): Promise<void> {
      const to = parse(Member.shape.name, name, 'name');
      const from = await nameNow(organization, member);
      if (from === undefined) throw new NotFound(`member ${member} is not there`);
      if (from === to) return;
      const change = { organization, member, by, at: at.toISOString(), from, to };
      const pk = memberPk(organization, member);
      try {
        await table.client.send(
          new TransactWriteCommand({
            TransactItems: [
              {
                Update: {
                  TableName: table.name,
                  Key: { pk, sk: 'MEMBER' },
                  UpdateExpression: 'SET #name = :to',
                  ConditionExpression: '#name = :from',
                  ExpressionAttributeNames: { '#name': 'name' },
                  ExpressionAttributeValues: { ':to': to, ':from': from },
                },
              },
              {
                Put: {
                  TableName: table.name,
                  Item: { ...change, pk, sk: `${PREFIX}${change.at}` },
                  ConditionExpression: 'attribute_not_exists(pk)',
                },
              },
            ],
          }),
        );
      } catch (cause) {
        if (!isConditionFailure(cause)) throw cause;
        throw new Conflict(
          `the name of member ${member} was changed at the same time; look at it and try again`,
          { cause },
        );
      }
    },

    /**
     * What a member was called at the end of a day (UTC): the name that is printed on papers about that day. Two reads.
     *
     * @param day - `2026-11-22`.
     * @returns undefined where the member is not there.
     */
    async nameOn(organization: string, member: string, day: string): Promise<string | undefined> {
      const name = await nameNow(organization, member);
      // The first change after the day tells what the name was until then.
      for await (const item of queryAll(table, {
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :last',
        ExpressionAttributeValues: {
          ':pk': memberPk(organization, member),
          ':after': `${PREFIX}${day}T~`,
          ':last': `${PREFIX}~`,
        },
        ConsistentRead: true,
        Limit: 1,
      })) {
        return name === undefined ? undefined : parse(NameChange, item, 'change of a name').from;
      }
      return name;
    },
  };
};
