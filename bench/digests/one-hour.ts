import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent } from 'aws-lambda';
import { createHandler as createPlanner, RUN_LIMITS } from '../../functions/plan-digests/handler.ts';
import { createHandler as createSender } from '../../functions/send-digest/handler.ts';
import { buildDigest } from '../../shared/digests/build-digest.ts';
import type { DigestDue, DigestSchedule } from '../../shared/digests/model.ts';
import { openReading, type Reading } from '../../shared/digests/reading.ts';
import { createSources } from '../../shared/digests/sources-store.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { windowAt } from '../../shared/digests/window.ts';
import { createMailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import { chunksOf } from '../../shared/platform/chunks-of.ts';
import { Defect } from '../../shared/platform/errors.ts';
import { createCountedClient } from './counted.ts';

/** What one hour's digests cost; per digest where it is a rate. */
export interface HourCost {
  readonly digests: number;
  /** Milliseconds of CPU to rank and render one, everything it tells having been read. */
  readonly cpu: number;
  /** Units read and written by the sender for one. */
  readonly reads: number;
  readonly writes: number;
  /** Units read by the planner for one. */
  readonly plannerReads: number;
  /** MB in use after a collection, at most, while the hour was planned and sent. */
  readonly memory: number;
}

/** Messages of one call of the sender, and digests ranked and rendered for the CPU time. */
const BATCH = 10;
const FOR_CPU = 500;
/** Batches between two looks at the memory: a collection costs time, but none of what is measured. */
const LOOK_EVERY = 50;

const silent = {
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  counter: { count: () => undefined, flush: () => undefined },
};

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;
const inUse = (): number => {
  collect();
  return process.memoryUsage().heapUsed / (1024 * 1024);
};

const place = {
  publicUrl: 'https://colloquy.example.org',
  mailFrom: 'digests@colloquy.example.org',
  replyDomain: undefined,
};

/** A reading that remembers every answer: the second time, nothing is asked of the table. */
const remembering = (reading: Reading): Reading => {
  const answers = new Map<string, unknown>();
  const remember =
    (name: string, ask: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      const key = `${name} ${JSON.stringify(args)}`;
      if (!answers.has(key)) answers.set(key, ask(...args));
      return answers.get(key);
    };
  return Object.fromEntries(
    Object.entries(reading).map(([name, ask]) => [
      name,
      remember(name, ask as (...args: unknown[]) => unknown),
    ]),
  ) as unknown as Reading;
};

/** CPU per digest, in ms: each is built once to read what it tells, then again, and only that is timed. */
const cpuOf = async (reading: Reading, schedules: readonly DigestSchedule[], now: Date): Promise<number> => {
  const known = remembering(reading);
  const due = schedules.map((schedule) => {
    const decision = windowAt(schedule, now);
    if (decision.kind !== 'due') throw new Defect('a digest of the bench is not due');
    return { schedule, window: decision.window };
  });
  const buildAll = async (): Promise<void> => {
    for (const { schedule, window } of due) {
      const built = await buildDigest(known, schedule, window, place, now);
      if (built.kind !== 'mail' || built.items < 10) {
        throw new Defect('a digest of the bench tells too little');
      }
    }
  };
  await buildAll();
  await buildAll();
  const before = process.cpuUsage();
  await buildAll();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / schedules.length;
};

const messagesOf = (due: readonly DigestDue[]): SQSEvent =>
  ({
    Records: due.map((one) => ({
      messageId: `${one.member}-${one.dueAt}`,
      body: JSON.stringify(one),
      attributes: { ApproximateReceiveCount: '1' },
    })),
  }) as unknown as SQSEvent;

/** Plans and sends the digests due at an instant with the functions' own handlers, into no mailbox at all. */
const costOf = async (communityTable: string, credentialsTable: string, at: Date): Promise<HourCost> => {
  const planning = createCountedClient();
  const sending = createCountedClient();
  const clock = () => at;
  const due: DigestDue[] = [];
  const planner = createPlanner({
    digests: createDigestsStore({ client: planning.client, name: communityTable }),
    sendDigests: (batch) => Promise.resolve(void due.push(...batch)),
    sendNotifications: () => Promise.resolve(),
    clock,
    elapsed: () => performance.now(),
    limits: RUN_LIMITS,
    observer: silent,
  });
  let memory = inUse();
  await planner({}, {} as Context);
  memory = Math.max(memory, inUse());
  if (due.length === 0) throw new Defect('no digest of the bench is due');

  const community = { client: sending.client, name: communityTable };
  const sources = createSources(community, { client: sending.client, name: credentialsTable });
  const digests = createDigestsStore(community);
  const some = await Promise.all(
    due.slice(0, FOR_CPU).map(({ organization, member }) => digests.getSchedule(organization, member)),
  );
  const cpu = await cpuOf(
    openReading(sources),
    some.filter((schedule) => schedule !== undefined),
    at,
  );

  let sent = 0;
  const sender = createSender({
    digests,
    ...sources,
    send: () => {
      sent += 1;
      return Promise.resolve({ kind: 'accepted', messageId: `mail-${sent}` });
    },
    pace: () => Promise.resolve(true),
    wait: () => Promise.resolve(),
    standings: createMailStandingsStore(community),
    mailDays: createMailCountsStore(community),
    place,
    clock,
    ids: () => `id-${sent}`,
    deadLetters: { client: new SQSClient({}), queueUrl: 'http://127.0.0.1/none', maxReceives: 5 },
    observer: silent,
  });
  const before = sending.taken();
  for (const [i, batch] of chunksOf(due, BATCH).entries()) {
    const { batchItemFailures } = await sender(messagesOf(batch), {} as Context);
    if (batchItemFailures.length > 0) throw new Defect('a digest of the bench could not be sent');
    if (i % LOOK_EVERY === 0) memory = Math.max(memory, inUse());
  }
  memory = Math.max(memory, inUse());
  if (sent !== due.length) throw new Defect(`${due.length} digests were due and ${sent} sent`);
  const after = sending.taken();
  return {
    digests: sent,
    cpu,
    reads: (after.reads - before.reads) / sent,
    writes: (after.writes - before.writes) / sent,
    plannerReads: planning.taken().reads / sent,
    memory,
  };
};

// A process of its own, so that its memory is that of planner and sender and not of the database beside them.
const [communityTable = '', credentialsTable = '', at = ''] = process.argv.slice(2);
console.log(JSON.stringify(await costOf(communityTable, credentialsTable, new Date(at))));
process.exit(0);
