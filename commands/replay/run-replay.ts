import type { LocalConnection } from '../../local/connect.ts';
import { backfill } from '../../shared/awards/backfill.ts';
import type { RuleFile } from '../../shared/awards/parse-rule-file.ts';
import { createAwardsStore } from '../../shared/awards/store.ts';
import type { DidDocument } from '../../shared/badges/keys/did-document.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { verifyCredential } from '../../shared/badges/verify.ts';
import { createEngagementStore } from '../../shared/engagement/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { Defect, Unavailable } from '../../shared/platform/errors.ts';
import { randomIds } from '../../shared/platform/ids.ts';
import { createTableClient, type Table } from '../../shared/platform/table.ts';
import { type Awarded, countAwards, countDigests, countEngagement, type DigestCounts } from './count.ts';
import type { Dump } from './dump-events.ts';
import { connectBus, play } from './play.ts';
import {
  endDigests,
  type Place,
  prepareDigests,
  prepareMembers,
  preparePlace,
  prepareRules,
  type Tables,
} from './prepare.ts';
import { showProgress } from './progress.ts';

/** What a replay is told. */
export interface ReplayOptions {
  readonly connection: LocalConnection;
  readonly dump: Dump;
  readonly rules: RuleFile | undefined;
  readonly digestAt: Date | undefined;
}

/** What came of a replay; every figure is read back from the system, none from the replay's own intentions. */
export interface ReplayReport {
  readonly members: number;
  readonly topics: number;
  readonly events: {
    readonly sent: number;
    /** How many more are recorded than before. */
    readonly recorded: number;
    /** Posts and comments in the dump that no member wrote. */
    readonly skipped: number;
    /** Sent, and neither newly recorded nor set aside. */
    readonly duplicates: number;
    readonly deadLettered: number;
  };
  readonly engagement: Readonly<Record<string, number>>;
  readonly active: number;
  readonly top: readonly (readonly [member: string, posts: number])[];
  readonly grants: Readonly<Record<string, number>>;
  readonly credentials: { readonly issued: number; readonly verified: number };
  readonly digests: DigestCounts;
  /** From the first event to the last queue's being empty. */
  readonly seconds: number;
  readonly eventsPerSecond: number;
}

const ENGAGEMENT_TOP = 5;

/** How often digests are planned, in ms: the schedule in `infra/digests.ts`. */
const PLANNER_EVERY = 15 * 60_000;

/** How long after an instant its digests are planned, in ms: the planner comes a minute after each quarter of an hour. */
const PLANNED_AFTER = 60_000;

/** The name of an output of the template, which the local system must know. */
const outputOf = (outputs: Readonly<Record<string, string>>, name: string): string => {
  const value = outputs[name];
  if (value === undefined)
    throw new Unavailable(`the local system has no output ${name}; stop it and start it again`);
  return value;
};

const deadLetters = async (connection: LocalConnection): Promise<number> => {
  const { queues } = await connection.status();
  return queues.reduce((sum, queue) => sum + (queue.deadLetters ?? 0), 0);
};

/** Verifies each credential whole as of `now`, with the issuer's key as the system itself publishes it. */
const verifyAll = async (
  connection: LocalConnection,
  { organization }: Place,
  { documents }: Awarded,
  now: Date,
) => {
  let published: Promise<DidDocument> | undefined;
  const resolveDid = (): Promise<DidDocument> => {
    published ??= fetch(`${connection.url}/organizations/${organization}/did.json`).then(
      (response) => response.json() as Promise<DidDocument>,
    );
    return published;
  };
  let verified = 0;
  for (const document of documents) {
    const result = await verifyCredential(JSON.parse(document), { resolveDid, now });
    if (result.verified) verified += 1;
  }
  return { issued: documents.length, verified };
};

/** Evaluates the rules over everything recorded, as the back-fill command does. */
const evaluateAll = async (
  tables: Tables,
  engagementTable: Table,
  place: Place,
  file: RuleFile,
): Promise<void> => {
  const progress = showProgress('Evaluating rules', 0);
  await backfill(
    {
      engagement: createEngagementStore(engagementTable),
      awards: createAwardsStore(tables.community, tables.credentials),
      credentials: createCredentialsStore(tables.credentials),
      now: systemClock(),
      ids: randomIds,
      onProgress: (done) => {
        progress.update(done);
      },
    },
    place.organization,
    file.rules,
    false,
  );
  progress.finish();
};

/**
 * Sends the digests due at an instant: sets the clock to before it and then to a minute after, so that the planner falls
 * due.
 * Afterwards the dump's people get no more digests, and the clock goes on from where it was.
 */
const sendDigests = async (
  { connection, dump }: ReplayOptions,
  tables: Tables,
  place: Place,
  at: Date,
): Promise<DigestCounts> => {
  const { now, clockOffset } = await connection.status();
  const started = performance.now();
  const { until, members } = await prepareDigests(tables, place, dump.members.values(), at);
  // Well more than one period apart, so that the planner's next run has passed when the clock stands at the instant.
  await connection.setClock(new Date(at.getTime() - 2 * PLANNER_EVERY));
  await connection.idle();
  await connection.setClock(new Date(at.getTime() + PLANNED_AFTER));
  await connection.idle();
  await endDigests(tables, place, members, at);
  await connection.setClock(
    clockOffset === 0 ? undefined : new Date(Date.parse(now) + performance.now() - started),
  );
  const counts = await countDigests(tables.community, place.organization, until);
  if (counts.due < members.length) {
    throw new Defect(
      `digests were due for ${members.length} members, but only ${counts.due} were taken in hand`,
    );
  }
  return counts;
};

/** Plays a dump through a system and waits until nothing is left to do. */
export const runReplay = async (options: ReplayOptions): Promise<ReplayReport> => {
  const { connection, dump, rules, digestAt } = options;
  const { outputs } = await connection.status();
  const client = createTableClient();
  const table = (output: string) => ({ client, name: outputOf(outputs, output) });
  const engagementTable = table('EngagementTable');
  const tables: Tables = { community: table('CommunityTable'), credentials: table('CredentialsTable') };
  const place: Place = { organization: dump.name, community: dump.name };

  await preparePlace(tables, place);
  await prepareMembers(tables, place, dump.members.values());
  if (rules) await prepareRules(tables, place, rules);
  const before = await countEngagement(engagementTable, place.organization);
  const setAsideBefore = await deadLetters(connection);

  const started = performance.now();
  const progress = showProgress('Playing', dump.rows);
  const sent = await play(connectBus(outputOf(outputs, 'EventBus')), dump.events(place), () => {
    progress.update(dump.rowsRead);
  });
  progress.finish();
  await connection.idle();
  // What was recorded before these rules were in force changes no record, and so wakes no award by itself.
  if (rules) await evaluateAll(tables, engagementTable, place, rules);
  await connection.idle();
  const seconds = (performance.now() - started) / 1000;

  const after = await countEngagement(engagementTable, place.organization);
  const total = (recorded: typeof after) => recorded.engagement['post.created'] ?? 0;
  const recorded = total(after) - total(before);
  const deadLettered = (await deadLetters(connection)) - setAsideBefore;
  const awarded = await countAwards(tables.credentials, place.organization);
  const credentials = await verifyAll(connection, place, awarded, new Date((await connection.status()).now));
  const digests = digestAt
    ? await sendDigests(options, tables, place, digestAt)
    : { due: 0, sent: 0, suppressed: 0 };
  return {
    members: dump.members.size,
    topics: dump.topics,
    events: {
      sent,
      recorded,
      skipped: dump.skipped,
      duplicates: sent - recorded - deadLettered,
      deadLettered,
    },
    engagement: after.engagement,
    active: after.posts.size,
    top: [...after.posts].sort((a, b) => b[1] - a[1]).slice(0, ENGAGEMENT_TOP),
    grants: awarded.grants,
    credentials,
    digests,
    seconds: Number(seconds.toFixed(1)),
    eventsPerSecond: Math.round(sent / seconds),
  };
};
