import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import type { EventOf } from '../events/catalogue.ts';
import { getAll } from '../platform/batches.ts';
import { Conflict } from '../platform/errors.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import { writesOfChange } from './change-writes.ts';
import { toSecond } from './credential.ts';
import {
  CHANGE_PREFIX,
  credentialKey,
  credentialPk,
  issuedItems,
  PROFILE_PREFIX,
  profilePk,
} from './credential-items.ts';
import type { StandingEvent } from './life.ts';
import { CredentialChange, CredentialSummary, IssuedCredential } from './model.ts';

/*
 * Access patterns on the table `credentials` (nothing is ever deleted):
 *
 * | what                                   | pk               | sk                                 |
 * |----------------------------------------|------------------|------------------------------------|
 * | a credential, with its signed document | CREDENTIAL#id    | CREDENTIAL                         |
 * | where some of them stand               | CREDENTIAL#id    | CREDENTIAL, each                   |
 * | a change of its life                   | CREDENTIAL#id    | CHANGE#00001                       |
 * | its changes, by number                 | CREDENTIAL#id    | begins with CHANGE#                |
 * | a credential in a member's profile     | ORG#o#MEMBER#m   | CREDENTIAL#issuedAt#id             |
 * | a member's credentials, by time        | ORG#o#MEMBER#m   | between CREDENTIAL#from and #until |
 * | its bit, once it was set (status-store) | ORG#o#STATUS#0001 | INDEX#000123                      |
 */

const StoredCredential = IssuedCredential.strip();
const StoredSummary = CredentialSummary.strip();
const StoredChange = CredentialChange.strip();
const StoredStanding = IssuedCredential.pick({
  credential: true,
  standing: true,
  validUntil: true,
}).strip();
type StoredStanding = z.output<typeof StoredStanding>;

/** The credential that another one follows, and the change of its life that says so. */
export interface Before {
  readonly credential: IssuedCredential;
  readonly change: CredentialChange;
  readonly event?: StandingEvent;
}

/** The first whole second at or after an instant: credentials are issued at whole seconds. */
const secondFrom = (instant: string): string =>
  toSecond(new Date(Math.ceil(Date.parse(instant) / 1000) * 1000));

/** Nothing of it was written: somebody changed the credential first. */
const overtaken = (credential: string, cause: unknown): Conflict =>
  new Conflict(
    `credential ${credential} was changed by somebody else meanwhile; load it again, and decide once more`,
    { cause },
  );

/** True where the first write of a transaction found that what it puts is there already. */
const isKnown = (thrown: unknown): boolean =>
  thrown instanceof TransactionCanceledException &&
  thrown.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed';

/** True where a transaction found something else than it was decided on, or met another one on the same item. */
const isOvertaken = (thrown: unknown): boolean =>
  isConditionFailure(thrown) ||
  (thrown instanceof TransactionCanceledException &&
    (thrown.CancellationReasons ?? []).some(({ Code }) => Code === 'TransactionConflict'));

/**
 * Credentials and their lives. The signed document never changes; standing and visibility do, and every change of them
 * is kept. Nothing is ever deleted.
 */
export const createCredentialsStore = (table: Table) => ({
  /** The credential with every change made before, or undefined where none was issued under that identifier. */
  get: async (credential: string): Promise<IssuedCredential | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: credentialKey(credential), ConsistentRead: true }),
    );
    return Item && StoredCredential.parse(Item);
  },

  /**
   * Where each of some credentials stands, by its identifier; those that were not issued yet are left out. One
   * BatchGetItem per 100, each credential read whole.
   */
  standingsOf: async (credentials: readonly string[]): Promise<ReadonlyMap<string, StoredStanding>> => {
    const items = await getAll(table, credentials.map(credentialKey));
    const standings = items.map((item) => StoredStanding.parse(item));
    return new Map(standings.map((one) => [one.credential, one]));
  },

  /** A member's credentials, oldest first; issued at or after `from` and before `until` where these are given. */
  listOf: async (
    organization: string,
    member: string,
    { from, until }: { readonly from?: string; readonly until?: string } = {},
  ): Promise<CredentialSummary[]> => {
    const summaries: CredentialSummary[] = [];
    for await (const item of queryAll(table, {
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
      ExpressionAttributeValues: {
        ':pk': profilePk(organization, member),
        // A bound without an identifier after it sorts before every credential of its own second.
        ':from': `${PROFILE_PREFIX}${from === undefined ? '' : secondFrom(from)}`,
        ':until': `${PROFILE_PREFIX}${until === undefined ? '~' : secondFrom(until)}`,
      },
    })) {
      summaries.push(StoredSummary.parse(item));
    }
    return summaries;
  },

  /**
   * Stores a credential, its summary in the profile and the event that tells of it, in one transaction of two items
   * (two write units a kilobyte of each); with `before`, the change of the one that it follows, too. A
   * credential that is there already stays as it is.
   *
   * @throws {Conflict} where the one before was changed by somebody else meanwhile; nothing is stored then.
   */
  put: async (
    issued: IssuedCredential,
    event: EventOf<'credential.issued'>,
    { before }: { readonly before?: Before } = {},
  ): Promise<'stored' | 'known'> => {
    const { credential, summary } = issuedItems(issued, event);
    const TableName = table.name;
    const TransactItems = [
      { Put: { TableName, Item: credential, ConditionExpression: 'attribute_not_exists(pk)' } },
      { Put: { TableName, Item: summary } },
      ...(before ? writesOfChange(TableName, before.credential, before.change, before.event) : []),
    ];
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems }));
      return 'stored';
    } catch (thrown) {
      if (isKnown(thrown)) return 'known';
      if (before && isOvertaken(thrown)) throw overtaken(before.credential.credential, thrown);
      throw thrown;
    }
  },

  /**
   * Makes one change of a credential's life, all of it or nothing, in one transaction: the change for the audit trail,
   * with the event riding on it, the credential and its summary (standing, visibility, number of the last change), and
   * the bit of its status place where its standing changed: three or four items.
   *
   * @param issued - the credential as the change was decided on.
   * @param accessKey - the key that opens it from now on, where the change brings another one.
   * @throws {Conflict} where it was changed meanwhile.
   */
  change: async (
    issued: IssuedCredential,
    change: CredentialChange,
    event?: StandingEvent,
    accessKey?: string,
  ): Promise<void> => {
    const TransactItems = writesOfChange(table.name, issued, change, event, accessKey);
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems }));
    } catch (thrown) {
      if (isOvertaken(thrown)) throw overtaken(issued.credential, thrown);
      throw thrown;
    }
  },

  /** The audit trail of a credential, the first change first. */
  changesOf: async (credential: string): Promise<CredentialChange[]> => {
    const changes: CredentialChange[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :change)',
      ExpressionAttributeValues: { ':pk': credentialPk(credential), ':change': CHANGE_PREFIX },
      ConsistentRead: true,
    })) {
      changes.push(StoredChange.parse(item));
    }
    return changes;
  },
});

/** @see createCredentialsStore */
export type CredentialsStore = ReturnType<typeof createCredentialsStore>;
