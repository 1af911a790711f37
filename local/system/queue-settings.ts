import * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import { nameInArn } from './attributes.ts';
import type { ResolvedTemplate } from './template.ts';

/** A queue as the template describes it; times in milliseconds. */
export interface QueueSettings {
  readonly name: string;
  readonly visibility: number;
  readonly delay: number;
  readonly retention: number;
  /** Where a message goes that was received `maxReceives` times. */
  readonly redrive: { readonly queue: string; readonly maxReceives: number } | undefined;
}

const QueueProperties = z.object({
  FifoQueue: z.boolean().default(false),
  VisibilityTimeout: z.number().int().min(0).max(43_200).default(30),
  DelaySeconds: z.number().int().min(0).max(900).default(0),
  MessageRetentionPeriod: z.number().int().min(60).max(1_209_600).default(345_600),
  RedrivePolicy: z
    .object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().min(1).max(1000) })
    .optional(),
});

/**
 * The queues of a template.
 *
 * @throws {InvalidInput} where one is a FIFO queue, which is not offered here.
 */
export const queuesIn = (template: ResolvedTemplate): QueueSettings[] =>
  template.ofType('AWS::SQS::Queue').map(({ id, properties }) => {
    const settings = parse(QueueProperties, properties, `template: queue ${id}`);
    if (settings.FifoQueue)
      throw new InvalidInput(`template: queue ${id}: FIFO queues are not offered on one machine`);
    return {
      name: id,
      visibility: settings.VisibilityTimeout * 1000,
      delay: settings.DelaySeconds * 1000,
      retention: settings.MessageRetentionPeriod * 1000,
      redrive: settings.RedrivePolicy && {
        queue: nameInArn(settings.RedrivePolicy.deadLetterTargetArn),
        maxReceives: settings.RedrivePolicy.maxReceiveCount,
      },
    };
  });
