import type { LedgerEntry } from './model.ts';
import type { CreditReport } from './report-model.ts';
import { earnedOn, standingEntries } from './standing.ts';

/** What an activity is told apart by. */
interface Activity {
  readonly title: string;
  /** First and last day (UTC). */
  readonly from: string;
  readonly through: string;
  readonly minutes?: number | undefined;
}

/** What was credited, or waits to be, and may be the same activity. */
export interface MaybeSame extends Activity {
  /** The number of the ledger's entry; absent where it is a report that waits. */
  readonly entry?: number;
  /** The report that waits; absent where it is an entry. */
  readonly report?: string;
}

const words = (title: string): string => title.toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** Days in common, and the title (capitals and blanks aside) or the minutes. */
const isLike = (one: Activity, other: Activity): boolean =>
  one.from <= other.through &&
  other.from <= one.through &&
  (words(one.title) === words(other.title) || (one.minutes !== undefined && one.minutes === other.minutes));

/**
 * What a member was credited for, or reported and waits for, that may be the activity of a report: a hint for people,
 * who decide. Two sessions of an hour on one day are alike, too.
 *
 * @param reported - a report as it is sent, or one that waits; it is not like itself.
 * @param ledger - the member's whole ledger.
 * @param reports - the member's reports.
 */
export const sameActivities = (
  reported: Activity & { readonly report?: string },
  ledger: readonly LedgerEntry[],
  reports: readonly CreditReport[],
): MaybeSame[] => {
  const entries = standingEntries(ledger)
    .filter(({ source, sourceId }) => source !== 'report' || sourceId !== reported.report)
    .map(({ entry, activity, reason, minutes, from, ...rest }): MaybeSame => {
      const through = earnedOn(rest);
      return { entry, title: activity ?? reason, from: from ?? through, through, minutes };
    });
  // One that was approved is an entry; one that was declined, nothing.
  const waiting = reports
    .filter(({ report, status }) => status === 'pending' && report !== reported.report)
    .map(
      ({ report, title, from, through, minutes }): MaybeSame => ({ report, title, from, through, minutes }),
    );
  return [...entries, ...waiting].filter((other) => isLike(reported, other));
};
