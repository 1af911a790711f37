import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../events/catalogue.ts';
import { Conflict } from '../platform/errors.ts';
import { isConditionFailure, LOOKUP_INDEX, queryAll, type Table } from '../platform/table.ts';
import {
  ADDRESS_CHANGE_PREFIX,
  addressChangeItem,
  directoryPk,
  memberItem,
  memberPk,
  signInItem,
  signInPk,
} from './member-items.ts';
import { AddressChange, Member } from './model.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                             | key                                              |
 * |----------------------------------|--------------------------------------------------|
 * | an organization's members, by id | index `lookup`: pk ORG#o#MEMBERS, sk after an id |
 * | a member, and their sign-ins     | as in store.ts                                   |
 * | changes of a member's address    | pk ORG#o#MEMBER#m, sk begins with ADDRESS-CHANGE# |
 */

/** Some members of an organization, and the identifier to go on after; without one, these were the last. */
export interface DirectoryPage {
  readonly members: readonly Member[];
  readonly next: string | undefined;
}

const StoredMember = Member.strip();
const StoredChange = AddressChange.strip();

/** How many members one read looks at where some are looked for. */
const READ = 500;

/** A name as it is looked for: in lower case, without marks above or below letters. */
const plainName = (name: string): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** An organization's members as staff look through them, and what staff change of one. */
export const createDirectoryStore = (table: Table) => ({
  /**
   * Members in the order of their identifiers, those alone whose name holds a text where one is given, wherever in it
   * and whatever its capitals and accents. Reads a page and one more where none is given, else 500 at a time, until the
   * page is full or nobody is left; eventually consistent.
   *
   * @param size - at most so many on a page.
   */
  list: async (
    organization: string,
    { name, after, size }: { readonly name?: string; readonly after?: string; readonly size: number },
  ): Promise<DirectoryPage> => {
    const wanted = plainName(name ?? '');
    const members: Member[] = [];
    let last = after;
    for (;;) {
      const { Items = [], LastEvaluatedKey } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: LOOKUP_INDEX,
          KeyConditionExpression: `lookupPk = :pk${last === undefined ? '' : ' AND lookupSk > :last'}`,
          ExpressionAttributeValues: {
            ':pk': directoryPk(organization),
            ...(last !== undefined && { ':last': last }),
          },
          // One more than a page, to know whether there is another.
          Limit: wanted === '' ? Math.min(READ, size + 1) : READ,
        }),
      );
      for (const item of Items) {
        const member = StoredMember.parse(item);
        if (wanted !== '' && !plainName(member.name).includes(wanted)) continue;
        if (members.length === size) return { members, next: members.at(-1)?.member };
        members.push(member);
      }
      if (LastEvaluatedKey === undefined) return { members, next: undefined };
      last = StoredMember.parse(Items.at(-1)).member;
    }
  },

  /**
   * Gives a member another e-mail address, which they sign in with from now on, in one transaction: the member, with
   * the event riding on them, the sign-in of the address before, that of the new one, and who did it and why.
   *
   * @param member - as they were when the change was decided on.
   * @param change - for the audit trail of the member.
   * @param event - where credentials name the address before; left out where only its capitals change.
   * @throws {Conflict} where the address is somebody's already, in whatever organization, or the member was changed
   *   meanwhile.
   */
  changeEmail: async (
    member: Member,
    email: string,
    change: AddressChange,
    event: EventOf<'member.address-changed'> | undefined,
  ): Promise<void> => {
    const TableName = table.name;
    const changed = { ...member, email };
    const { lookupPk, lookupSk } = memberItem(changed);
    const update = {
      Update: {
        TableName,
        Key: { pk: memberPk(member.organization, member.member), sk: 'MEMBER' },
        UpdateExpression: `SET email = :email, lookupPk = :pk, lookupSk = :sk${event ? ', event = :event' : ''}`,
        ConditionExpression: 'email = :before',
        ExpressionAttributeValues: {
          ':email': email,
          ':before': member.email,
          ':pk': lookupPk,
          ':sk': lookupSk,
          ...(event && { ':event': event }),
        },
      },
    };
    const isSameSignIn = signInPk(email) === signInPk(member.email);
    const moved = isSameSignIn
      ? []
      : [
          { Delete: { TableName, Key: { pk: signInPk(member.email), sk: 'SIGNIN' } } },
          {
            Put: {
              TableName,
              Item: signInItem(changed),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ];
    const audit = { Put: { TableName, Item: addressChangeItem(change) } };
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: [update, audit, ...moved] }));
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Conflict(
        `member ${member.member}: the new address signs somebody in already, or the member was changed meanwhile; nothing was changed`,
        { cause },
      );
    }
  },

  /** Every change of a member's address that staff made, the first first. */
  addressChangesOf: async (organization: string, member: string): Promise<AddressChange[]> => {
    const changes: AddressChange[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :change)',
      ExpressionAttributeValues: { ':pk': memberPk(organization, member), ':change': ADDRESS_CHANGE_PREFIX },
    })) {
      changes.push(StoredChange.parse(item));
    }
    return changes;
  },
});

/** @see createDirectoryStore */
export type DirectoryStore = ReturnType<typeof createDirectoryStore>;
