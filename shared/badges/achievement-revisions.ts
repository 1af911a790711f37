import type { CatalogueEntry } from './catalogue-entry.ts';
import type { Achievement } from './model.ts';

/** What a revision put where, and what stood there before; undefined where there was nothing, or is nothing now. */
export interface FieldChange {
  readonly field: keyof Achievement;
  readonly before: unknown;
  readonly after: unknown;
}

/** A revision of an achievement as it is told of: who, when, and what became another. */
export interface ToldRevision extends Pick<CatalogueEntry, 'revision' | 'changedAt' | 'changedBy'> {
  readonly changes: readonly FieldChange[];
}

const fields = (achievement: Achievement) => Object.keys(achievement) as (keyof Achievement)[];

const changesOf = (before: Achievement | undefined, after: Achievement): FieldChange[] =>
  [...new Set([...(before ? fields(before) : []), ...fields(after)])]
    .filter((field) => JSON.stringify(before?.[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before?.[field], after: after[field] }));

/**
 * Tells what each revision changed, the last first.
 *
 * @param revisions - in any order; where the one before is not kept, everything of a revision is told.
 */
export const tellRevisions = (revisions: readonly CatalogueEntry[]): ToldRevision[] => {
  const kept = new Map(revisions.map((entry) => [entry.revision, entry.achievement]));
  return [...revisions]
    .sort((a, b) => b.revision - a.revision)
    .map(({ revision, changedAt, changedBy, achievement }) => ({
      revision,
      changedAt,
      changedBy,
      changes: changesOf(kept.get(revision - 1), achievement),
    }));
};
