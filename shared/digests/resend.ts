import type { DigestClaim, DigestSchedule } from './model.ts';
import type { DigestRequest } from './request-model.ts';
import { type Window, windowAt } from './window.ts';

/** Stands for a member's token where a digest is shown or sent to somebody else: its links end and open nothing. */
export const NOBODYS_TOKEN = 'this-link-is-of-a-test-and-ends-nothing';

/** The schedule a digest is built from for somebody who is not its member: the same but for what its links can do. */
export const withoutCapability = (schedule: DigestSchedule): DigestSchedule => ({
  ...schedule,
  unsubscribeToken: NOBODYS_TOKEN,
});

/**
 * The window that a member's next digest would tell of if it came now: what is due, or else what has happened since the
 * last one. Undefined where they get none, or nothing can have happened yet.
 */
export const windowSoFar = (schedule: DigestSchedule, now: Date): Window | undefined => {
  if (schedule.frequency === 'none') return undefined;
  const decision = windowAt(schedule, now);
  if (decision.kind === 'due') return decision.window;
  const from = new Date(schedule.coveredUntil).toISOString();
  const until = now.toISOString();
  return from < until ? { from, until } : undefined;
};

/** The requests that a digest of this window be sent again, the first first. */
export const resendsOf = (
  requests: readonly DigestRequest[],
  { until }: Pick<DigestClaim, 'until'>,
): DigestRequest[] =>
  requests
    .filter((request) => request.kind === 'resend' && Date.parse(request.until) === Date.parse(until))
    .toSorted((a, b) => a.at.localeCompare(b.at));

/**
 * Whether staff may have a digest sent again: one that ended (sent, skipped or refused), one in doubt, or one that a
 * person found not to have arrived; not while it, or one asked for before, is on its way. What was given back to the
 * schedule comes by itself.
 */
export const mayResend = (claim: DigestClaim, resends: readonly DigestRequest[]): boolean => {
  if (resends.some(({ status }) => status === 'ASKED' || status === 'SENDING')) return false;
  if (claim.status === 'SENDING') return false;
  return claim.status !== 'RETURNED' || claim.resolvedBy !== undefined;
};
