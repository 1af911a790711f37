import type { TellingTime } from './when-to-tell.ts';

/** Mails about one topic that a member gets at once within {@link SPAN}; what follows is told in one. */
const AT_ONCE = 2;

/** How long mails about a topic are counted together, in ms, from the first of them. */
export const SPAN = 10 * 60_000;

/** How many mails about a topic a member got at once since an instant. */
export interface Turns {
  readonly since: string;
  readonly mails: number;
}

/**
 * Whether a member is mailed at once about one more post of a topic: twice in ten minutes, and what follows waits until
 * they are over, so that somebody who posts seven answers in a minute makes three mails and not seven.
 *
 * @returns with it, how the turns stand then.
 */
export const nextTurn = (
  turns: Turns | undefined,
  now: Date,
): { readonly time: Exclude<TellingTime, { kind: 'not' }>; readonly turns: Turns } => {
  const end = turns === undefined ? 0 : Date.parse(turns.since) + SPAN;
  if (turns === undefined || end <= now.getTime())
    return { time: { kind: 'now' }, turns: { since: now.toISOString(), mails: 1 } };
  return turns.mails < AT_ONCE
    ? { time: { kind: 'now' }, turns: { ...turns, mails: turns.mails + 1 } }
    : { time: { kind: 'held', until: new Date(end) }, turns };
};
