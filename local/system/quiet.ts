/** Tells when the system has nothing left to do. */
export interface Quiet {
  readonly isIdle: () => boolean;
  /** Whoever has finished something calls this; it costs little where nobody waits. */
  readonly check: () => void;
  /** Resolves as soon as everything is done: at once where it is already. */
  readonly idle: () => Promise<void>;
  /** Lets those who wait know that it will never be. */
  readonly end: (reason: Error) => void;
}

/** Watches over a condition that is true where nothing is left to do; the condition must be exact, not a guess. */
export const createQuiet = (isIdle: () => boolean): Quiet => {
  let waiting: PromiseWithResolvers<undefined>[] = [];
  const take = () => {
    const taken = waiting;
    waiting = [];
    return taken;
  };
  return {
    isIdle,
    check: () => {
      if (waiting.length > 0 && isIdle()) for (const { resolve } of take()) resolve(undefined);
    },
    idle: () => {
      if (isIdle()) return Promise.resolve();
      const waiter = Promise.withResolvers<undefined>();
      waiting.push(waiter);
      return waiter.promise;
    },
    end: (reason) => {
      for (const { reject } of take()) reject(reason);
    },
  };
};
