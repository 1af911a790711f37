import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { epochSeconds } from '../platform/clock.ts';
import { parse } from '../platform/parse.ts';
import { sideBySide } from '../platform/side-by-side.ts';
import { isConditionFailure, LOOKUP_INDEX, queryAll, type Table } from '../platform/table.ts';
import { AwardBatch, type BatchLine, BatchPart, type ConfirmedPart, partsOf } from './batch.ts';

/*
 * Access patterns on the table `community`; all of it carries `expiresAt`, a year from the upload:
 *
 * | what                        | pk            | sk            | lookupPk / lookupSk            |
 * |-----------------------------|---------------|---------------|--------------------------------|
 * | a batch of awards           | ORG#o#BATCH#b | BATCH         | ORG#o#BATCHES / uploadedAt#b   |
 * | a hundred lines of it       | ORG#o#BATCH#b | PART#0001     |                                |
 * | the latest batches          |               |               | ORG#o#BATCHES, from the end    |
 *
 * A part that was confirmed carries `award-batch.confirmed`.
 */
const batchPk = (organization: string, batch: string) => `ORG#${organization}#BATCH#${batch}`;
const partSk = (part: number) => `PART#${String(part).padStart(4, '0')}`;
const listPk = (organization: string) => `ORG#${organization}#BATCHES`;

/** Parts written at once; the SDK keeps 50 connections. */
const AT_ONCE = 20;

const YEAR_SECONDS = 366 * 86_400;

/** @see createBatchesStore */
export type BatchesStore = ReturnType<typeof createBatchesStore>;

/** Throws the first failure of work done side by side. */
const allDone = (outcomes: readonly PromiseSettledResult<unknown>[]): void => {
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
};

const confirmedEvent = ({ organization, batch, part }: BatchPart, by: string, at: string) =>
  makeEvent('award-batch.confirmed', {
    id: `award-batch.confirmed/${batch}/${part}`,
    source: OWN_SOURCE,
    time: at,
    subject: by,
    organization,
    data: { member: by, batch, part },
  });

/** Batches of awards by hand, from their draft to their report. */
export const createBatchesStore = (table: Table) => {
  const putBatch = (batch: AwardBatch) =>
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: {
          ...batch,
          pk: batchPk(batch.organization, batch.batch),
          sk: 'BATCH',
          lookupPk: listPk(batch.organization),
          lookupSk: `${batch.uploadedAt}#${batch.batch}`,
        },
      }),
    );
  const putPart = async (
    part: BatchPart,
    more: Record<string, unknown> = {},
    condition = 'attribute_not_exists(#event)',
  ): Promise<'put' | 'overtaken'> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...part, ...more, pk: batchPk(part.organization, part.batch), sk: partSk(part.part) },
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#event': 'event' },
        }),
      );
      return 'put';
    } catch (thrown) {
      if (isConditionFailure(thrown)) return 'overtaken';
      throw thrown;
    }
  };
  const read = async (organization: string, batch: string, sk: string) => {
    const Key = { pk: batchPk(organization, batch), sk };
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
    );
    return Item;
  };
  const partsOfBatch = async (organization: string, batch: string): Promise<BatchPart[]> => {
    const parts: BatchPart[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': batchPk(organization, batch), ':sk': 'PART#' },
      ConsistentRead: true,
    })) {
      parts.push(parse(BatchPart, item, 'part of a batch'));
    }
    return parts;
  };

  return {
    /** Keeps a draft: its parts, then the batch, so that no half of one is ever listed. One write per part and one. */
    async draft(
      head: Pick<AwardBatch, 'organization' | 'batch' | 'achievement' | 'uploadedBy'>,
      lines: readonly BatchLine[],
      now: Date,
    ): Promise<AwardBatch> {
      const expiresAt = epochSeconds(now) + YEAR_SECONDS;
      const { organization, batch } = head;
      const parts = partsOf(lines).map((of, i) => ({
        organization,
        batch,
        part: i + 1,
        lines: of,
        expiresAt,
      }));
      allDone(await sideBySide(parts, AT_ONCE, (part) => putPart(part)));
      const uploadedAt = now.toISOString();
      const drafted = { ...head, uploadedAt, lines: lines.length, parts: parts.length, expiresAt };
      await putBatch(drafted);
      return drafted;
    },

    /**
     * Confirms a batch: each part with a line to award gets the event that has it awarded, and the others are done.
     * May be done again after it was interrupted: a part that has its event keeps it, and is awarded once.
     */
    async confirm(batch: AwardBatch, by: string, now: Date): Promise<void> {
      const confirmedAt = now.toISOString();
      const parts = await partsOfBatch(batch.organization, batch.batch);
      const open = parts.filter(({ confirmedAt: before }) => before === undefined);
      allDone(
        await sideBySide(open, AT_ONCE, (part) => {
          const confirmed = { ...part, confirmedBy: by, confirmedAt };
          return part.lines.some(({ outcome }) => outcome === 'ready')
            ? putPart(confirmed, { event: confirmedEvent(part, by, confirmedAt) })
            : putPart({ ...confirmed, doneAt: confirmedAt });
        }),
      );
      await putBatch({ ...batch, confirmedBy: by, confirmedAt });
    },

    /** The batch, or undefined where there is none of that identifier, or its year is over. */
    async get(organization: string, batch: string): Promise<AwardBatch | undefined> {
      const item = await read(organization, batch, 'BATCH');
      return item && parse(AwardBatch, item, 'batch');
    },

    /** A part, or undefined where there is none of that number. */
    async getPart(organization: string, batch: string, part: number): Promise<BatchPart | undefined> {
      const item = await read(organization, batch, partSk(part));
      return item && parse(BatchPart, item, 'part of a batch');
    },

    /** All parts in order; a query of up to 3 MB. */
    partsOf: partsOfBatch,

    /** Writes the report of a confirmed part over it; its event stays, and is not raised again. */
    async report(part: ConfirmedPart): Promise<void> {
      const event = confirmedEvent(part, part.confirmedBy, part.confirmedAt);
      await putPart(part, { event }, 'attribute_exists(#event)');
    },

    /** The latest batches, newest first; one query. */
    async latest(organization: string, most: number): Promise<AwardBatch[]> {
      const batches: AwardBatch[] = [];
      for await (const item of queryAll(table, {
        IndexName: LOOKUP_INDEX,
        KeyConditionExpression: 'lookupPk = :pk',
        ExpressionAttributeValues: { ':pk': listPk(organization) },
        ScanIndexForward: false,
        Limit: most,
      })) {
        batches.push(parse(AwardBatch, item, 'batch'));
        if (batches.length === most) break;
      }
      return batches;
    },
  };
};
