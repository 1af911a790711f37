import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Conflict } from '../platform/errors.ts';
import { parse } from '../platform/parse.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import type { LedgerEntry } from './model.ts';
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
 * | a program as it was before a change   | ORG#o | CREDIT-PROGRAM-REVISION#p#00001     |
 * | every program as it ever was          | ORG#o | begins CREDIT-PROGRAM-REVISION#     |
 */
const organizationPk = (organization: string): string => `ORG#${organization}`;
const PREFIX = 'CREDIT-PROGRAM#';
const REVISION_PREFIX = 'CREDIT-PROGRAM-REVISION#';
const changePrefix = (program: string): string => `CREDIT-PROGRAM-CHANGE#${program}#`;
const numberOf = (revision: number): string => String(revision).padStart(5, '0');
const revisionSk = (program: string, revision: number): string =>
  `${REVISION_PREFIX}${program}#${numberOf(revision)}`;

const StoredProgram = CreditProgram.strip();
const StoredChange = ProgramChange.strip();

/** The program of an entry as it was when the entry was made; undefined where the entry is under none. */
export type ProgramOfEntry = (
  entry: Pick<LedgerEntry, 'program' | 'programRevision'>,
) => CreditProgram | undefined;

/** @see createProgramsStore */
export type ProgramsStore = ReturnType<typeof createProgramsStore>;

/** An organization's credit programs, and who changed which field of them when. */
export const createProgramsStore = (table: Table) => {
  const list = (organization: string, prefix: string) =>
    queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': organizationPk(organization), ':prefix': prefix },
    });

  const get = async (organization: string, sk: string): Promise<CreditProgram | undefined> => {
    const Key = { pk: organizationPk(organization), sk };
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
    );
    return Item && parse(StoredProgram, Item, 'credit program');
  };

  const listAll = async (organization: string, prefix: string): Promise<CreditProgram[]> => {
    const programs: CreditProgram[] = [];
    for await (const item of list(organization, prefix)) {
      programs.push(parse(StoredProgram, item, 'credit program'));
    }
    return programs;
  };

  return {
    /** The program, or undefined where the organization has none of that identifier. */
    getProgram: (organization: string, program: string): Promise<CreditProgram | undefined> =>
      get(organization, `${PREFIX}${program}`),

    /**
     * The program as it was at a revision, what a paper says of credit earned under it then: one read where that is the
     * current one, else two.
     *
     * @param revision - the entry's `programRevision`; undefined in entries made before it was told: the current one.
     * @returns undefined where the organization has no such program, or it never had such a revision.
     */
    async getProgramAt(
      organization: string,
      program: string,
      revision: number | undefined,
    ): Promise<CreditProgram | undefined> {
      const current = await get(organization, `${PREFIX}${program}`);
      if (!current || revision === undefined || revision === current.revision) return current;
      return get(organization, revisionSk(program, revision));
    },

    /** The programs of any entries of an organization, each as {@link getProgramAt} has it; two queries for all. */
    async programsAt(organization: string): Promise<ProgramOfEntry> {
      // The earlier ones last: what is changed in between is then found among them.
      const current = await listAll(organization, PREFIX);
      const earlier = await listAll(organization, REVISION_PREFIX);
      const keyOf = (program: string, revision?: number) => `${program}#${revision ?? 'current'}`;
      const byKey = new Map([
        ...[...current, ...earlier].map((one) => [keyOf(one.program, one.revision), one] as const),
        ...current.map((one) => [keyOf(one.program), one] as const),
      ]);
      return ({ program, programRevision }) =>
        program === undefined ? undefined : byKey.get(keyOf(program, programRevision));
    },

    /** All programs, the retired ones too, in the order of their identifiers. */
    listPrograms: (organization: string): Promise<CreditProgram[]> => listAll(organization, PREFIX),

    /** Every change of a program, the first first. */
    async changesOf(organization: string, program: string): Promise<ProgramChange[]> {
      const changes: ProgramChange[] = [];
      for await (const item of list(organization, changePrefix(program))) {
        changes.push(parse(StoredChange, item, 'change of a credit program'));
      }
      return changes;
    },

    /**
     * Stores a program's first or next revision together with its change; the revision before it stays readable.
     *
     * @throws {Conflict} where there is one of that identifier already, or it was changed in the meantime.
     */
    async saveProgram(program: CreditProgram, change: ProgramChange): Promise<void> {
      const pk = organizationPk(program.organization);
      const isNew = program.revision === 1;
      const overtaken = (cause?: unknown) =>
        new Conflict(
          isNew
            ? 'there is a credit program of this identifier already; choose another'
            : 'this credit program was changed by somebody else in the meantime; look at it again and repeat what you did',
          { cause },
        );
      const before = isNew ? undefined : await get(program.organization, `${PREFIX}${program.program}`);
      if (!isNew && before?.revision !== program.revision - 1) throw overtaken();
      const put = (Item: Record<string, unknown>) => ({ TableName: table.name, Item });
      const current = put({ ...program, pk, sk: `${PREFIX}${program.program}` });
      const TransactItems = [
        {
          Put: isNew
            ? { ...current, ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ...current,
                ConditionExpression: 'revision = :seen',
                ExpressionAttributeValues: { ':seen': program.revision - 1 },
              },
        },
        { Put: put({ ...change, pk, sk: `${changePrefix(program.program)}${numberOf(change.revision)}` }) },
        ...(before ? [{ Put: put({ ...before, pk, sk: revisionSk(before.program, before.revision) }) }] : []),
      ];
      try {
        await table.client.send(new TransactWriteCommand({ TransactItems }));
      } catch (cause) {
        if (!isConditionFailure(cause)) throw cause;
        throw overtaken(cause);
      }
    },
  };
};
