import type { Clock } from './clock.ts';

/** How much is kept, and for how long. */
export interface KeptBounds {
  /** Estimated; what was asked for least lately goes first. */
  readonly maxBytes: number;
  /** Milliseconds after which an answer is asked for anew. */
  readonly keepFor: number;
  readonly clock: Clock;
}

interface Answer {
  readonly promise: Promise<unknown>;
  readonly until: number;
  bytes: number;
}

/**
 * Answers that several ask for, kept for a while in this process: asked for once, also while the first answer is on
 * its way. A failure is not kept. What is kept never grows beyond its bound, but for what is on its way.
 */
export const createKept = ({ maxBytes, keepFor, clock }: KeptBounds) => {
  const answers = new Map<string, Answer>();
  let total = 0;

  const forget = (key: string, answer: Answer): void => {
    if (answers.get(key) !== answer) return;
    answers.delete(key);
    total -= answer.bytes;
  };

  const find = (key: string): Promise<unknown> | undefined => {
    const answer = answers.get(key);
    if (answer === undefined) return undefined;
    if (answer.until <= clock().getTime()) {
      forget(key, answer);
      return undefined;
    }
    // Asked for last: the last to go.
    answers.delete(key);
    answers.set(key, answer);
    return answer.promise;
  };

  const add = <Value>(
    key: string,
    promise: Promise<Value>,
    bytesOf: (value: Value) => number,
  ): Promise<Value> => {
    const answer: Answer = { promise, until: clock().getTime() + keepFor, bytes: 0 };
    const before = answers.get(key);
    if (before) forget(key, before);
    answers.set(key, answer);
    promise.then(
      (value) => {
        if (answers.get(key) !== answer) return;
        answer.bytes = bytesOf(value);
        total += answer.bytes;
        for (const [oldest, one] of answers) {
          if (total <= maxBytes) break;
          forget(oldest, one);
        }
      },
      () => {
        forget(key, answer);
      },
    );
    return promise;
  };

  return {
    /** The answer kept under a name, or that of `ask`, which is kept; `bytesOf` estimates its size. */
    get: <Value>(
      key: string,
      ask: () => Promise<Value>,
      bytesOf: (value: Value) => number,
    ): Promise<Value> => {
      // Nothing but what `add` was given under the name is found under it, and a name is one kind of answer.
      return (find(key) as Promise<Value> | undefined) ?? add(key, ask(), bytesOf);
    },
    /** How much is kept now, estimated. */
    bytes: (): number => total,
    /** By which it is told how long something was kept. */
    clock,
  };
};

/** @see createKept */
export type Kept = ReturnType<typeof createKept>;
