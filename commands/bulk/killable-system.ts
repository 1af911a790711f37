import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connectLocal, type LocalConnection } from '../../local/connect.ts';
import { Unavailable } from '../../shared/platform/errors.ts';
import { createTableClient, type Table } from '../../shared/platform/table.ts';

/** A whole system in a process of its own, which can be killed as nothing can be told beforehand. */
export interface KillableSystem {
  readonly connection: LocalConnection;
  readonly community: Table;
  readonly credentials: Table;
  /** Ends the process at once (SIGKILL); resolves when it is gone. */
  kill(): Promise<void>;
}

const addressOf = async (child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new Unavailable('the system was started without a way to say where it is');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Unavailable('the system ended before it said where it is');
};

/**
 * Starts the system in a process of its own, and points this process's AWS clients at it.
 *
 * @param port - 0 takes a free one; a second start gives the one of the first, so that addresses stay.
 */
export const startKillable = async (
  template: string,
  data: string,
  port: number,
): Promise<KillableSystem> => {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'system.ts'),
      template,
      data,
      String(port),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const connection = await connectLocal(await addressOf(child));
  const { outputs } = await connection.status();
  const client = createTableClient();
  const table = (output: string): Table => ({ client, name: outputs[output] ?? '' });
  return {
    connection,
    community: table('CommunityTable'),
    credentials: table('CredentialsTable'),
    kill: async () => {
      client.destroy();
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};
