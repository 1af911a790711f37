/** What a worker thread is started with. */
export interface WorkerSettings {
  readonly name: string;
  readonly arn: string;
  readonly folder: string;
  readonly handler: string;
  readonly memory: number;
  readonly clock: SharedArrayBuffer;
}

/** One invocation, sent to a worker. `event` is JSON text; `deadline` is in milliseconds of machine time. */
export interface Call {
  readonly id: string;
  readonly event: string;
  readonly deadline: number;
}

/** A worker's answer: the result as JSON text, or what the handler threw. */
export type Answer =
  | { readonly id: string; readonly value: string }
  | { readonly id: string; readonly errorType: string; readonly errorMessage: string };

/** What became of an invocation. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly errorType: string; readonly errorMessage: string };
