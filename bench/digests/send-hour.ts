import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent } from 'aws-lambda';
import { createHandler } from '../../functions/send-digest/handler.ts';
import { createSources } from '../../shared/digests/sources-store.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { createMailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import { Defect } from '../../shared/platform/errors.ts';
import { createCountedClient } from './counted.ts';
import { answer, asked, clockFrom, createMemoryWatch, place, silent } from './program.ts';

/** What sending one hour's digests takes. */
export interface SendCost {
  readonly sent: number;
  /** Units read and written by the sender, all together. */
  readonly reads: number;
  readonly writes: number;
  /** MB. */
  readonly memory: number;
}

/** Messages of one call of the sender. */
const BATCH = 10;

const eventOf = (bodies: readonly string[]): SQSEvent =>
  ({
    Records: bodies.map((body, i) => ({
      messageId: String(i),
      body,
      attributes: { ApproximateReceiveCount: '1' },
    })),
  }) as unknown as SQSEvent;

// Sends what a file says is due with the function's own handler, into no mailbox at all, in a process of its own.
const { communityTable, credentialsTable, at, dueFile } = asked();
const { client, taken } = createCountedClient();
const memory = createMemoryWatch();
const community = { client, name: communityTable };
let sent = 0;
const send = createHandler({
  digests: createDigestsStore(community),
  ...createSources(community, { client, name: credentialsTable }),
  send: () => {
    sent += 1;
    return Promise.resolve({ kind: 'accepted', messageId: `mail-${sent}` });
  },
  pace: () => Promise.resolve(true),
  wait: () => Promise.resolve(),
  standings: createMailStandingsStore(community),
  mailDays: createMailCountsStore(community),
  place,
  clock: clockFrom(at),
  ids: () => `id-${sent}`,
  deadLetters: { client: new SQSClient({}), queueUrl: 'http://127.0.0.1/none', maxReceives: 5 },
  observer: silent,
});
const sendBatch = async (bodies: readonly string[]): Promise<void> => {
  const { batchItemFailures } = await send(eventOf(bodies), {} as Context);
  if (batchItemFailures.length > 0) throw new Defect('a digest of the bench could not be sent');
  memory.look();
};
let due = 0;
let batch: string[] = [];
for await (const line of createInterface({ input: createReadStream(dueFile) })) {
  due += 1;
  batch.push(line);
  if (batch.length < BATCH) continue;
  await sendBatch(batch);
  batch = [];
}
if (batch.length > 0) await sendBatch(batch);
if (sent !== due) throw new Defect(`${due} digests were due and ${sent} sent`);
const { reads, writes } = taken();
answer({ sent, reads, writes, memory: memory.most() } satisfies SendCost);
