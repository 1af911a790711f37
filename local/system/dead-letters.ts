import * as z from 'zod';
import { NotFound } from '../../shared/platform/errors.ts';
import type { DeadLetter } from '../console/source.ts';
import type { AsynchronousInvocations } from './asynchronous-invocations.ts';
import type { Database, Row } from './database.ts';
import type { MessageAttributes } from './message-digest.ts';
import type { Queues } from './queues.ts';
import type { RunningStreamMapping, StreamRecord } from './stream-mapping.ts';

/** What was set aside, and the way back. */
export interface DeadLetters {
  /** The queues that hold dead letters, by name. */
  readonly queues: ReadonlySet<string>;
  list(): DeadLetter[];
  /**
   * Sends dead letters back to where they failed: a message to its queue, changes of a table to the mapping that gave
   * them up, an event to the function that was invoked with it. With no `messageId`, all of the queue.
   *
   * @returns how many went back.
   * @throws {NotFound} where there is no such dead letter, or none of the queue can go back.
   */
  redrive(queue: string, messageId?: string): number;
}

const Redo = z.union([
  z.object({ mapping: z.string(), records: z.array(z.custom<StreamRecord>()) }),
  z.object({ function: z.string(), payload: z.unknown() }),
]);

const attributesOf = (row: Row): MessageAttributes =>
  JSON.parse(String(row['attributes'])) as MessageAttributes;

const asDeadLetter = (row: Row): DeadLetter => {
  const attributes = attributesOf(row);
  const movedBySqs =
    row['origin'] === null
      ? undefined
      : `${String(row['origin'])} received it too often; no consumer said why.`;
  return {
    queue: String(row['queue']),
    messageId: String(row['id']),
    at: new Date(Number(row['sent_at'])).toISOString(),
    reason:
      attributes['reason']?.StringValue ??
      attributes['ERROR_MESSAGE']?.StringValue ??
      movedBySqs ??
      'It was sent here without a reason.',
    kind: attributes['kind']?.StringValue,
    field: attributes['field']?.StringValue,
    receives: Number(row['receives']),
    body: String(row['body']),
  };
};

/** Opens the dead letters over the queues. `holding` names every queue that something sets messages aside in. */
export const openDeadLetters = (
  holding: ReadonlySet<string>,
  database: Database,
  queues: Queues,
  mappings: readonly RunningStreamMapping[],
  invocations: AsynchronousInvocations,
): DeadLetters => {
  const sourceOf = (queue: string): string | undefined =>
    queues.names().find((name) => queues.settings(name).redrive?.queue === queue);

  /** Attributes that say why a message was set aside do not go back with it. */
  const ownAttributes = (row: Row): MessageAttributes =>
    Object.fromEntries(
      Object.entries(attributesOf(row)).filter(([name]) => !['reason', 'kind', 'field'].includes(name)),
    );

  const sendBack = (row: Row): boolean => {
    const redo = row['redo'] === null ? undefined : Redo.parse(JSON.parse(String(row['redo'])));
    if (redo && 'mapping' in redo) {
      const mapping = mappings.find(({ settings }) => settings.id === redo.mapping);
      if (!mapping) return false;
      mapping.again(redo.records);
    } else if (redo) {
      invocations.accept(redo.function, redo.payload);
    } else {
      const queue = row['origin'] === null ? sourceOf(String(row['queue'])) : String(row['origin']);
      if (queue === undefined || !queues.has(queue)) return false;
      queues.send(queue, { body: String(row['body']), attributes: ownAttributes(row), delay: 0 });
    }
    database.run('DELETE FROM message WHERE seq = ?', Number(row['seq']));
    return true;
  };

  return {
    queues: holding,
    list: () =>
      [...holding]
        .flatMap((queue) => database.all('SELECT * FROM message WHERE queue = ?', queue))
        .sort((a, b) => Number(b['seq']) - Number(a['seq']))
        .map(asDeadLetter),
    redrive: (queue, messageId) => {
      if (!holding.has(queue)) throw new NotFound(`There is no dead-letter queue ${queue}.`);
      const rows = database
        .all('SELECT * FROM message WHERE queue = ? ORDER BY seq', queue)
        .filter((row) => messageId === undefined || row['id'] === messageId);
      const sent = database.transaction(() => rows.filter(sendBack).length);
      if (sent === 0) {
        throw new NotFound(
          `${queue} holds no ${messageId === undefined ? 'message' : `message ${messageId}`} that can go back.`,
        );
      }
      return sent;
    },
  };
};
