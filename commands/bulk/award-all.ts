import { setTimeout as wait } from 'node:timers/promises';
import { credentialOfLine } from '../../shared/awards/award-part.ts';
import { createBatchesStore } from '../../shared/awards/batches-store.ts';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { createAchievementsStore } from '../../shared/badges/achievements-store.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createSessionStore } from '../../shared/members/session-store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { Unavailable } from '../../shared/platform/errors.ts';
import { type BulkCounts, countAwarded } from './count-awarded.ts';
import { type KillableSystem, startKillable } from './killable-system.ts';

const organization = 'bulk';
const SESSION = 'session-of-the-one-who-awards';
const achievement = {
  achievement: 'summer-institute',
  name: 'Summer Institute',
  description: 'Took part in all five days of the summer institute.',
  criteria: 'Attended every day, and showed at the end what will change in their own practice.',
};

/** What came of awarding everybody in one table, with the system killed on the way. */
export interface BulkReport extends BulkCounts {
  readonly members: number;
  /** Lines whose report says that they were awarded. */
  readonly reported: number;
  readonly kills: number;
  /** From the upload to the preview; from the confirmation until nothing was left to do, restarts included. */
  readonly previewSeconds: number;
  readonly awardSeconds: number;
}

const memberOf = (n: number): string => `m${String(n).padStart(5, '0')}`;
const joinedAt = '2026-01-12T09:00:00.000Z';

/** An association of so many members, one of whom is staff and signed in. */
const fill = async ({ community }: KillableSystem, members: number): Promise<void> => {
  await createCommunitiesStore(community).putOrganization({
    organization,
    name: 'An association of many',
    url: 'https://bulk.example.org',
  });
  const people = Array.from({ length: members }, (_, i) => memberOf(i + 1));
  await createMembersStore(community).importMembers(
    ['staff', ...people].map((member) => ({
      organization,
      member,
      name: `Member ${member}`,
      email: `${member}@bulk.example.org`,
      role: member === 'staff' ? 'staff' : 'member',
      joinedAt,
    })),
    [],
  );
  await createAchievementsStore(community).put({
    organization,
    achievement,
    revision: 1,
    changedAt: joinedAt,
    changedBy: 'staff',
  });
  const expiresAt = Math.floor(Date.now() / 1000) + 86_400;
  await createSessionStore(community).open(SESSION, {
    organization,
    member: 'staff',
    startedAt: joinedAt,
    expiresAt,
  });
};

/** Every second one by identifier, the others by address. */
const tableOf = (members: number): string => {
  const rows = Array.from({ length: members }, (_, i) => {
    const member = memberOf(i + 1);
    return `${i % 2 === 0 ? member : `${member}@bulk.example.org`},"Took part, all five days",https://bulk.example.org/work/${member}`;
  });
  return `member,narrative,evidence\n${rows.join('\n')}\n`;
};

/** Sends a form as the browser of the one who awards does. @returns where it leads. */
const send = async ({ connection }: KillableSystem, path: string, body: FormData): Promise<string> => {
  const response = await fetch(new URL(path, connection.url), {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { origin: connection.url, cookie: `colloquy-session=${SESSION}` },
  });
  const to = response.headers.get('location');
  if (response.status === 303 && to !== null) return to;
  throw new Unavailable(`${path} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
};

const formOf = (fields: Readonly<Record<string, string | File>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

/** @throws {Unavailable} where it has not come true by the deadline. */
const until = async (deadline: number, isTrue: () => Promise<boolean>, what: string): Promise<void> => {
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Unavailable(`${what} did not come about in time`);
    await wait(20);
  }
};

/** A request for idleness is given up by the client after five minutes; more may be left to do. */
const untilIdle = (deadline: number, { connection }: KillableSystem): Promise<void> =>
  until(
    deadline,
    () =>
      connection.idle().then(
        () => true,
        () => false,
      ),
    'an idle system',
  );

/**
 * Fills an empty system with members, awards them all from one table through the pages of the site, kills the system
 * twice on the way (while lines are being granted, and while credentials are being issued), starts it again, and counts
 * what is there when nothing is left to do.
 *
 * @param data - an empty folder.
 * @param seconds - how long all of it may take.
 */
export const awardAll = async (
  template: string,
  data: string,
  { members, seconds }: { readonly members: number; readonly seconds: number },
): Promise<BulkReport> => {
  const deadline = Date.now() + seconds * 1000;
  let system = await startKillable(template, data, 0);
  const port = Number(new URL(system.connection.url).port);
  let kills = 0;
  const killWhen = async (isTrue: () => Promise<boolean>, what: string): Promise<void> => {
    await until(deadline, isTrue, what);
    await system.kill();
    kills += 1;
    system = await startKillable(template, data, port);
  };
  try {
    await fill(system, members);
    const began = performance.now();
    const file = new File([tableOf(members)], 'awards.csv', { type: 'text/csv' });
    const form = formOf({ achievement: achievement.achievement, file });
    const page = await send(system, '/staff/award/batches', form);
    const previewed = performance.now();
    const batch = page.split('/').at(-1) ?? '';
    await send(system, `${page}/confirm`, formOf({ confirm: 'yes' }));

    const middle = Math.floor(members / 2) + 1;
    const isGranted = async (line: number) => {
      const awards = createAwardsStore(system.community, system.credentials);
      return (await awards.grantsOf(organization, memberOf(line - 1))).length > 0;
    };
    await killWhen(() => isGranted(middle), 'a grant in the middle of the table');
    const isIssued = async (line: number) =>
      (await createCredentialsStore(system.credentials).get(credentialOfLine(batch, line))) !== undefined;
    await killWhen(() => isIssued(middle), 'a credential in the middle of the table');
    await untilIdle(deadline, system);
    const ended = performance.now();

    const parts = await createBatchesStore(system.community).partsOf(organization, batch);
    const lines = parts.flatMap((part) => part.lines);
    return {
      members,
      reported: lines.filter(({ outcome }) => outcome === 'awarded').length,
      kills,
      previewSeconds: Number(((previewed - began) / 1000).toFixed(1)),
      awardSeconds: Number(((ended - previewed) / 1000).toFixed(1)),
      ...(await countAwarded(system, organization)),
    };
  } finally {
    await system.kill();
  }
};
