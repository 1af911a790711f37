import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
import { createTableClient } from '../../shared/platform/table.ts';
import { synthesise } from '../synth.ts';

/** The organization and the one member of this world; neither exists (RFC 2606). */
const ORGANIZATION = 'northmoor';
const MEMBER = 'ada';

/** The member's address, which every credential of this world is for. */
export const EMAIL = 'ada@northmoor.example.org';

/** Who issues in this world. */
export const organization = {
  organization: ORGANIZATION,
  name: 'Northmoor Institute of Practice',
  url: 'https://northmoor.example.org',
  email: 'badges@northmoor.example.org',
};

/** Makes the local stage's template as it is where its file says one signing generation more; returns its path. */
const raiseGeneration = (folder: string): string => {
  const root = dirname(dirname(import.meta.dirname));
  const stage = z
    .looseObject({ signingGeneration: z.number().default(1) })
    .parse(JSON.parse(readFileSync(join(root, 'infra', 'stages', 'local.json'), 'utf8')));
  const [stages, outdir] = [join(folder, 'stages'), join(folder, 'assembly')];
  mkdirSync(stages);
  const raised = { ...stage, signingGeneration: stage.signingGeneration + 1 };
  writeFileSync(join(stages, 'local.json'), JSON.stringify(raised));
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'infra', 'app.ts')],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        CDK_CONTEXT_JSON: JSON.stringify({ stage: 'local', stages }),
        CDK_OUTDIR: outdir,
      },
    },
  );
  if (status !== 0) throw new Defect(`the template of the next generation could not be made: ${stderr}`);
  return join(outdir, 'Colloquy-local.template.json');
};

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
    /** Goes to another time, and waits for what is then due. */
    setClock: async (instant: Date): Promise<void> => {
      await system.setClock(instant);
      await system.idle();
    },
    /** Awards an achievement, waits until its credential was issued, and shares it. */
    award: async (achievement: Achievement, said: Said = {}, credits?: number): Promise<string> => {
      const credential = randomUUID();
      const now = new Date();
      const grant = grantByHand({
        organization: ORGANIZATION,
        member: MEMBER,
        achievement,
        period: 'ever',
        said,
        by: MEMBER,
        credential,
        now,
      });
      const credit = credits === undefined ? {} : { credit: { amount: credits, unit: 'hours' } };
      await stores.awards.commit({ ...grant, ...credit });
      await system.idle();
      await change(credential, 'shared');
      return credential;
    },
    /** As "Rotating the keys" in docs/operations.md says: stop, raise `signingGeneration`, start. */
    rotateKeys: async (): Promise<void> => {
      stores.client.destroy();
      const now = new Date();
      await system.stop();
      system = await startLocal({ data, port, clock: now, template: raiseGeneration(data) });
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
