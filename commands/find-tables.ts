import { connectLocal } from '../local/connect.ts';
import { InvalidInput } from '../shared/platform/errors.ts';

/** The tables of a system, by what they hold. */
export type TableKind = 'community' | 'engagement' | 'credentials';

/** Each table's output of the stack. */
const outputs: Readonly<Record<TableKind, string>> = {
  community: 'CommunityTable',
  engagement: 'EngagementTable',
  credentials: 'CredentialsTable',
};

/** The flags by which a command is told where its tables are. */
export const tableFlags = {
  url: { type: 'string' },
  'community-table': { type: 'string' },
  'engagement-table': { type: 'string' },
  'credentials-table': { type: 'string' },
} as const;

/** What was given for them. */
export interface TableArguments {
  readonly url?: string | undefined;
  readonly 'community-table'?: string | undefined;
  readonly 'engagement-table'?: string | undefined;
  readonly 'credentials-table'?: string | undefined;
}

/**
 * The names of the tables that a command needs and the time it is there: of a local system by its address, otherwise
 * from flags and environment. Points this process's AWS clients at a local system.
 *
 * @throws {InvalidInput} naming the flag where a table's name is not to be found; {@link connectLocal}'s where the
 *   address does not answer.
 */
export const findTables = async <Kind extends TableKind>(
  args: TableArguments,
  kinds: readonly Kind[],
): Promise<{ now: Date; tables: Readonly<Record<Kind, string>> }> => {
  const status = args.url === undefined ? undefined : await (await connectLocal(args.url)).status();
  const nameOf = (kind: Kind): string => {
    const name = status
      ? status.outputs[outputs[kind]]
      : (args[`${kind}-table`] ?? process.env[`${kind.toUpperCase()}_TABLE`]);
    if (name !== undefined && name !== '') return name;
    throw new InvalidInput(
      status
        ? `The system at ${args.url ?? ''} does not say what its ${kind} table is called. Start it again with npm start.`
        : `Say where to find the records: --url for a local system, or --${kind}-table (the stack's output ${outputs[kind]}).`,
    );
  };
  const tables = Object.fromEntries(kinds.map((kind) => [kind, nameOf(kind)])) as Record<Kind, string>;
  return { now: status ? new Date(status.now) : new Date(), tables };
};
