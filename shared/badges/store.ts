import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../events/catalogue.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import { toSecond } from './credential.ts';
import { CredentialSummary, IssuedCredential } from './model.ts';

/*
 * Access patterns on the table `credentials` (nothing is ever deleted):
 *
 * | what                                  | pk             | sk                               |
 * |---------------------------------------|----------------|----------------------------------|
 * | a credential, with its signed document | CREDENTIAL#id | CREDENTIAL                       |
 * | a credential in a member's profile    | ORG#o#MEMBER#m | CREDENTIAL#issuedAt#id           |
 * | a member's credentials, by time       | ORG#o#MEMBER#m | between CREDENTIAL#from and #until |
 */
const credentialKey = (credential: string) => ({ pk: `CREDENTIAL#${credential}`, sk: 'CREDENTIAL' });
const profilePk = (organization: string, member: string): string => `ORG#${organization}#MEMBER#${member}`;
const PROFILE_PREFIX = 'CREDENTIAL#';

const StoredCredential = IssuedCredential.strip();
const StoredSummary = CredentialSummary.strip();

/** The first whole second at or after an instant: credentials are issued at whole seconds. */
const secondFrom = (instant: string): string =>
  toSecond(new Date(Math.ceil(Date.parse(instant) / 1000) * 1000));

/** Credentials as they were issued; never changed, never deleted. */
export const createCredentialsStore = (table: Table) => ({
  /** The credential, or undefined where none was issued under that identifier. */
  get: async (credential: string): Promise<IssuedCredential | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: credentialKey(credential) }),
    );
    return Item && StoredCredential.parse(Item);
  },

  /** A member's credentials, oldest first; issued at or after `from` and before `until` where these are given. */
  listOf: async (
    organization: string,
    member: string,
    { from, until }: { readonly from?: string; readonly until?: string } = {},
  ): Promise<CredentialSummary[]> => {
    const summaries: CredentialSummary[] = [];
    for await (const item of queryAll(table, {
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
   * Stores a credential, its place in the profile and the event that tells of it, in one transaction of four write
   * units a kilobyte. A credential that is there already stays as it is.
   */
  put: async (issued: IssuedCredential, event: EventOf<'credential.issued'>): Promise<'stored' | 'known'> => {
    const summary = StoredSummary.parse(issued);
    const profile = {
      ...summary,
      pk: profilePk(issued.organization, issued.member),
      sk: `${PROFILE_PREFIX}${issued.issuedAt}#${issued.credential}`,
    };
    try {
      await table.client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName: table.name,
                Item: { ...issued, ...credentialKey(issued.credential), event },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
            { Put: { TableName: table.name, Item: profile } },
          ],
        }),
      );
      return 'stored';
    } catch (thrown) {
      if (isConditionFailure(thrown)) return 'known';
      throw thrown;
    }
  },
});

/** @see createCredentialsStore */
export type CredentialsStore = ReturnType<typeof createCredentialsStore>;
