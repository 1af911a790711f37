import { SQSClient } from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSEvent } from 'aws-lambda';
import { createHandler } from '../functions/record-engagement/handler.ts';
import { createEngagementStore } from '../shared/engagement/store.ts';
import { makeEvent } from '../shared/events/parse-event.ts';
import type { Table } from '../shared/platform/table.ts';
import { openEngine } from './engine.ts';
import { type Figure, figure, median, rateOf } from './figure.ts';

const EVENTS = 4000;
const BATCH = 100;
const ROUNDS = 3;
/** Raw updates under way at once: as many as the consumer has. */
const AT_ONCE = 40;

/** No two events share a record: the worst case, since a record's events of one batch are one update. */
const messagesOf = (round: number): SQSEvent['Records'][number][] =>
  Array.from({ length: EVENTS }, (_, i) => {
    const event = makeEvent('post.created', {
      id: `${round}-${i}`,
      source: 'bench',
      time: new Date(Date.UTC(2026, 0, 1) + (i % 200) * 86_400_000).toISOString(),
      organization: `round-${round}`,
      data: {
        member: `member-${Math.floor(i / 200)}`,
        community: 'mathematics',
        post: `post-${i}`,
        kind: i % 3 === 0 ? 'topic' : 'reply',
        topic: `post-${i - (i % 3)}`,
        title: 'How do you open a unit on fractions?',
        excerpt:
          'We tried number lines before circles this year, and far fewer children stumbled at five quarters.',
      },
    });
    return {
      messageId: `${round}-${i}`,
      body: JSON.stringify({ source: event.source, 'detail-type': 'post.created', detail: event }),
      attributes: { ApproximateReceiveCount: '1' },
    } as SQSEvent['Records'][number];
  });

/** One plain UpdateItem per event, to items of the same keys and about the same content, without a condition. */
const updateRaw = async (table: Table, round: number): Promise<void> => {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < EVENTS; i = next++) {
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: { pk: `RAW#${round}#member-${Math.floor(i / 200)}`, sk: `DAY#${i % 200}` },
          UpdateExpression: 'ADD #seen :seen, #count :one',
          ExpressionAttributeNames: { '#seen': 'seen', '#count': 'n:post.created' },
          ExpressionAttributeValues: { ':seen': new Set([new Uint8Array(8).fill(i % 251)]), ':one': 1 },
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

/** A silent observer: what it would log is not what is measured. */
const observer = {
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  counter: { count: () => undefined, flush: () => undefined },
};

/**
 * `record-events`: events per second through record-engagement, whole batches from parsing to commit, against one
 * raw UpdateItem per event on the same engine. `record-write-units`: what the same events cost, against one.
 */
export const measure = async (): Promise<Figure[]> => {
  const engine = await openEngine();
  try {
    const table = await engine.table('engagement');
    let units = 0;
    let writes = 0;
    const counted = {
      name: table.name,
      client: new Proxy(table.client, {
        get: (target, property, receiver) =>
          property !== 'send'
            ? (Reflect.get(target, property, receiver) as unknown)
            : async (command: UpdateCommand) => {
                command.input.ReturnConsumedCapacity = 'TOTAL';
                const output = await target.send(command);
                units += output.ConsumedCapacity?.CapacityUnits ?? 0;
                writes += 1;
                return output;
              },
      }),
    };
    const handlerFor = (to: Table) =>
      createHandler({
        engagement: createEngagementStore(to),
        places: {
          getOrganization: () => Promise.resolve({}),
          getCommunity: () => Promise.resolve({}),
          getMember: () => Promise.resolve({}),
        },
        deadLetters: { client: new SQSClient({}), queueUrl: 'http://127.0.0.1/none', maxReceives: 5 },
        observer,
        clock: () => new Date(Date.UTC(2027, 0, 1)),
      });
    const record = async (to: Table, round: number): Promise<number> => {
      const handler = handlerFor(to);
      const messages = messagesOf(round);
      return rateOf(EVENTS, async () => {
        for (let i = 0; i < EVENTS; i += BATCH) {
          const { batchItemFailures } = await handler(
            { Records: messages.slice(i, i + BATCH) },
            {} as Context,
          );
          if (batchItemFailures.length > 0)
            throw new Error(`${batchItemFailures.length} events were not recorded`);
        }
      });
    };

    // Round 0 warms both up; in the rounds that count they take turns, so that the machine's moods meet both.
    await updateRaw(table, 0);
    await record(table, 0);
    const raw: number[] = [];
    const recorded: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      raw.push(await rateOf(EVENTS, () => updateRaw(table, round)));
      recorded.push(await record(table, round));
    }
    await record(counted, ROUNDS + 1);
    return [
      figure('record-events', median(recorded), '1/s', 'raw UpdateItem', median(raw)),
      figure('record-write-units', units / EVENTS, 'WU/event', `one unit (${writes} writes)`, 1),
    ];
  } finally {
    await engine.close();
  }
};
