import { totalsByUnit } from '../../shared/credits/amounts.ts';
import type { LedgerEntry } from '../../shared/credits/model.ts';
import { earnedOn, standingEntries } from '../../shared/credits/standing.ts';

/** What a member earned in a calendar year (UTC), per unit. */
export interface YearTotals {
  readonly year: string;
  readonly totals: ReadonlyMap<string, number>;
}

/**
 * Adds the entries that stand up by the year they were earned in, the latest year first: what was taken back counts
 * in no year, whenever it was taken back.
 */
export const totalsByYear = (ledger: readonly LedgerEntry[]): YearTotals[] =>
  [...Map.groupBy(standingEntries(ledger), (entry) => earnedOn(entry).slice(0, 4))]
    .map(([year, entries]) => ({ year, totals: totalsByUnit(entries) }))
    .sort((a, b) => b.year.localeCompare(a.year));
