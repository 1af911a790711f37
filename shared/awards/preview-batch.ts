import type { Achievement } from '../badges/model.ts';
import { type CheckedAward, checkAward } from './award-line.ts';
import type { BatchLine } from './batch.ts';
import { NOT_YOURSELF, sourcesOf } from './by-hand.ts';
import type { Rule } from './model.ts';
import { EVER } from './periods.ts';
import type { CsvLine } from './read-award-csv.ts';
import type { GrantKey } from './store.ts';

/** A line after it was checked by itself, before anybody was looked up. */
interface Candidate {
  readonly line: number;
  readonly given: string;
  readonly checked: CheckedAward;
}

/** Checks each line by itself. */
export const candidatesOf = (achievement: Achievement, lines: readonly CsvLine[]): readonly Candidate[] =>
  lines.map((one): Candidate => {
    if ('wrong' in one) {
      const errors = [{ field: '(root)', message: one.wrong }];
      return { line: one.line, given: one.given, checked: { outcome: 'refused', errors } };
    }
    const given = one.written.member.trim().slice(0, 320);
    return { line: one.line, given, checked: checkAward(achievement, one.written) };
  });

/** How somebody is named in a batch: an address has an `@`, which no identifier has. */
export const isAddress = (given: string): boolean => given.includes('@');

const keyText = ({ member, rule, period }: GrantKey): string => `${member}\n${rule}\n${period}`;

/** The period in words, for a sentence. */
const forPeriod = (period: string): string => (period === EVER ? '' : ` for ${period}`);

/** What is known of the members and grants that a batch names. */
export interface Known {
  /** The member that each identifier or address names; absent where it names nobody. */
  readonly members: ReadonlyMap<string, string>;
  readonly grants: readonly GrantKey[];
  /** The member of staff who awards. */
  readonly by: string;
}

/** The natural keys under which the members of a batch could have the badge already. */
export const keysToLookUp = (
  achievement: Achievement,
  rules: readonly Rule[],
  candidates: readonly Candidate[],
  members: Known['members'],
): GrantKey[] => {
  const sources = sourcesOf(achievement.achievement, rules);
  return candidates.flatMap(({ given, checked }) => {
    const member = members.get(given);
    if (checked.outcome === 'refused' || member === undefined) return [];
    return sources.map((rule) => ({ member, rule, period: checked.period }));
  });
};

/** Decides what becomes of each line; the second line for a member and period is a duplicate of the first. */
export const previewBatch = (
  achievement: Achievement,
  rules: readonly Rule[],
  candidates: readonly Candidate[],
  { members, grants, by }: Known,
): BatchLine[] => {
  const sources = sourcesOf(achievement.achievement, rules);
  const had = new Set(grants.map(keyText));
  const before = new Map<string, number>();
  return candidates.map(({ line, given, checked }): BatchLine => {
    if (checked.outcome === 'refused') {
      const says = checked.errors
        .map(({ message }) => message)
        .join(' ')
        .slice(0, 500);
      return { line, given, period: EVER, said: {}, outcome: 'wrong', says };
    }
    const { period, said } = checked;
    const member = members.get(given);
    if (member === undefined) {
      const says = isAddress(given)
        ? 'No member signs in with this address.'
        : 'There is no member with this identifier.';
      return { line, given, period, said, outcome: 'unknown', says };
    }
    const whose = { line, given, member, period, said };
    if (member === by) return { ...whose, outcome: 'wrong', says: NOT_YOURSELF };
    if (sources.some((rule) => had.has(keyText({ member, rule, period })))) {
      const says = `Has this badge${forPeriod(period)} already, and cannot be given it twice.`;
      return { ...whose, outcome: 'duplicate', says };
    }
    const first = before.get(`${member}\n${period}`);
    if (first !== undefined) {
      return { ...whose, outcome: 'duplicate', says: `The same member and period as on line ${first}.` };
    }
    before.set(`${member}\n${period}`, line);
    return { ...whose, outcome: 'ready', says: `Will be awarded${forPeriod(period)}.` };
  });
};
