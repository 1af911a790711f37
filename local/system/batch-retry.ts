import type { BatchOutcome } from './batch-outcome.ts';

/** Records that are handed over together, and how often they were. */
export interface Segment<Record> {
  readonly records: readonly Record[];
  readonly tries: number;
}

/** How a stream mapping goes on after a failure, as the template says. */
export interface RetryRules {
  /** Halve a batch that fails (`BisectBatchOnFunctionError`). */
  readonly bisect: boolean;
  /** How often a batch that failed is tried again (`MaximumRetryAttempts`); -1: until it succeeds. */
  readonly retries: number;
}

/** What follows from what became of a segment. */
export interface NextSteps<Record> {
  /** How many of its records, from the first on, need nothing more. */
  readonly done: number;
  /** What of it is to be handed over next, in order. */
  readonly next: readonly Segment<Record>[];
  /** True where the same records are tried again, which is worth a wait. */
  readonly again: boolean;
  /** The reason, where its records were given up. */
  readonly givenUp: string | undefined;
}

/**
 * Decides how a segment of a stream goes on. Where the function reported a record as failed, what stands before it is
 * done and the rest is tried anew. Where it fails from its first record on, it is halved if the template says so, which
 * does not count as a retry; a single record, or a batch that is not halved, is tried again until its retries are
 * used up, and is then given up, so that the stream goes on.
 */
export const nextSteps = <Record>(
  { records, tries }: Segment<Record>,
  outcome: BatchOutcome,
  identifierOf: (record: Record) => string,
  { bisect, retries }: RetryRules,
): NextSteps<Record> => {
  if (outcome.failed === 'none') return { done: records.length, next: [], again: false, givenUp: undefined };
  const failedFrom =
    outcome.failed === 'all' ? 0 : records.findIndex((record) => outcome.items.has(identifierOf(record)));
  if (failedFrom > 0) {
    const rest = { records: records.slice(failedFrom), tries: 0 };
    return { done: failedFrom, next: [rest], again: false, givenUp: undefined };
  }
  if (bisect && records.length > 1) {
    const middle = Math.ceil(records.length / 2);
    const halves = [records.slice(0, middle), records.slice(middle)];
    return {
      done: 0,
      next: halves.map((half) => ({ records: half, tries: 0 })),
      again: false,
      givenUp: undefined,
    };
  }
  if (retries < 0 || tries < retries) {
    return { done: 0, next: [{ records, tries: tries + 1 }], again: true, givenUp: undefined };
  }
  return { done: records.length, next: [], again: false, givenUp: outcome.reason };
};
