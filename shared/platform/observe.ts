import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { AppError } from './errors.ts';

/** Counts things; each count becomes a CloudWatch metric in the namespace `Colloquy`, by function. */
export interface Counter {
  count(metric: string, by?: number): void;
  /** Writes out what was counted since the last call; at the end of every invocation. */
  flush(): void;
}

/** What a function tells about itself: a log without personal data, and counts. */
export interface Observer {
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly counter: Counter;
}

/** The observer of a deployed function, named after it. */
export const createObserver = (serviceName: string): Observer => {
  const metrics = new Metrics({ namespace: 'Colloquy', serviceName });
  // Publishing nothing makes the library warn, in every invocation that had nothing to count.
  let counted = false;
  return {
    log: new Logger({ serviceName }),
    counter: {
      count: (metric, by = 1) => {
        metrics.addMetric(metric, MetricUnit.Count, by);
        counted = true;
      },
      flush: () => {
        if (counted) metrics.publishStoredMetrics();
        counted = false;
      },
    },
  };
};

/** What of an error may be logged: its kind, its message for people, its field; never the input itself. */
export const describeError = (error: AppError) => ({
  kind: error.kind,
  reason: error.message,
  ...(error.field !== undefined && { field: error.field }),
  ...(error.kind === 'Defect' && { stack: (error.cause instanceof Error ? error.cause : error).stack }),
});
