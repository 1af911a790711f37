import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Conflict } from '../platform/errors.ts';
import { parse } from '../platform/parse.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import { CreditProgram, ProgramChange } from './program-model.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                                  | pk    | sk                                  |
 * |---------------------------------------|-------|-------------------------------------|
 * | a credit program                      | ORG#o | CREDIT-PROGRAM#p                    |
 * | an organization's programs            | ORG#o | begins CREDIT-PROGRAM#              |
 * | a change of a program                 | ORG#o | CREDIT-PROGRAM-CHANGE#p#00001       |
 * | all changes of a program, in order    | ORG#o | begins CREDIT-PROGRAM-CHANGE#p#     |
 */
const organizationPk = (organization: string): string => `ORG#${organization}`;
const PREFIX = 'CREDIT-PROGRAM#';
const changePrefix = (program: string): string => `CREDIT-PROGRAM-CHANGE#${program}#`;

const StoredProgram = CreditProgram.strip();
const StoredChange = ProgramChange.strip();

/** @see createProgramsStore */
export type ProgramsStore = ReturnType<typeof createProgramsStore>;

/** An organization's credit programs, and who changed which field of them when. */
export const createProgramsStore = (table: Table) => {
  const list = (organization: string, prefix: string) =>
    queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': organizationPk(organization), ':prefix': prefix },
    });

  return {
    /** The program, or undefined where the organization has none of that identifier. */
    async getProgram(organization: string, program: string): Promise<CreditProgram | undefined> {
      const Key = { pk: organizationPk(organization), sk: `${PREFIX}${program}` };
      const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key }));
      return Item && parse(StoredProgram, Item, 'credit program');
    },

    /** All programs, the retired ones too, in the order of their identifiers. */
    async listPrograms(organization: string): Promise<CreditProgram[]> {
      const programs: CreditProgram[] = [];
      for await (const item of list(organization, PREFIX)) {
        programs.push(parse(StoredProgram, item, 'credit program'));
      }
      return programs;
    },

    /** Every change of a program, the first first. */
    async changesOf(organization: string, program: string): Promise<ProgramChange[]> {
      const changes: ProgramChange[] = [];
      for await (const item of list(organization, changePrefix(program))) {
        changes.push(parse(StoredChange, item, 'change of a credit program'));
      }
      return changes;
    },

    /**
     * Stores a program's first or next revision together with its change.
     *
     * @throws {Conflict} where there is one of that identifier already, or it was changed in the meantime.
     */
    async saveProgram(program: CreditProgram, change: ProgramChange): Promise<void> {
      const pk = organizationPk(program.organization);
      const isNew = program.revision === 1;
      const put = (Item: Record<string, unknown>) => ({ TableName: table.name, Item });
      const number = String(change.revision).padStart(5, '0');
      try {
        await table.client.send(
          new TransactWriteCommand({
            TransactItems: [
              {
                Put: {
                  ...put({ ...program, pk, sk: `${PREFIX}${program.program}` }),
                  ...(isNew
                    ? { ConditionExpression: 'attribute_not_exists(pk)' }
                    : {
                        ConditionExpression: 'revision = :seen',
                        ExpressionAttributeValues: { ':seen': program.revision - 1 },
                      }),
                },
              },
              { Put: put({ ...change, pk, sk: `${changePrefix(program.program)}${number}` }) },
            ],
          }),
        );
      } catch (cause) {
        if (!isConditionFailure(cause)) throw cause;
        throw new Conflict(
          isNew
            ? 'there is a credit program of this identifier already; choose another'
            : 'this credit program was changed by somebody else in the meantime; look at it again and repeat what you did',
          { cause },
        );
      }
    },
  };
};
