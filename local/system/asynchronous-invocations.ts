import * as z from 'zod';
import { parse } from '../../shared/platform/parse.ts';
import { localArn, nameInArn } from './attributes.ts';
import type { Database, Row } from './database.ts';
import type { Outcome } from './function-messages.ts';
import type { MappingSurroundings, RunningMapping } from './queue-mapping.ts';
import type { ResolvedTemplate } from './template.ts';
import { createAlarm, retryWait } from './timers.ts';

/** What Lambda does with asynchronous invocations of a function that fail. */
export interface AsynchronousSettings {
  readonly retries: number;
  /** The queue that is told of events that were given up: `OnFailure`, or the function's dead-letter queue. */
  readonly onFailure: string | undefined;
  /** True for `OnFailure`, which is told the circumstances, too; a dead-letter queue gets the bare event. */
  readonly withCircumstances: boolean;
}

/** Invocations nobody waits for: by the bus, by schedules, by a redrive. */
export interface AsynchronousInvocations extends RunningMapping {
  /** Takes an event on; durable when it returns, or when the transaction it is part of is committed. */
  accept(name: string, payload: unknown): void;
  /** True where an event was taken on that is neither done nor given up. */
  pending(): boolean;
}

const Destination = z.object({ Destination: z.string() }).optional();

const InvokeConfig = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.number().int().min(0).max(2).default(2),
  DestinationConfig: z.object({ OnFailure: Destination }).default({}),
});

const WithDeadLetters = z.object({ DeadLetterConfig: z.object({ TargetArn: z.string() }).optional() });

/** The asynchronous settings of the template's functions, by name; a function not named has Lambda's defaults. */
export const asynchronousSettingsIn = (template: ResolvedTemplate): Map<string, AsynchronousSettings> => {
  const all = new Map<string, AsynchronousSettings>();
  for (const { id, properties } of template.ofType('AWS::Lambda::Function')) {
    const target = parse(WithDeadLetters, properties, `template: function ${id}`).DeadLetterConfig?.TargetArn;
    if (target === undefined) continue;
    all.set(id, { retries: 2, onFailure: nameInArn(target), withCircumstances: false });
  }
  for (const { id, properties } of template.ofType('AWS::Lambda::EventInvokeConfig')) {
    const config = parse(InvokeConfig, properties, `template: ${id}`);
    const destination = config.DestinationConfig.OnFailure?.Destination;
    const name = nameInArn(config.FunctionName);
    all.set(name, {
      retries: config.MaximumRetryAttempts,
      onFailure: destination === undefined ? all.get(name)?.onFailure : nameInArn(destination),
      withCircumstances: destination !== undefined,
    });
  }
  return all;
};

const defaults: AsynchronousSettings = { retries: 2, onFailure: undefined, withCircumstances: false };

/**
 * Starts what invokes functions asynchronously, over what the database holds of it. A failed event is tried again as
 * often as Lambda would, after {@link retryWait} instead of minutes, and is then told to the failure destination.
 */
export const startAsynchronousInvocations = (
  settings: ReadonlyMap<string, AsynchronousSettings>,
  database: Database,
  { queues, functions, timers, log, onSettled }: MappingSurroundings,
  now: () => Date,
): AsynchronousInvocations => {
  const running = new Set<number>();
  let stopped = false;

  const giveUp = (name: string, payload: unknown, tries: number, outcome: Outcome & { ok: false }): void => {
    const { onFailure, withCircumstances } = settings.get(name) ?? defaults;
    const reason = `${outcome.errorType}: ${outcome.errorMessage}`;
    if (onFailure === undefined) {
      log.write(name, `an event was given up after ${tries} tries and there is no queue to tell: ${reason}`);
      return;
    }
    const circumstances = {
      version: '1.0',
      timestamp: now().toISOString(),
      requestContext: {
        functionArn: `${localArn('AWS::Lambda::Function', name)}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: tries,
      },
      requestPayload: payload,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: outcome.errorType, errorMessage: outcome.errorMessage },
    };
    queues.send(onFailure, {
      body: JSON.stringify(withCircumstances ? circumstances : payload),
      attributes: { reason: { DataType: 'String', StringValue: reason.slice(0, 1000) } },
      redo: JSON.stringify({ function: name, payload }),
    });
  };

  const runOne = async (row: Row): Promise<void> => {
    const seq = Number(row['seq']);
    const name = String(row['function']);
    const payload = JSON.parse(String(row['payload'])) as unknown;
    const tries = Number(row['tries']) + 1;
    const outcome = await functions.invoke(name, payload);
    if (stopped) return;
    database.transaction(() => {
      if (!outcome.ok && tries <= (settings.get(name) ?? defaults).retries) {
        const dueAt = timers.now() + retryWait(tries);
        database.run('UPDATE invocation SET tries = ?, due_at = ? WHERE seq = ?', tries, dueAt, seq);
        return;
      }
      if (!outcome.ok) giveUp(name, payload, tries, outcome);
      database.run('DELETE FROM invocation WHERE seq = ?', seq);
    });
  };

  const poll = (): void => {
    if (stopped) return;
    for (const row of database.all('SELECT * FROM invocation ORDER BY due_at, seq LIMIT 100')) {
      const seq = Number(row['seq']);
      if (running.has(seq)) continue;
      if (Number(row['due_at']) > timers.now()) {
        alarm.set(Number(row['due_at']));
        break;
      }
      running.add(seq);
      void runOne(row).finally(() => {
        running.delete(seq);
        poll();
        onSettled();
      });
    }
  };
  const alarm = createAlarm(timers, poll);
  alarm.set(timers.now());

  return {
    accept: (name, payload) => {
      database.run(
        'INSERT INTO invocation (function, payload, due_at, accepted_at) VALUES (?, ?, ?, ?)',
        name,
        JSON.stringify(payload),
        timers.now(),
        timers.now(),
      );
      // In a turn of its own: by then the transaction this is part of is committed.
      setImmediate(poll);
    },
    pending: () => database.first('SELECT 1 AS held FROM invocation LIMIT 1') !== undefined,
    stop: () => {
      stopped = true;
      alarm.clear();
      return Promise.resolve();
    },
  };
};
