import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type LocalSystem, startLocal } from '../../local/index.ts';
import { grantByHand, type Said } from '../../shared/awards/by-hand.ts';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { changeOf } from '../../shared/badges/life.ts';
import type { Achievement, ChangeKind, IssuedCredential } from '../../shared/badges/model.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { Defect } from '../../shared/platform/errors.ts';
import { createKeyFile } from '../../shared/platform/signer.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { synthesise } from '../synth.ts';

/** The organization and the one member of this world; neither exists (RFC 2606). */
const ORGANIZATION = 'northmoor';
const MEMBER = 'ada';

/** The member's address, which every credential of this world is for. */
export const EMAIL = 'ada@northmoor.example.org';

const organization = {
  organization: ORGANIZATION,
  name: 'Northmoor Institute of Practice',
  url: 'https://northmoor.example.org',
  email: 'badges@northmoor.example.org',
};

/** How the key files of a data folder begin, after the keys of the template. */
const keyFiles = [
  ['SigningKey', 'Ed25519'],
  ['SigningRs256Key', 'RS256'],
  ['SigningEs256Key', 'ES256'],
] as const;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = z.object({ port: z.number() }).parse(server.address());
      server.close(() => {
        resolve(port);
      });
    });
  });

/** The whole system on loopback, its clock stopped at an instant, and what is done to it in the cases. */
export const openWorld = async (clock: Date) => {
  await synthesise('local');
  const data = await mkdtemp(join(tmpdir(), 'colloquy-conformance-'));
  const port = await freePort();
  let system: LocalSystem = await startLocal({ data, port, clock });
  const connect = () => {
    Object.assign(process.env, system.environment);
    const client = createTableClient();
    const table = (output: string) => ({ client, name: system.outputs[output] ?? '' });
    const [community, credentials] = [table('CommunityTable'), table('CredentialsTable')];
    return {
      client,
      communities: createCommunitiesStore(community),
      members: createMembersStore(community),
      awards: createAwardsStore(community, credentials),
      credentials: createCredentialsStore(credentials),
    };
  };
  let stores = connect();
  await stores.communities.putOrganization(organization);
  await stores.members.addMember({
    organization: ORGANIZATION,
    member: MEMBER,
    name: 'Ada Quist',
    email: EMAIL,
    role: 'member',
    joinedAt: new Date().toISOString(),
  });

  const find = async (credential: string): Promise<IssuedCredential> => {
    const issued = await stores.credentials.get(credential);
    if (issued) return issued;
    const letters = JSON.stringify(await (await fetch(`${system.url}/_local/dead-letters`)).json());
    throw new Defect(`the credential ${credential} was not issued; the dead letters: ${letters}`);
  };

  const change = async (credential: string, kind: ChangeKind): Promise<void> => {
    const issued = await find(credential);
    const decision = changeOf(issued, { kind, at: new Date(), reason: 'The conformance run asked for it.' });
    if (decision.outcome === 'refused') throw new Defect(`${credential}: ${decision.because}`);
    await stores.credentials.change(issued, decision.change, decision.event);
    await system.idle();
  };

  return {
    url: () => system.url,
    change,
    find,
    /** What the system answers at an address beneath its own. */
    get: (path: string) => fetch(system.url + path),
    setClock: (instant: Date) => system.setClock(instant),
    /** Awards an achievement, waits until its credential was issued, and shares it. */
    award: async (achievement: Achievement, said: Said = {}): Promise<string> => {
      const credential = randomUUID();
      const now = new Date();
      await stores.awards.commit(
        grantByHand({
          organization: ORGANIZATION,
          member: MEMBER,
          achievement,
          period: 'ever',
          said,
          by: MEMBER,
          credential,
          now,
        }),
      );
      await system.idle();
      await change(credential, 'shared');
      return credential;
    },
    /** Stops the system, puts new keys in the place of all that sign, and starts it again. */
    rotateKeys: async (): Promise<void> => {
      stores.client.destroy();
      const now = new Date();
      await system.stop();
      const keys = join(data, 'keys');
      for (const file of readdirSync(keys)) {
        const algorithm = keyFiles.find(([beginning]) => file.startsWith(beginning))?.[1];
        if (algorithm === undefined) continue;
        rmSync(join(keys, file));
        await createKeyFile(join(keys, file), algorithm);
      }
      system = await startLocal({ data, port, clock: now });
      stores = connect();
    },
    close: async (): Promise<void> => {
      stores.client.destroy();
      await system.stop();
      await rm(data, { recursive: true });
    },
  };
};
/** @see openWorld */
export type World = Awaited<ReturnType<typeof openWorld>>;
