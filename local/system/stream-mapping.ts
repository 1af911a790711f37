import { randomUUID } from 'node:crypto';
import { localArn } from './attributes.ts';
import { batchOutcome } from './batch-outcome.ts';
import { nextSteps, type Segment } from './batch-retry.ts';
import type { Database } from './database.ts';
import type { StreamMappingSettings } from './mapping-settings.ts';
import type { MappingSurroundings, RunningMapping } from './queue-mapping.ts';
import { type Cancel, retryWait } from './timers.ts';

/** A change in a table's stream, in the form Lambda hands it over. */
export interface StreamRecord {
  readonly dynamodb: { readonly SequenceNumber: string };
}

/** The streams of the tables as mappings read them. */
export interface Streams {
  /** The changes after a sequence number (from the oldest kept where undefined), oldest first. */
  readonly read: (
    table: string,
    after: string | undefined,
    limit: number,
  ) => Promise<readonly StreamRecord[]>;
  /** Forgets the changes up to and with a sequence number. */
  readonly trim: (table: string, through: string) => Promise<void>;
  /** Calls back on every change, before the writer is answered. @returns what ends it. */
  readonly onChange: (listener: (table: string) => void) => Cancel;
}

/** A stream mapping at work. */
export interface RunningStreamMapping extends RunningMapping {
  readonly settings: StreamMappingSettings;
  /** False where there is, or may be, a change that was not yet handed over and done. */
  caughtUp(): boolean;
  /** How far it has read. */
  checkpoint(): string | undefined;
  /** Hands records that were given up to the function once more, before anything newer. */
  again(records: readonly StreamRecord[]): void;
}

/** What a stream mapping works with. */
export interface StreamSurroundings extends MappingSurroundings {
  readonly streams: Streams;
  readonly database: Database;
  /** By the local clock. */
  readonly now: () => Date;
  /** Called where all that was read is done. */
  readonly onProgress: (table: string) => Promise<void>;
}

/** Records read at once; what the filter drops does not count towards a batch. */
const READ_AHEAD = 1000;

const sequenceOf = (record: StreamRecord): string => record.dynamodb.SequenceNumber;

/** What Lambda tells the failure destination. */
const failureReport = (
  { function: name, table }: StreamMappingSettings,
  { records, tries }: Segment<StreamRecord>,
  now: Date,
) => ({
  requestContext: {
    requestId: randomUUID(),
    functionArn: localArn('AWS::Lambda::Function', name),
    condition: 'RetryAttemptsExhausted',
    approximateInvokeCount: tries + 1,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: now.toISOString(),
  DDBStreamBatchInfo: {
    shardId: 'local',
    startSequenceNumber: records.at(0)?.dynamodb.SequenceNumber,
    endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
    batchSize: records.length,
    streamArn: `${localArn('AWS::DynamoDB::GlobalTable', table)}/stream/local`,
  },
});

/** How far a mapping has come, and what it is to hand over once more; both outlive the process. */
const openProgress = (database: Database, mapping: string) => {
  const kept = database.first('SELECT sequence FROM checkpoint WHERE mapping = ?', mapping)?.['sequence'];
  let checkpoint = typeof kept === 'string' ? kept : undefined;
  return {
    checkpoint: () => checkpoint,
    advance: (through: string): void => {
      checkpoint = through;
      database.run(
        `INSERT INTO checkpoint (mapping, sequence) VALUES (?, ?)
         ON CONFLICT (mapping) DO UPDATE SET sequence = excluded.sequence`,
        mapping,
        through,
      );
    },
    addAgain: (records: readonly StreamRecord[]): void => {
      database.run('INSERT INTO again (mapping, records) VALUES (?, ?)', mapping, JSON.stringify(records));
    },
    firstAgain: () => {
      const row = database.first(
        'SELECT seq, records FROM again WHERE mapping = ? ORDER BY seq LIMIT 1',
        mapping,
      );
      return (
        row && { seq: Number(row['seq']), records: JSON.parse(String(row['records'])) as StreamRecord[] }
      );
    },
    keepAgain: (seq: number, records: readonly StreamRecord[]): void => {
      if (records.length === 0) database.run('DELETE FROM again WHERE seq = ?', seq);
      else database.run('UPDATE again SET records = ? WHERE seq = ?', JSON.stringify(records), seq);
    },
    hasAgain: () =>
      database.first('SELECT 1 AS held FROM again WHERE mapping = ? LIMIT 1', mapping) !== undefined,
  };
};

/**
 * Starts a mapping from a table's stream to a function. The stream is one shard: a batch is handed over when the one
 * before it is done or given up, so order is kept. How far it has come is written down after every batch. Retries wait
 * for {@link retryWait}.
 *
 * What is given up is told to the failure destination as on AWS, with two things more for the person at this machine:
 * the reason as a message attribute, and the records themselves, so that a redrive can hand them over again.
 */
export const startStreamMapping = (
  settings: StreamMappingSettings,
  around: StreamSurroundings,
): RunningStreamMapping => {
  const { streams, database, queues, functions, timers, log, onSettled } = around;
  const progress = openProgress(database, settings.id);
  let stopped = false;
  const active = (): boolean => !stopped;
  let busy = false;
  // Until a read has come back empty, there may be something.
  let dirty = true;
  let wakeUp: (() => void) | undefined;

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((done) => {
      if (!active()) {
        done();
        return;
      }
      const cancel = timers.after(milliseconds, done);
      wakeUp = () => {
        cancel();
        done();
      };
    });

  const giveUp = (segment: Segment<StreamRecord>, reason: string): void => {
    if (settings.onFailure === undefined) {
      log.write(
        settings.id,
        `${segment.records.length} changes were given up and there is no queue to tell: ${reason}`,
      );
      return;
    }
    queues.send(settings.onFailure, {
      body: JSON.stringify(failureReport(settings, segment, around.now())),
      attributes: { reason: { DataType: 'String', StringValue: reason.slice(0, 1000) } },
      redo: JSON.stringify({ mapping: settings.id, records: segment.records }),
    });
  };

  /** Hands records over until each is done or given up; `onDone` is told the last one that needs nothing more. */
  const handOver = async (
    records: readonly StreamRecord[],
    onDone: (through: string) => void,
  ): Promise<void> => {
    const waiting: Segment<StreamRecord>[] = [{ records, tries: 0 }];
    for (let segment = waiting.shift(); segment && active(); segment = waiting.shift()) {
      const current = segment;
      const given = current.records.map(sequenceOf);
      const outcome = await functions.invoke(settings.function, { Records: current.records });
      if (!active()) return;
      const steps = nextSteps(current, batchOutcome(outcome, given, settings.partial), sequenceOf, settings);
      database.transaction(() => {
        if (steps.givenUp !== undefined) giveUp(current, steps.givenUp);
        const through = given[steps.done - 1];
        if (through !== undefined) onDone(through);
      });
      waiting.unshift(...steps.next);
      if (steps.again) await pause(retryWait(current.tries + 1));
    }
  };

  const redo = async (): Promise<void> => {
    for (let first = progress.firstAgain(); first && active(); first = progress.firstAgain()) {
      const { seq, records } = first;
      await handOver(records, (through) => {
        const done = records.findIndex((record) => sequenceOf(record) === through) + 1;
        progress.keepAgain(seq, records.slice(done));
      });
    }
  };

  /** Reads on, and hands over what the filter lets through in batches. */
  const readOn = async (): Promise<void> => {
    dirty = false;
    const ahead = await streams.read(settings.table, progress.checkpoint(), READ_AHEAD);
    const last = ahead.at(-1);
    if (!last || !active()) return;
    dirty = true;
    const passing = ahead.filter((record) => settings.lets(record));
    for (let i = 0; i < passing.length && active(); i += settings.batchSize) {
      await redo();
      await handOver(passing.slice(i, i + settings.batchSize), progress.advance);
    }
    if (!active()) return;
    progress.advance(sequenceOf(last));
    await around.onProgress(settings.table);
  };

  const run = async (): Promise<void> => {
    busy = true;
    try {
      if (settings.window > 0) await pause(settings.window);
      while (active() && (dirty || progress.hasAgain())) {
        await redo();
        if (active()) await readOn();
      }
    } finally {
      busy = false;
      onSettled();
    }
  };

  let finished: Promise<void> = Promise.resolve();
  const wake = (): void => {
    if (busy || !active()) return;
    finished = run().catch(async (error: unknown) => {
      if (!active()) return;
      // A reader that fails has met a defect of the local system itself; it is tried again like everything else.
      log.write(settings.id, error instanceof Error ? (error.stack ?? error.message) : String(error));
      dirty = true;
      await pause(retryWait(10));
      setImmediate(wake);
    });
  };

  const stopListening = streams.onChange((table) => {
    if (table !== settings.table) return;
    dirty = true;
    wake();
  });
  wake();

  return {
    settings,
    caughtUp: () => !dirty && !busy && !progress.hasAgain(),
    checkpoint: progress.checkpoint,
    again: (records) => {
      progress.addAgain(records);
      wake();
    },
    stop: () => {
      stopped = true;
      stopListening();
      wakeUp?.();
      return finished;
    },
  };
};
