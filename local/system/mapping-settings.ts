import * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import { nameInArn, serviceInArn } from './attributes.ts';
import type { Pattern } from './event-pattern.ts';
import { compileCriteria, FilterCriteria } from './filter-criteria.ts';
import type { ResolvedTemplate } from './template.ts';

/** What every event source mapping has. */
interface MappingSettings {
  /** Its logical id. */
  readonly id: string;
  readonly function: string;
  readonly batchSize: number;
  /** Milliseconds to wait for a batch to fill. */
  readonly window: number;
  /** True where the function names the items that failed; otherwise a failure is that of the whole batch. */
  readonly partial: boolean;
  readonly lets: Pattern;
}

/** A mapping from a queue to a function. */
export interface QueueMappingSettings extends MappingSettings {
  readonly queue: string;
  /** Invocations side by side at most, where the template says so. */
  readonly maxConcurrency: number | undefined;
}

/** A mapping from a table's stream to a function. */
export interface StreamMappingSettings extends MappingSettings {
  readonly table: string;
  readonly bisect: boolean;
  /** How often a batch that failed is tried again; -1: until it succeeds. */
  readonly retries: number;
  /** The queue that is told of records that were given up. */
  readonly onFailure: string | undefined;
}

/**
 * A batching window saves invocations, which cost nothing here: it is kept, so that batches fill, but never longer
 * than this, so that who watches an event sees it arrive.
 */
const LONGEST_WINDOW = 100;

const MappingProperties = z.object({
  Enabled: z.boolean().default(true),
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number().int().min(1).max(10_000).optional(),
  MaximumBatchingWindowInSeconds: z.number().min(0).max(300).default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  FilterCriteria,
  ScalingConfig: z.object({ MaximumConcurrency: z.number().int().min(2).optional() }).default({}),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().int().min(-1).max(10_000).default(-1),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).default({}),
});

/** The mappings of a template, by kind of source. */
export interface Mappings {
  readonly queues: readonly QueueMappingSettings[];
  readonly streams: readonly StreamMappingSettings[];
}

/**
 * The enabled event source mappings of a template.
 *
 * @throws {InvalidInput} where a source is neither a queue nor a table's stream.
 */
export const mappingsIn = (template: ResolvedTemplate): Mappings => {
  const queues: QueueMappingSettings[] = [];
  const streams: StreamMappingSettings[] = [];
  for (const { id, properties } of template.ofType('AWS::Lambda::EventSourceMapping')) {
    const settings = parse(MappingProperties, properties, `template: mapping ${id}`);
    if (!settings.Enabled) continue;
    const source = nameInArn(settings.EventSourceArn);
    const common = {
      id,
      function: nameInArn(settings.FunctionName),
      window: Math.min(settings.MaximumBatchingWindowInSeconds * 1000, LONGEST_WINDOW),
      partial: settings.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      lets: compileCriteria(settings.FilterCriteria),
    };
    const service = serviceInArn(settings.EventSourceArn);
    if (service === 'sqs') {
      queues.push({
        ...common,
        queue: source,
        batchSize: settings.BatchSize ?? 10,
        maxConcurrency: settings.ScalingConfig.MaximumConcurrency,
      });
    } else if (service === 'dynamodb') {
      const destination = settings.DestinationConfig.OnFailure?.Destination;
      streams.push({
        ...common,
        table: source,
        batchSize: settings.BatchSize ?? 100,
        bisect: settings.BisectBatchOnFunctionError,
        retries: settings.MaximumRetryAttempts,
        onFailure: destination === undefined ? undefined : nameInArn(destination),
      });
    } else {
      throw new InvalidInput(
        `template: mapping ${id}: ${service || 'its source'} is not offered on one machine`,
      );
    }
  }
  return { queues, streams };
};
