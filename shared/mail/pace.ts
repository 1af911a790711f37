/** Waits for so many milliseconds. */
export type Wait = (ms: number) => Promise<void>;

/** When the next turn is, in ms of a clock that never jumps back; turns are handed out from there. */
export interface Turns {
  readonly next: number;
}

/** The next turn at a pace: how long until then, and where the turns after it stand. A turn not taken is not saved up. */
const takeTurn = (
  turns: Turns | undefined,
  perSecond: number,
  now: number,
): { readonly wait: number; readonly turns: Turns } => {
  const at = Math.max(now, turns?.next ?? now);
  return { wait: at - now, turns: { next: at + 1000 / perSecond } };
};

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

/**
 * Hands out turns to send, one after the other at the rate allowed: a bucket of one token, because several senders that
 * share a rate may all begin at once. Without saving up, so many seconds carry never more than so many mails and one.
 *
 * @returns once it is one's turn, true; false at once, where it would not be within {@link LONGEST}.
 */
export const createPace = ({ rate, elapsed, wait }: Pacing): (() => Promise<boolean>) => {
  let turns: Turns | undefined;
  return async () => {
    const perSecond = await rate();
    if (!Number.isFinite(perSecond)) return true;
    const turn = takeTurn(turns, perSecond, elapsed());
    if (turn.wait > LONGEST) return false;
    turns = turn.turns;
    if (turn.wait > 0) await wait(turn.wait);
    return true;
  };
};
