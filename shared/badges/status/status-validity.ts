const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How far the clock of somebody who checks may be behind. */
const SKEW = 5 * MINUTE;

/** How long a list is valid: so long at most can a copy from before a revocation be passed off as the list. */
const VALID = 14 * DAY;

/** A list is published again once it is valid for less than this: a daily run has a week to succeed. */
const REFRESHED_BEFORE = 7 * DAY;

/** From when until when a list that is published now is valid (VC Data Model 2.0 §4.9). */
export const validityOf = (now: Date): { readonly from: Date; readonly until: Date } => ({
  from: new Date(now.getTime() - SKEW),
  until: new Date(now.getTime() + VALID),
});

/** Whether a list is to be published again though nothing in it changed; one that was never published is, too. */
export const isDueAgain = (
  published: { readonly validUntil?: string | undefined } | undefined,
  now: Date,
): boolean =>
  published?.validUntil === undefined || Date.parse(published.validUntil) - now.getTime() < REFRESHED_BEFORE;
