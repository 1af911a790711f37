import type { CredentialSummary, Standing } from '../badges/model.ts';
import { totalsByUnit } from '../credits/amounts.ts';
import type { LedgerEntry } from '../credits/model.ts';
import { earnedOn, standingEntries } from '../credits/standing.ts';

/** The days a transcript covers, both inclusive (UTC). */
export interface TranscriptPeriod {
  readonly from: string;
  readonly through: string;
}

/** A badge on a transcript. */
export interface TranscriptBadge {
  readonly credential: string;
  readonly name: string;
  /** The day it was issued. */
  readonly issued: string;
  readonly validUntil: string | undefined;
  readonly standing: Standing | 'expired';
}

/** What a member earned in a period. */
export interface Transcript {
  readonly period: TranscriptPeriod;
  /** Those that stand, by the day they were earned. */
  readonly entries: readonly LedgerEntry[];
  /** Per unit, in the order the units first appear. */
  readonly totals: ReadonlyMap<string, number>;
  /** By the day they were issued; what was revoked is not on it. */
  readonly badges: readonly TranscriptBadge[];
}

/**
 * A member's transcript over a period: the entries of the ledger that stand and were earned in it, their totals, and
 * the badges that were issued in it and were not revoked.
 *
 * @param ledger - the whole of it: a correction of a later day takes an entry of the period back.
 * @param now - decides which badges have expired.
 */
export const transcriptOf = (
  ledger: readonly LedgerEntry[],
  credentials: readonly CredentialSummary[],
  period: TranscriptPeriod,
  now: Date,
): Transcript => {
  const inPeriod = (day: string): boolean => period.from <= day && day <= period.through;
  const entries = standingEntries(ledger)
    .filter((entry) => inPeriod(earnedOn(entry)))
    .sort((a, b) => earnedOn(a).localeCompare(earnedOn(b)) || a.entry - b.entry);
  const badges = credentials
    .filter(({ issuedAt, standing }) => inPeriod(issuedAt.slice(0, 10)) && standing !== 'revoked')
    .map(({ credential, achievement, issuedAt, validUntil, standing }): TranscriptBadge => {
      const isOver = validUntil !== undefined && Date.parse(validUntil) <= now.getTime();
      return {
        credential,
        name: achievement.name,
        issued: issuedAt.slice(0, 10),
        validUntil,
        standing: standing === 'valid' && isOver ? 'expired' : standing,
      };
    })
    .sort((a, b) => a.issued.localeCompare(b.issued));
  return { period, entries, totals: totalsByUnit(entries), badges };
};
