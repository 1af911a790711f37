import type { LedgerEntry } from './model.ts';

/** The numbers of the entries that were taken back, each with the number of its counter-entry. */
export const corrections = (entries: readonly LedgerEntry[]): ReadonlyMap<number, number> =>
  new Map(
    entries.flatMap(({ corrects, entry }) => (corrects === undefined ? [] : [[corrects, entry] as const])),
  );

/**
 * The entries that stand: none that was taken back, and no counter-entry. Their amounts add up to the ledger's. What
 * certificates, rosters and transcripts list.
 */
export const standingEntries = (entries: readonly LedgerEntry[]): LedgerEntry[] => {
  const corrected = corrections(entries);
  return entries.filter(({ entry, corrects }) => corrects === undefined && !corrected.has(entry));
};

/** The day an entry's credit was earned (UTC): the activity's last, or where it does not tell, that of the entry. */
export const earnedOn = ({ through, at }: Pick<LedgerEntry, 'through' | 'at'>): string =>
  through ?? at.slice(0, 10);
