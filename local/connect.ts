import { InvalidInput, Unavailable } from '../shared/platform/errors.ts';
import type { Status } from './console/source.ts';

/** A local system as another program on this machine reaches it. */
export interface LocalConnection {
  readonly url: string;
  status(): Promise<Status>;
  /** Resolves when no queue, stream, bus or invocation has work left, dead letters aside. */
  idle(): Promise<void>;
  /** Sets the system's clock (`undefined`: real time); schedules that become due by it run. */
  setClock(now: Date | undefined): Promise<void>;
}

/**
 * Connects to a running local system, and points this process's AWS clients at it.
 *
 * @param url - the address that `npm start` printed.
 * @throws {InvalidInput} where that is no URL of this machine; {@link Unavailable} where nothing answers there.
 */
export const connectLocal = async (url: string): Promise<LocalConnection> => {
  const origin = URL.canParse(url) ? new URL(url) : undefined;
  if (!origin || !['127.0.0.1', 'localhost', '[::1]'].includes(origin.hostname)) {
    throw new InvalidInput(`"${url}" is no address of a local system; give the one that npm start printed.`);
  }
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(new URL(path, origin), {
      ...init,
      headers: { accept: 'application/json', 'content-type': 'application/json', origin: origin.origin },
    }).catch((cause: unknown) => {
      throw new Unavailable(`Nothing answers at ${origin.origin}. Start it with npm start, then try again.`, {
        cause,
      });
    });
    if (!response.ok)
      throw new Unavailable(`${origin.origin}${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const status = async () => (await ask('/_local/status')) as Status;
  const { endpoints } = await status();
  Object.assign(process.env, endpoints, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  return {
    url: origin.origin,
    status,
    idle: async () => {
      await ask('/_local/idle');
    },
    setClock: async (now) => {
      await ask('/_local/clock', {
        method: 'POST',
        body: JSON.stringify({ now: now?.toISOString() ?? null }),
      });
    },
  };
};
