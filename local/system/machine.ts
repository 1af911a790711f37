import type { DynamoDb } from '../dynamodb/index.ts';
import { openArchive } from './archive.ts';
import { asynchronousSettingsIn, startAsynchronousInvocations } from './asynchronous-invocations.ts';
import { nameInArn, type Place } from './attributes.ts';
import { createBus, createDeliver, rulesIn, type Target } from './bus.ts';
import type { LocalClock } from './clock.ts';
import type { Database } from './database.ts';
import { openDeadLetters } from './dead-letters.ts';
import { functionsIn } from './function-settings.ts';
import { createFunctions } from './functions.ts';
import type { Log } from './log.ts';
import { mappingsIn } from './mapping-settings.ts';
import { startQueueMapping } from './queue-mapping.ts';
import { queueOperations } from './queue-protocol.ts';
import { queuesIn } from './queue-settings.ts';
import { openQueues } from './queues.ts';
import { createQuiet } from './quiet.ts';
import { routesIn } from './routes.ts';
import { schedulesIn, startSchedules } from './schedules.ts';
import { type RunningStreamMapping, type Streams, startStreamMapping } from './stream-mapping.ts';
import type { ResolvedTemplate } from './template.ts';
import type { Timers } from './timers.ts';
import { createTrimming } from './trimming.ts';

/** What the machine is put together from. */
export interface MachineParts {
  readonly template: ResolvedTemplate;
  readonly templatePath: string;
  readonly place: Place;
  readonly database: Database;
  readonly dynamoDb: DynamoDb;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly log: Log;
  /** Told to every function beside its own environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The queues that something sets messages aside in: by redrive, as a failure destination, or of a target. */
const deadLetterQueuesOf = (
  queues: ReturnType<typeof queuesIn>,
  mappings: ReturnType<typeof mappingsIn>,
  asynchronous: ReturnType<typeof asynchronousSettingsIn>,
  targets: readonly Target[],
): Set<string> =>
  new Set(
    [
      ...queues.map(({ redrive }) => redrive?.queue),
      ...mappings.streams.map(({ onFailure }) => onFailure),
      ...[...asynchronous.values()].map(({ onFailure }) => onFailure),
      ...targets.map(({ DeadLetterConfig }) => DeadLetterConfig && nameInArn(DeadLetterConfig.Arn)),
    ].filter((name) => name !== undefined),
  );

/**
 * Starts everything a template describes over what the data folder holds: functions, queues, buses, mappings and
 * schedules. Nothing listens yet; that is the ports' part.
 */
export const startMachine = async (parts: MachineParts) => {
  const { template, place, database, dynamoDb, clock, timers, log } = parts;
  const onSettled = (): void => {
    quiet.check();
  };

  for (const { id, properties } of template.ofType('AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table')) {
    await dynamoDb.createTable({ ...properties, TableName: id } as Parameters<DynamoDb['createTable']>[0]);
  }
  const streams: Streams = {
    read: dynamoDb.readStream,
    trim: dynamoDb.trimStream,
    onChange: dynamoDb.onChange,
  };

  const routes = routesIn(template);
  const mappings = mappingsIn(template);
  const asynchronous = asynchronousSettingsIn(template);
  const queueSettings = queuesIn(template);
  const queues = openQueues(database, queueSettings, timers);
  const functions = createFunctions(
    functionsIn(template, parts.templatePath),
    new Set(routes.map((route) => route.function)),
    { clock: clock.shared, timers, log, environment: parts.environment },
    onSettled,
  );
  const around = { queues, functions, timers, log, onSettled };
  const invocations = startAsynchronousInvocations(asynchronous, database, around, clock.now);
  const deliver = createDeliver(queues, functions, invocations, (why) => {
    log.write('bus', why);
  });
  const archive = openArchive(database);
  const rules = rulesIn(template);
  const bus = createBus(template, rules, database, archive, deliver, clock.now);

  const consumed = mappings.queues.map(({ queue }) => queue);
  const streamMappings: RunningStreamMapping[] = [];
  const quiet = createQuiet(
    () =>
      functions.running() === 0 &&
      !invocations.pending() &&
      !queues.holdsAny(consumed) &&
      streamMappings.every((mapping) => mapping.caughtUp()),
  );
  const onProgress = createTrimming(() => streamMappings, streams);
  streamMappings.push(
    ...mappings.streams.map((settings) =>
      startStreamMapping(settings, { ...around, streams, database, now: clock.now, onProgress }),
    ),
  );
  const queueMappings = mappings.queues.map((settings) => startQueueMapping(settings, around));
  const scheduleSettings = schedulesIn(template);
  const schedules = startSchedules(scheduleSettings, database, deliver, clock.now, timers, onSettled);
  const deadLetters = openDeadLetters(
    deadLetterQueuesOf(
      queueSettings,
      mappings,
      asynchronous,
      [...rules, ...scheduleSettings].flatMap(({ targets }) => targets),
    ),
    database,
    queues,
    streamMappings,
    invocations,
  );

  return {
    routes,
    functions,
    queues,
    streams: streamMappings,
    archive,
    schedules,
    deadLetters,
    quiet,
    announce: bus.announce,
    operations: {
      queues: queueOperations(queues, timers, place),
      events: { PutEvents: bus.putEvents },
    },
    stop: async (): Promise<void> => {
      quiet.end(new Error('the local system was stopped'));
      schedules.stop();
      const running = [...streamMappings, ...queueMappings, invocations];
      const stopped = running.map((mapping) => mapping.stop());
      await functions.stop();
      await Promise.all(stopped);
      queues.close();
    },
  };
};

/** @see startMachine */
export type Machine = Awaited<ReturnType<typeof startMachine>>;
