import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalConnection } from '../../../local/connect.ts';
import { createDigestsStore } from '../../../shared/digests/store.ts';
import { startSchedule } from '../../../shared/digests/window.ts';
import type { EventOf } from '../../../shared/events/catalogue.ts';
import { NotificationKind } from '../../../shared/notifications/model.ts';
import type { Bus } from '../../../shared/platform/bus.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import { newToken } from '../../../shared/platform/ids.ts';
import { createTableClient } from '../../../shared/platform/table.ts';
import type { Dump, DumpMember } from '../dump-events.ts';
import { connectBus, play } from '../play.ts';
import { type Place, prepareMembers, preparePlace, type Tables } from '../prepare.ts';
import { showProgress } from '../progress.ts';
import { dailyAtSeven, type Moment, timelineOf } from './timeline.ts';
import { twentyZones } from './twenty-zones.ts';

/** What a replay of digests is told; digests are sent of the days from `from` to `through`. */
export interface DigestReplayOptions {
  readonly connection: LocalConnection;
  readonly dump: Dump;
  readonly from: Date;
  readonly through: Date;
  /** The folder that every mail is written to, as it would have left the mail service. */
  readonly outbox: string;
}

/** What came of it. */
export interface DigestReplayReport {
  readonly members: number;
  readonly zones: number;
  readonly posts: number;
  /** How often digests fell due in some zone. */
  readonly planned: number;
  readonly mails: number;
  readonly deadLettered: number;
  readonly seconds: number;
}

/** A post is reported this long before its own time, in ms, so that however slow the machine is, it is not late. */
const AHEAD = 30_000;

/** How long after an instant its digests are certainly planned, in ms: the planner runs a minute after it. */
const AFTER = 90_000;

/** Everything that members wrote before an instant. */
const eventsBefore = async (dump: Dump, place: Place, through: Date): Promise<EventOf<'post.created'>[]> => {
  const events: EventOf<'post.created'>[] = [];
  for await (const event of dump.events(place)) {
    if (Date.parse(event.time) < through.getTime()) events.push(event);
  }
  return events;
};

/** Gives everybody a daily digest of everything since they joined, in turn in each of the zones. */
const subscribe = async (
  table: Tables['community'],
  { organization }: Place,
  people: readonly DumpMember[],
  now: Date,
): Promise<void> => {
  const digests = createDigestsStore(table);
  for (const [i, { member, joinedAt }] of people.entries()) {
    const preferences = dailyAtSeven(twentyZones[i % twentyZones.length] ?? 'UTC');
    const schedule = startSchedule({
      organization,
      member,
      preferences,
      since: joinedAt,
      now,
      unsubscribeToken: newToken(),
    });
    await digests.putSchedule({ ...schedule, off: [...NotificationKind.options] });
  }
};

/** Lives through every moment by the system's own clock; each is done before the next begins. */
const live = async (connection: LocalConnection, bus: Bus, moments: readonly Moment[]): Promise<void> => {
  const progress = showProgress('Living through', moments.length);
  let clock = 0;
  const goTo = async (instant: number): Promise<void> => {
    if (instant <= clock) return;
    clock = instant;
    await connection.setClock(new Date(instant));
  };
  for (const [i, moment] of moments.entries()) {
    if ('due' in moment) await goTo(moment.at + AFTER);
    else {
      await goTo(moment.at - AHEAD);
      await play(
        bus,
        (async function* () {
          for (const post of moment.posts) yield await Promise.resolve(post);
        })(),
        () => undefined,
      );
    }
    await connection.idle();
    progress.update(i + 1);
  }
  progress.finish();
};

/** Writes every mail of the outbox to a file of its own, the oldest first. */
const writeOutbox = async (connection: LocalConnection, folder: string): Promise<number> => {
  const read = async (path: string): Promise<Response> => {
    const response = await fetch(`${connection.url}${path}`, { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Unavailable(`the local system answered ${response.status} at ${path}`);
    return response;
  };
  const mails = (await (await read('/_local/mails?limit=100000')).json()) as { readonly id: string }[];
  mkdirSync(folder, { recursive: true });
  for (const [i, { id }] of mails.reverse().entries()) {
    const raw = await (await read(`/_local/mails/${id}/raw`)).arrayBuffer();
    writeFileSync(join(folder, `${String(i + 1).padStart(6, '0')}.eml`), new Uint8Array(raw));
  }
  return mails.length;
};

/**
 * Lets everybody of a dump who wrote before `through` live through its time with a daily digest at seven in one of
 * twenty zones, by the system's settable clock: every post is reported at its own time, every digest falls due at its
 * own, and the mails are written to a folder for another program to look at.
 */
export const runDigestReplay = async (options: DigestReplayOptions): Promise<DigestReplayReport> => {
  const { connection, dump, from, through } = options;
  const { outputs } = await connection.status();
  const table = (output: string) => ({ client: createTableClient(), name: outputs[output] ?? '' });
  const tables: Tables = { community: table('CommunityTable'), credentials: table('CredentialsTable') };
  const place: Place = { organization: dump.name, community: dump.name };
  const started = performance.now();

  const events = await eventsBefore(dump, place, through);
  const writers = new Set(events.map(({ data }) => data.member));
  const people = [...dump.members.values()].filter(({ member }) => writers.has(member));
  await preparePlace(tables, place);
  await prepareMembers(tables, place, people);
  await subscribe(tables.community, place, people, from);
  const moments = timelineOf(
    events,
    people.map(({ joinedAt }) => new Date(joinedAt)),
    twentyZones,
    from,
    through,
  );
  await live(connection, connectBus(outputs['EventBus'] ?? ''), moments);

  const mails = await writeOutbox(connection, options.outbox);
  const { queues } = await connection.status();
  return {
    members: people.length,
    zones: new Set(twentyZones.slice(0, people.length)).size,
    posts: events.length,
    planned: moments.filter((moment) => 'due' in moment).length,
    mails,
    deadLettered: queues.reduce((sum, queue) => sum + (queue.deadLetters ?? 0), 0),
    seconds: Math.round((performance.now() - started) / 1000),
  };
};
