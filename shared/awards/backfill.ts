import type { EngagementStore } from '../engagement/store.ts';
import { Unavailable } from '../platform/errors.ts';
import { sideBySide } from '../platform/side-by-side.ts';
import { type Awarding, commitAll, dueOf } from './award-member.ts';
import type { Rule } from './model.ts';
import { badgesOf } from './rule-concerns.ts';
import type { AwardsStore } from './store.ts';

/** Parts of the engagement table read side by side, and members looked at side by side. */
const SEGMENTS = 4;
const AT_ONCE = 16;

/** What a backfill reads and commits through, and whom it tells how far it is. */
export interface Backfilling extends Awarding {
  readonly engagement: Pick<EngagementStore, 'recordsOf' | 'membersOf'>;
  readonly awards: Awarding['awards'] & Pick<AwardsStore, 'membersOf'>;
  /** Called after each member with how many of how many are done. */
  readonly onProgress: (done: number, of: number) => void;
}

/** What a backfill came to. */
export interface BackfillResult {
  /** Members that have records, or grants where a rule needs badges. */
  readonly members: number;
  /** By rule: grants that were made (or, in a dry run, would be), and those that there were before. */
  readonly grants: Readonly<Record<string, { readonly granted: number; readonly before: number }>>;
}

/**
 * Evaluates rules over everything that is recorded of an organization, and commits what is due through the same
 * code as the stream does. Reads the whole engagement table once for the members (and, where a rule needs badges, the
 * whole credentials table: a badge can be all that somebody has), then each member's records.
 *
 * @param dryRun - commits nothing and counts what would be.
 * @throws {Unavailable} where some members could not be done; the others are, and running it again does the rest.
 */
export const backfill = async (
  backfilling: Backfilling,
  organization: string,
  rules: readonly Rule[],
  dryRun: boolean,
): Promise<BackfillResult> => {
  const { engagement, awards, onProgress } = backfilling;
  const members = new Set<string>();
  const needBadges = rules.some(({ criterion }) => badgesOf(criterion).length > 0);
  const known = needBadges ? [engagement, awards] : [engagement];
  await Promise.all(
    Array.from({ length: SEGMENTS }, async (_, segment) => {
      for (const store of known) {
        for await (const member of store.membersOf(organization, segment, SEGMENTS)) members.add(member);
      }
    }),
  );
  const totals = new Map(rules.map(({ rule }) => [rule, { granted: 0, before: 0 }]));
  let done = 0;
  const outcomes = await sideBySide([...members], AT_ONCE, async (member) => {
    const before = await awards.grantsOf(organization, member);
    const due = await dueOf(backfilling, { organization, member }, rules, before);
    const granted = dryRun ? due : await commitAll(awards, due);
    for (const { rule } of before) (totals.get(rule) ?? { before: 0 }).before += 1;
    for (const { rule } of granted) (totals.get(rule) ?? { granted: 0 }).granted += 1;
    done += 1;
    onProgress(done, members.size);
  });
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  if (failed.length > 0) {
    throw new Unavailable(
      `${failed.length} of ${members.size} members could not be evaluated. Run the backfill again: what was granted stays granted, and only the rest is done.`,
      { cause: failed[0]?.reason },
    );
  }
  return { members: members.size, grants: Object.fromEntries(totals) };
};
