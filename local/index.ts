import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createConsole } from './console/index.ts';
import type { Status } from './console/source.ts';
import { openDynamoDb } from './dynamodb/index.ts';
import type { Meter } from './dynamodb/meter.ts';
import { announcementOf } from './mail/announcement.ts';
import { openMail } from './mail/index.ts';
import { createReceiveMail } from './mail/receive.ts';
import { openBuckets } from './objects/index.ts';
import { REGION } from './system/attributes.ts';
import { createAwsHandler } from './system/aws-port.ts';
import { replaceDate } from './system/clock.ts';
import { consoleSource } from './system/console-source.ts';
import { openDataFolder } from './system/data-folder.ts';
import { openDatabase } from './system/database.ts';
import { createPublicHandler } from './system/http.ts';
import { listen } from './system/listen.ts';
import { openClock } from './system/local-clock.ts';
import { openLog } from './system/log.ts';
import { startMachine } from './system/machine.ts';
import { overview } from './system/overview.ts';
import { listenInPublic } from './system/public-port.ts';
import { createSignIn } from './system/sign-in.ts';
import { ensureSigningKeys, signingKeyUrl } from './system/signing-keys.ts';
import { readTemplate, resolveTemplate } from './system/template.ts';
import { machineTimers, type Timers } from './system/timers.ts';

/** What a local system is started with. */
export interface LocalOptions {
  /** Path of the synthesised template; the stage `local` of `cdk.out` where absent. */
  readonly template?: string;
  /** The data folder; made where it is not there. */
  readonly data: string;
  /** The public port on 127.0.0.1; the data folder's own where absent; 0 takes a free one, this time only. */
  readonly port?: number | undefined;
  /** Sets the local clock; where absent, it goes on as it was left. */
  readonly clock?: Date;
  /** Mails that the local mail service takes in a second; as many as come where absent. */
  readonly maxSendRate?: number;
  /** Adds up what everything costs in the database; nobody does where absent. */
  readonly meter?: Meter;
  /** What waits, waits by these; a test advances them. */
  readonly timers?: Timers;
}

/** The whole system, running on this machine. */
export interface LocalSystem {
  /** The public address, without a trailing slash. */
  readonly url: string;
  /** The environment variables that point an AWS client at this system. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** The endpoints with region and credentials that mean nothing: all that an AWS client in another program needs. */
  readonly environment: Readonly<Record<string, string>>;
  /** The template's outputs, resolved, by name. */
  readonly outputs: Readonly<Record<string, string>>;
  /**
   * Resolves when no queue with a consumer holds a message, no stream is behind, and no invocation is running or due;
   * dead letters aside. Rejects when the system is stopped before.
   */
  readonly idle: () => Promise<void>;
  readonly status: () => Status;
  /** Sets the local clock (`undefined`: real time) and runs the schedules that have become due by it, each once. */
  readonly setClock: (instant: Date | undefined) => Promise<void>;
  /** Runs every schedule once, due or not. */
  readonly runSchedules: () => void;
  /** Ends everything; what was acknowledged is in the data folder. */
  readonly stop: () => Promise<void>;
}

/** The template of the local stage, relative to the project. */
const LOCAL_TEMPLATE = 'cdk.out/Colloquy-local.template.json';

/** How often items that have had their time are deleted, in ms; DynamoDB promises days. */
const SWEEP_EVERY = 60_000;

const endpointsAt = (awsUrl: string) => ({
  AWS_ENDPOINT_URL_DYNAMODB: awsUrl,
  AWS_ENDPOINT_URL_SQS: awsUrl,
  AWS_ENDPOINT_URL_EVENTBRIDGE: awsUrl,
  AWS_ENDPOINT_URL_SESV2: awsUrl,
  AWS_ENDPOINT_URL_S3: awsUrl,
});

/** A region and credentials that mean nothing, and that the SDK does not work without. */
const identityOnLoopback = {
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};

/** A Lambda function lives in UTC; worker threads live where their process does. */
const liveInUtc = (): (() => void) => {
  const { TZ } = process.env;
  process.env['TZ'] = 'UTC';
  return () => {
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  };
};

/** Things to be undone in the opposite order, each whatever became of the others. */
const createUndo = () => {
  const steps: (() => Promise<void> | void)[] = [];
  return {
    add: (step: () => Promise<void> | void): void => {
      steps.push(step);
    },
    all: async (): Promise<void> => {
      for (let step = steps.pop(); step; step = steps.pop()) await step();
    },
  };
};

/**
 * Starts the system that a synthesised template describes, on loopback: the functions' real bundles in worker threads,
 * tables, queues, buses, streams and schedules with what the data folder holds of them, the public port and one for the
 * AWS protocols. `Date` follows the local clock in this process and in every worker until it is stopped.
 *
 * @throws {AppError} with one sentence for people: a port in use, a data folder that cannot be used, no template.
 */
export const startLocal = async (options: LocalOptions): Promise<LocalSystem> => {
  const undo = createUndo();
  try {
    return await start(options, undo);
  } catch (error) {
    await undo.all();
    throw error;
  }
};

const start = async (options: LocalOptions, undo: ReturnType<typeof createUndo>): Promise<LocalSystem> => {
  const templatePath = options.template ?? LOCAL_TEMPLATE;
  const timers = options.timers ?? machineTimers;
  const file = readTemplate(templatePath);
  const folder = openDataFolder(options.data);
  const database = openDatabase(folder.database);
  undo.add(database.close);
  const log = openLog(folder.log);
  undo.add(log.close);
  const clock = openClock(database, options.clock);
  undo.add(replaceDate(clock.shared));
  undo.add(liveInUtc());

  const publicPort = await listenInPublic({ database, data: options.data, asked: options.port });
  undo.add(publicPort.close);
  const awsPort = await listen(0);
  undo.add(awsPort.close);
  const dynamoDb = await openDynamoDb({ path: folder.tables, now: clock.now, meter: options.meter });
  undo.add(dynamoDb.close);
  await ensureSigningKeys({
    template: file,
    database,
    keys: folder.keys,
    isNew: dynamoDb.tables().length === 0,
  });

  const url = `http://127.0.0.1:${publicPort.port}`;
  const awsUrl = `http://127.0.0.1:${awsPort.port}`;
  const endpoints = endpointsAt(awsUrl);
  const environment = { ...identityOnLoopback, ...endpoints };
  const place = { publicUrl: url, awsUrl, signingKey: (id: string) => signingKeyUrl(folder.keys, id) };
  const template = resolveTemplate(file, place);
  const machine = await startMachine({
    template,
    templatePath,
    place,
    database,
    dynamoDb,
    clock,
    timers,
    log,
    environment,
  });
  undo.add(machine.stop);

  const mail = openMail({
    database: database.connection,
    now: clock.now,
    maxSendRate: options.maxSendRate,
    onFeedback: (event) => {
      machine.announce(announcementOf(event));
    },
  });
  const objects = openBuckets(template, database, machine.announce);
  const receiveMail = createReceiveMail(template, objects, clock.now);
  awsPort.answerWith(
    createAwsHandler({
      ...machine.operations,
      objects: objects.handle,
      dynamoDb: dynamoDb.handler,
      mail: mail.handle,
    }),
  );

  const sweep = async (): Promise<void> => {
    await dynamoDb.sweepExpired(clock.now());
  };
  let cancelSweep = (): void => undefined;
  const sweepFromTimeToTime = (): void => {
    cancelSweep = timers.after(SWEEP_EVERY, () => {
      void sweep()
        .catch((error: unknown) => {
          log.write('dynamodb', `expired items could not be deleted: ${String(error)}`);
        })
        .finally(sweepFromTimeToTime);
    });
  };
  sweepFromTimeToTime();
  undo.add(() => {
    cancelSweep();
  });

  const community = {
    client: DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: awsUrl,
        region: REGION,
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    ),
    name: template.outputs['CommunityTable'] ?? '',
  };
  undo.add(() => {
    community.client.destroy();
  });
  const signIn = await createSignIn(template, { publicUrl: url, keysFolder: folder.keys, community, log });

  const system: LocalSystem = {
    url,
    endpoints,
    environment,
    outputs: template.outputs,
    idle: machine.quiet.idle,
    status: () => overview({ machine, dynamoDb, clock, outputs: template.outputs, endpoints }),
    setClock: async (instant) => {
      clock.set(instant);
      await sweep();
      machine.schedules.runDue();
    },
    runSchedules: machine.schedules.runAll,
    stop: undo.all,
  };
  publicPort.answerWith(
    createPublicHandler({
      routes: machine.routes,
      functions: machine.functions,
      now: clock.now,
      log,
      rooms: {
        '/_local': createConsole(consoleSource(system, machine, { ...mail, receive: receiveMail })),
        ...(signIn && { '/_oidc': signIn.callback }),
      },
    }),
  );
  // Last: a start that failed binds the folder to nothing.
  publicPort.keepPort();
  return system;
};
