import { InvalidInput } from '../../shared/platform/errors.ts';
import { type Database, readSetting, writeSetting } from './database.ts';
import { type Listening, listen } from './listen.ts';

const PORT = 'public-port';

/** The public port of a folder that was never started. */
const FIRST_PORT = 8787;

/** The public port, listening. */
export interface PublicListening extends Listening {
  /** Binds the data folder to this port from now on; nothing where any free port was asked for. */
  readonly keepPort: () => void;
}

/** Which folder is started, and on which port it was asked to be. */
export interface PortChoice {
  readonly database: Database;
  /** The data folder as it was given, for sentences. */
  readonly data: string;
  /** Absent: as before. 0: any free one, this time only. */
  readonly asked: number | undefined;
}

/**
 * Listens on the public port of a data folder, which keeps the first one it was started on: what it issued names the
 * port (did:web) and verifies nowhere else.
 *
 * @throws {InvalidInput} where the folder belongs to another port than the one asked for, or the port is not free.
 */
export const listenInPublic = async ({ database, data, asked }: PortChoice): Promise<PublicListening> => {
  if (asked === 0) return { ...(await listen(0)), keepPort: () => undefined };
  const kept = Number(readSetting(database, PORT) ?? 0);
  if (kept !== 0 && asked !== undefined && asked !== kept) {
    throw new InvalidInput(
      `The data folder ${data} was used on port ${kept} before, and the badges issued from it verify only there: start it with --port ${kept} as before, or give another folder with --data.`,
      { field: 'port' },
    );
  }
  const port = kept === 0 ? (asked ?? FIRST_PORT) : kept;
  const listening = await listen(
    port,
    kept === 0
      ? `Stop what uses it, or give another port with --port, which the data folder ${data} (--data) then keeps.`
      : `Stop what uses it: the badges in the data folder ${data} verify on this port only. To run a second system, give both another --port and another folder with --data.`,
  );
  return {
    ...listening,
    keepPort: () => {
      writeSetting(database, PORT, String(port));
    },
  };
};
