import type { AwardBatch, ConfirmedPart } from '../../shared/awards/batch.ts';
import type { BatchesStore } from '../../shared/awards/batches-store.ts';
import { isEvent, nameOf } from '../../shared/events/catalogue.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import { InvalidInput, NotFound } from '../../shared/platform/errors.ts';

/**
 * The confirmed part that a message tells of; two reads, side by side.
 *
 * @throws {InvalidInput} where the message is none, or tells of something else.
 * @throws {NotFound} where the batch's year is over, or nobody confirmed the part.
 */
export const findConfirmedPart = async (
  batches: Pick<BatchesStore, 'get' | 'getPart'>,
  body: string,
): Promise<{ readonly batch: AwardBatch; readonly part: ConfirmedPart }> => {
  const event = parseBusMessage(body);
  if (!isEvent(event, 'award-batch.confirmed')) {
    throw new InvalidInput(`event: type: award-batch takes award-batch.confirmed, not ${nameOf(event)}`, {
      field: 'type',
    });
  }
  const { organization, data } = event;
  const [batch, part] = await Promise.all([
    batches.get(organization, data.batch),
    batches.getPart(organization, data.batch, data.part),
  ]);
  const { confirmedBy, confirmedAt } = part ?? {};
  if (!batch || !part || confirmedBy === undefined || confirmedAt === undefined) {
    throw new NotFound(
      `award-batch.confirmed: data.batch: there is no confirmed part ${data.part} of batch ${data.batch}; a batch is kept for a year`,
      { field: 'data.batch' },
    );
  }
  return { batch, part: { ...part, confirmedBy, confirmedAt } };
};
