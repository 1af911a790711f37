import type { License } from '../credits/license-model.ts';
import type { LedgerEntry } from '../credits/model.ts';
import type { ProgramOfEntry } from '../credits/programs-store.ts';
import { standards } from '../credits/standards/index.ts';
import { earnedOn } from '../credits/standing.ts';

/** The columns of a roster for CE Broker. */
export const rosterHeader = [
  'Provider Number',
  'Course Number',
  'License Number',
  'Date',
  'State',
  'Profession',
  'Partial Credit',
] as const;

/** A day as CE Broker reads it: `11/22/2026`. */
const usDay = (day: string): string => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;

/**
 * The rows of a roster for CE Broker: one for each entry under a program that has a provider and a course number
 * there, and each licence the member entered. `Partial Credit` is the amount where it is less than the activity's
 * minutes would earn, and empty where the whole was earned.
 *
 * @param entries - those that stand.
 */
export const rosterRows = (
  entries: readonly LedgerEntry[],
  programOf: ProgramOfEntry,
  licenses: readonly License[],
): readonly (readonly string[])[] =>
  entries.flatMap((entry) => {
    const program = programOf(entry);
    const { ceBrokerProvider: provider, ceBrokerCourse: course } = program ?? {};
    if (!program || provider === undefined || course === undefined) return [];
    const { increment, standard } = program;
    const options = { increment, deliveryMethod: entry.deliveryMethod ?? program.deliveryMethod };
    const whole =
      entry.minutes === undefined ? entry.amount : standards[standard].fromMinutes(entry.minutes, options);
    const partial = entry.amount < whole ? String(entry.amount) : '';
    return licenses.map(({ number, state, profession }) => [
      provider,
      course,
      number,
      usDay(earnedOn(entry)),
      state,
      profession,
      partial,
    ]);
  });
