/** Waits for so many milliseconds. */
export type Wait = (ms: number) => Promise<void>;

/** What a pace is kept with. */
export interface Pacing {
  /** Mails a second that this one may send; infinite where there is no limit. */
  readonly rate: () => Promise<number>;
  /** Milliseconds by a clock that never jumps. */
  readonly elapsed: () => number;
  readonly wait: Wait;
}

/** Longest that a mail waits for its turn, in ms: with the sending itself it fits into a function's minute. */
const LONGEST = 20_000;

/** Longest that a mail to many waits for the turns of all, in ms: fifty turns at two a second. */
const LONGEST_FOR_MANY = 25_000;

/**
 * Hands out turns to send, one after the other at the rate allowed: a bucket of one token, because several senders that
 * share a rate may all begin at once. Without saving up, so many seconds carry never more than so many mails and one.
 */
export const createTurns = ({ rate, elapsed, wait }: Pacing) => {
  let next = Number.NEGATIVE_INFINITY;

  /** Takes as many turns of those wanted as come within `longest`; how many, and how long until the last of them. */
  const take = async (wanted: number, longest: number) => {
    const perTurn = 1000 / (await rate());
    const now = elapsed();
    const at = Math.max(now, next);
    const inTime = Math.floor((longest - (at - now)) / perTurn) + 1;
    const count = Math.max(0, Math.min(wanted, inTime));
    next = at + count * perTurn;
    return { count, until: count > 0 ? at + (count - 1) * perTurn - now : at - now };
  };

  return {
    /** Once it is one's turn, true; false at once, where it would not be within {@link LONGEST}. */
    one: async (): Promise<boolean> => {
      const { count, until } = await take(1, LONGEST);
      if (count > 0 && until > 0) await wait(until);
      return count > 0;
    },
    /**
     * Waits for the turns of many who are mailed in one call, and says of how many it is the turn: of all of them, or of
     * as many as there are turns within {@link LONGEST_FOR_MANY}, which may be none.
     */
    many: async (wanted: number): Promise<number> => {
      const { count, until } = await take(wanted, LONGEST_FOR_MANY);
      const waited = Math.min(until, LONGEST_FOR_MANY);
      if (waited > 0) await wait(waited);
      return count;
    },
  };
};

/** Turns for those who are mailed one by one. @see createTurns */
export const createPace = (pacing: Pacing): (() => Promise<boolean>) => createTurns(pacing).one;
