import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { parse } from '../platform/parse.ts';
import { queryAll, type Table } from '../platform/table.ts';
import { ExternalCredential } from './external-credential.ts';

/*
 * Access patterns on the table `credentials` (nothing is ever deleted):
 *
 * | what                                    | pk             | sk                     |
 * |-----------------------------------------|----------------|------------------------|
 * | a credential that somebody else issued  | ORG#o#MEMBER#m | EXTERNAL#hash          |
 * | all of a member's                       | ORG#o#MEMBER#m | begins with EXTERNAL#  |
 */
const memberPk = (organization: string, member: string) => `ORG#${organization}#MEMBER#${member}`;
const PREFIX = 'EXTERNAL#';

const Stored = ExternalCredential.strip();

/** The credentials of other issuers that members keep here with their own. */
export const createBackpackStore = (table: Table) => ({
  /**
   * Keeps a credential, over an earlier version of the same one.
   *
   * @returns whether there was one.
   */
  put: async (credential: ExternalCredential): Promise<'added' | 'replaced'> => {
    const { organization, member, external } = credential;
    const Item = { ...credential, pk: memberPk(organization, member), sk: `${PREFIX}${external}` };
    const { Attributes } = await table.client.send(
      new PutCommand({ TableName: table.name, Item, ReturnValues: 'ALL_OLD' }),
    );
    return Attributes === undefined ? 'added' : 'replaced';
  },

  /** All that a member keeps of other issuers, the one that became valid first first. */
  listOf: async (organization: string, member: string): Promise<ExternalCredential[]> => {
    const found: ExternalCredential[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': memberPk(organization, member), ':prefix': PREFIX },
    })) {
      found.push(parse(Stored, item, 'credential of another issuer'));
    }
    return found.sort(
      (a, b) => a.validFrom.localeCompare(b.validFrom) || a.external.localeCompare(b.external),
    );
  },
});
/** @see createBackpackStore */
export type BackpackStore = ReturnType<typeof createBackpackStore>;
