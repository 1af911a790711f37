import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  GetCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { EventOf } from '../events/catalogue.ts';
import { Identifier } from '../events/envelope.ts';
import { getAll, untilProcessed } from '../platform/batches.ts';
import { chunksOf } from '../platform/chunks-of.ts';
import { Conflict } from '../platform/errors.ts';
import { parse } from '../platform/parse.ts';
import { isConditionFailure, LOOKUP_INDEX, queryAll, type Table } from '../platform/table.ts';
import {
  coachItems,
  memberItem,
  memberPk,
  membershipItem,
  rosterPk,
  signInItem,
  signInPk,
} from './member-items.ts';
import { Member, Membership } from './model.ts';
import { createNamesStore } from './names-store.ts';
import { createPeopleStore } from './people-store.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                           | pk                | sk               | lookupPk / lookupSk          |
 * |--------------------------------|-------------------|------------------|------------------------------|
 * | a member                       | ORG#o#MEMBER#m    | MEMBER           | ORG#o#MEMBERS / m            |
 * | a membership                   | ORG#o#MEMBER#m    | COMMUNITY#c      | ORG#o#COMMUNITY#c#ROSTER / m |
 * | a member's communities         | ORG#o#MEMBER#m    | begins COMMUNITY# |                             |
 * | a community's roster           |                   |                  | ORG#o#COMMUNITY#c#ROSTER     |
 * | a community's coaches          | ORG#o#COMMUNITY#c#COACHES | m        |                              |
 * | who signs in with an address   | SIGNIN#sha256(lower-cased email) | SIGNIN |                         |
 */
const StoredMember = Member.strip();
const StoredMembership = Membership.strip();

/** Whom an address signs in as. */
const SignIn = z.object({ organization: Identifier, member: Identifier });

/** What one BatchWriteItem takes (a service limit). */
const WRITE_LIMIT = 25;
const none = (rest: object | undefined): boolean => rest === undefined || Object.keys(rest).length === 0;

/** Whose it is, by identifiers alone: what is no identifier could be a name or an address, and is not repeated. */
const whose = (...identifiers: unknown[]): string =>
  identifiers.map((one) => Identifier.safeParse(one).data ?? '(no identifier)').join(' in ');

/** Members, what they belong to, and whom an address signs in as. */
export const createMembersStore = (table: Table) => {
  const get = async (
    pk: string,
    sk: string,
    { consistent = false } = {},
  ): Promise<Record<string, unknown> | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: { pk, sk }, ConsistentRead: consistent }),
    );
    return Item;
  };

  return {
    ...createNamesStore(table),
    ...createPeopleStore(table),

    /**
     * The member, or undefined where the organization has none of that identifier.
     *
     * @param options - `consistent`: as of now, with every change made before; costs twice as much.
     */
    getMember: async (
      organization: string,
      member: string,
      options?: { readonly consistent?: boolean },
    ): Promise<Member | undefined> => {
      const item = await get(memberPk(organization, member), 'MEMBER', options);
      return item && StoredMember.parse(item);
    },

    /**
     * Those of the members that exist, by identifier; one BatchGetItem per 100, in parallel.
     *
     * @throws {Unavailable} where the table keeps leaving keys unprocessed.
     */
    getMembers: async (organization: string, ids: Iterable<string>): Promise<Map<string, Member>> => {
      const keys = [...ids].map((id) => ({ pk: memberPk(organization, id), sk: 'MEMBER' }));
      const members = (await getAll(table, keys)).map((item) => StoredMember.parse(item));
      return new Map(members.map((member) => [member.member, member]));
    },

    /** Everybody in a community, in the order of their identifiers; eventually consistent. */
    listRoster: async (organization: string, community: string): Promise<Membership[]> => {
      const roster: Membership[] = [];
      for await (const item of queryAll(table, {
        IndexName: LOOKUP_INDEX,
        KeyConditionExpression: 'lookupPk = :pk',
        ExpressionAttributeValues: { ':pk': rosterPk(organization, community) },
      })) {
        roster.push(StoredMembership.parse(item));
      }
      return roster;
    },

    /** Every community a member belongs to, in the order of the communities' identifiers. */
    listMemberships: async (organization: string, member: string): Promise<Membership[]> => {
      const memberships: Membership[] = [];
      for await (const item of queryAll(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': memberPk(organization, member), ':prefix': 'COMMUNITY#' },
      })) {
        memberships.push(StoredMembership.parse(item));
      }
      return memberships;
    },

    /** As what a member belongs to a community, or undefined where they do not. */
    getMembership: async (
      organization: string,
      member: string,
      community: string,
    ): Promise<Membership | undefined> => {
      const item = await get(memberPk(organization, member), `COMMUNITY#${community}`);
      return item && StoredMembership.parse(item);
    },

    /**
     * Adds a member and their sign-in, both or neither.
     *
     * @throws {Conflict} where the identifier or the address is taken; the address is looked for in every organization.
     */
    addMember: async (member: Member): Promise<void> => {
      const put = (Item: Record<string, unknown>) => ({
        Put: { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' },
      });
      try {
        await table.client.send(
          new TransactWriteCommand({ TransactItems: [put(memberItem(member)), put(signInItem(member))] }),
        );
      } catch (cause) {
        if (!isConditionFailure(cause)) throw cause;
        throw new Conflict(
          `member ${member.member}: the identifier or the email address is taken; choose another`,
          { cause },
        );
      }
    },

    /**
     * Makes a member part of a community; the event, where given, is published from this write.
     *
     * @throws {Conflict} where they belong to it already.
     */
    join: async (membership: Membership, event?: EventOf<'member.joined'>): Promise<void> => {
      try {
        await table.client.send(
          new TransactWriteCommand({
            TransactItems: [
              {
                Put: {
                  TableName: table.name,
                  Item: { ...membershipItem(membership), event },
                  ConditionExpression: 'attribute_not_exists(pk)',
                },
              },
              ...coachItems(membership).map((Item) => ({ Put: { TableName: table.name, Item } })),
            ],
          }),
        );
      } catch (cause) {
        if (!isConditionFailure(cause)) throw cause;
        throw new Conflict(
          `member ${membership.member} belongs to community ${membership.community} already`,
          { cause },
        );
      }
    },

    /** Whom an email address signs in as, upper and lower case alike. */
    findSignIn: async (email: string): Promise<z.output<typeof SignIn> | undefined> => {
      const item = await get(signInPk(email), 'SIGNIN');
      return item && SignIn.parse(item);
    },

    /**
     * Whom e-mail addresses sign in as, upper and lower case alike, by the address as it was given; one BatchGetItem
     * per 100, in parallel. Only those of the organization: an address elsewhere is nobody's business here.
     *
     * @throws {Unavailable} where the table keeps leaving keys unprocessed.
     */
    findSignIns: async (organization: string, emails: readonly string[]): Promise<Map<string, string>> => {
      const items = await getAll(
        table,
        emails.map((email) => ({ pk: signInPk(email), sk: 'SIGNIN' })),
      );
      const byPk = new Map(items.map((item) => [String(item['pk']), SignIn.parse(item)]));
      return new Map(
        emails.flatMap((email): [string, string][] => {
          const found = byPk.get(signInPk(email));
          return found?.organization === organization ? [[email, found.member]] : [];
        }),
      );
    },

    /**
     * Writes many members, their sign-ins and memberships over what was there, and raises no events; for imports.
     * All of it is checked before anything is written. The writing is not atomic: after a failure, import the same again.
     *
     * @throws {InvalidInput} where one of them is not as its model has it; names it by its identifier, and the field.
     * @throws {Unavailable} where the table keeps leaving writes unprocessed.
     */
    importMembers: async (members: readonly Member[], memberships: readonly Membership[]): Promise<void> => {
      const items = [
        ...members
          .map((member) => parse(Member, member, `member ${whose(member.member)}`))
          .flatMap((member) => [memberItem(member), signInItem(member)]),
        ...memberships
          .map((one) => parse(Membership, one, `membership ${whose(one.member, one.community)}`))
          .flatMap((one) => [membershipItem(one), ...coachItems(one)]),
      ];
      // One call may not name a key twice; the last one given wins.
      const unique = [...new Map(items.map((item) => [`${item.pk}\n${item.sk}`, item])).values()];
      for (const chunk of chunksOf(unique, WRITE_LIMIT)) {
        const requests: BatchWriteCommandInput['RequestItems'] = {
          [table.name]: chunk.map((Item) => ({ PutRequest: { Item } })),
        };
        await untilProcessed(requests, async (rest) => {
          const { UnprocessedItems } = await table.client.send(new BatchWriteCommand({ RequestItems: rest }));
          return none(UnprocessedItems) ? undefined : UnprocessedItems;
        });
      }
    },
  };
};

/** @see createMembersStore */
export type MembersStore = ReturnType<typeof createMembersStore>;
