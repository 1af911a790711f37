import { randomUUID } from 'node:crypto';
import { NotFound } from '../../shared/platform/errors.ts';
import type { Database, Row } from './database.ts';
import type { MessageAttributes } from './message-digest.ts';
import type { QueueSettings } from './queue-settings.ts';
import { type Alarm, createAlarm, type Timers } from './timers.ts';

/** A message as a receiver gets it; instants in milliseconds of machine time. */
export interface Message {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  readonly receives: number;
  /** The queue it was moved here from by SQS's own redrive. */
  readonly origin: string | undefined;
}

/** What is to be sent. */
export interface Outgoing {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  /** Milliseconds until it can first be received; the queue's own delay where absent. */
  readonly delay?: number;
  /** On a dead letter that came from no queue: what a redrive does again, as JSON. */
  readonly redo?: string;
}

/** How many messages a queue holds. */
export interface QueueCounts {
  readonly visible: number;
  readonly delayed: number;
  readonly inFlight: number;
}

/** Standard queues with SQS's semantics, kept in the database: at least once, in no promised order. */
export interface Queues {
  settings(queue: string): QueueSettings;
  has(queue: string): boolean;
  names(): readonly string[];
  /** Part of a transaction where there is one; who listens is told after the call. @returns the message id. */
  send(queue: string, message: Outgoing): string;
  /** At most `most` messages, each hidden for `visibility` ms (the queue's own where absent). */
  receive(queue: string, most: number, visibility?: number): Message[];
  /** False where the receipt is not a message's last one any more. */
  remove(queue: string, receipt: string): boolean;
  changeVisibility(queue: string, receipt: string, visibility: number): boolean;
  purge(queue: string): void;
  counts(queue: string): QueueCounts;
  /** How many messages can be received now, counting no further than `atMost`. */
  receivable(queue: string, atMost: number): number;
  /** What is done in `work` becomes one commit. */
  together(work: () => void): void;
  /** True where any of the queues holds a message, visible, delayed or in flight. */
  holdsAny(queues: readonly string[]): boolean;
  /** Calls back whenever a message of the queue can be received. @returns what ends it. */
  listen(queue: string, listener: () => void): () => void;
  /** Makes every message in flight visible: after a restart nobody holds a receipt any more. */
  recover(queue: string): void;
  close(): void;
}

const messageOf = (row: Row): Message => ({
  id: String(row['id']),
  receipt: String(row['receipt']),
  body: String(row['body']),
  attributes: JSON.parse(String(row['attributes'])) as MessageAttributes,
  sentAt: Number(row['sent_at']),
  firstReceivedAt: Number(row['first_received_at']),
  receives: Number(row['receives']),
  origin: row['origin'] === null ? undefined : String(row['origin']),
});

/** Opens the queues of a template over what the database holds of them; what is past its retention is forgotten. */
export const openQueues = (database: Database, all: readonly QueueSettings[], timers: Timers): Queues => {
  const byName = new Map(all.map((settings) => [settings.name, settings]));
  const listeners = new Map<string, Set<() => void>>();
  const alarms = new Map<string, Alarm>();

  const settingsOf = (queue: string): QueueSettings => {
    const settings = byName.get(queue);
    if (!settings) throw new NotFound(`There is no queue ${queue}.`);
    return settings;
  };

  const notify = (queue: string): void => {
    for (const listener of listeners.get(queue) ?? []) listener();
  };

  /** Sets the alarm for the moment the next hidden message of a queue becomes visible. */
  const watch = (queue: string): void => {
    if (!listeners.get(queue)?.size) return;
    const next = database.first('SELECT min(visible_at) AS at FROM message WHERE queue = ?', queue)?.['at'];
    if (typeof next !== 'number') return;
    if (next <= timers.now()) {
      notify(queue);
      return;
    }
    const alarm =
      alarms.get(queue) ??
      createAlarm(timers, () => {
        watch(queue);
      });
    alarms.set(queue, alarm);
    alarm.set(next);
  };

  // Told in a turn of its own: the sender's transaction is committed by then, and a burst wakes a reader once.
  const changed = new Set<string>();
  const wake = (queue: string): void => {
    if (changed.size === 0) {
      setImmediate(() => {
        const queues = [...changed];
        changed.clear();
        if (database.connection.isOpen) queues.forEach(watch);
      });
    }
    changed.add(queue);
  };

  for (const { name, retention } of all) {
    database.run('DELETE FROM message WHERE queue = ? AND sent_at < ?', name, timers.now() - retention);
  }

  const queues: Queues = {
    settings: settingsOf,
    has: (queue) => byName.has(queue),
    names: () => [...byName.keys()],
    send: (queue, { body, attributes = {}, delay = settingsOf(queue).delay, redo }) => {
      settingsOf(queue);
      const id = randomUUID();
      const now = timers.now();
      database.run(
        'INSERT INTO message (queue, id, body, attributes, sent_at, visible_at, redo) VALUES (?, ?, ?, ?, ?, ?, ?)',
        queue,
        id,
        body,
        JSON.stringify(attributes),
        now,
        now + delay,
        redo ?? null,
      );
      wake(queue);
      return id;
    },
    receive: (queue, most, visibility = settingsOf(queue).visibility) =>
      database.transaction(() => {
        const now = timers.now();
        const { redrive } = settingsOf(queue);
        if (redrive) {
          const moved = database.run(
            `UPDATE message SET queue = ?, origin = ?, receives = 0, receipt = NULL, visible_at = ?
             WHERE queue = ? AND visible_at <= ? AND receives >= ?`,
            redrive.queue,
            queue,
            now,
            queue,
            now,
            redrive.maxReceives,
          );
          if (moved.changes > 0) {
            wake(redrive.queue);
            wake(queue);
          }
        }
        const received = database
          .all(
            `UPDATE message SET receives = receives + 1, receipt = lower(hex(randomblob(16))), visible_at = ?,
               first_received_at = coalesce(first_received_at, ?)
             WHERE seq IN (SELECT seq FROM message WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, seq LIMIT ?)
             RETURNING *`,
            now + visibility,
            now,
            queue,
            now,
            most,
          )
          .sort((a, b) => Number(a['seq']) - Number(b['seq']))
          .map(messageOf);
        if (received.length > 0) wake(queue);
        return received;
      }),
    remove: (queue, receipt) =>
      database.run('DELETE FROM message WHERE receipt = ? AND queue = ?', receipt, queue).changes > 0,
    changeVisibility: (queue, receipt, visibility) => {
      const { changes } = database.run(
        'UPDATE message SET visible_at = ? WHERE receipt = ? AND queue = ?',
        timers.now() + visibility,
        receipt,
        queue,
      );
      if (changes > 0) wake(queue);
      return changes > 0;
    },
    purge: (queue) => {
      database.run('DELETE FROM message WHERE queue = ?', settingsOf(queue).name);
    },
    counts: (queue) => {
      const now = timers.now();
      const row = database.first(
        `SELECT count(*) AS held, coalesce(sum(visible_at <= ?), 0) AS visible,
           coalesce(sum(visible_at > ? AND receipt IS NULL), 0) AS delayed FROM message WHERE queue = ?`,
        now,
        now,
        settingsOf(queue).name,
      );
      const visible = Number(row?.['visible']);
      const delayed = Number(row?.['delayed']);
      return { visible, delayed, inFlight: Number(row?.['held']) - visible - delayed };
    },
    receivable: (queue, atMost) =>
      Number(
        database.first(
          `SELECT count(*) AS found FROM
             (SELECT 1 FROM message WHERE queue = ? AND visible_at <= ? LIMIT ?)`,
          queue,
          timers.now(),
          atMost,
        )?.['found'],
      ),
    together: (work) => {
      database.transaction(work);
    },
    holdsAny: (names) =>
      names.some(
        (queue) =>
          database.first('SELECT 1 AS held FROM message WHERE queue = ? LIMIT 1', queue) !== undefined,
      ),
    listen: (queue, listener) => {
      const own = listeners.get(queue) ?? new Set();
      listeners.set(queue, own);
      own.add(listener);
      wake(queue);
      return () => {
        own.delete(listener);
      };
    },
    recover: (queue) => {
      database.run(
        'UPDATE message SET visible_at = ?, receipt = NULL WHERE queue = ? AND receipt IS NOT NULL AND visible_at > ?',
        timers.now(),
        queue,
        timers.now(),
      );
    },
    close: () => {
      for (const alarm of alarms.values()) alarm.clear();
      listeners.clear();
    },
  };
  return queues;
};
