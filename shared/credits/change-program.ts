import type { CreditProgram, FieldChange, ProgramChange } from './program-model.ts';

/** What staff write of a program; the rest follows. */
export type ProgramDraft = Omit<CreditProgram, 'revision'>;

/** A program's next revision and its change, or that there is nothing to change. */
export type ProgramDecision =
  | { readonly outcome: 'changed'; readonly program: CreditProgram; readonly change: ProgramChange }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly because: 'other-standard' };

const asText = (value: string | number | boolean | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

const changesOf = (before: Partial<CreditProgram>, after: ProgramDraft): FieldChange[] => {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => field !== 'revision' && old.get(field) !== now.get(field))
    .map((field) => {
      const [from, to] = [asText(old.get(field)), asText(now.get(field))];
      return { field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    });
};

/**
 * Decides on a program as staff write it, and keeps which fields changed. A program keeps its standard: what was
 * credited under it, and what waits to be, is measured by it.
 *
 * @param before - the program as it is; undefined for a new one.
 */
export const changeProgram = (
  before: CreditProgram | undefined,
  draft: ProgramDraft,
  by: string,
  at: Date,
): ProgramDecision => {
  if (before !== undefined && before.standard !== draft.standard)
    return { outcome: 'refused', because: 'other-standard' };
  const changes = changesOf(before ?? {}, draft);
  if (changes.length === 0) return { outcome: 'unchanged' };
  const revision = (before?.revision ?? 0) + 1;
  const { organization, program } = draft;
  return {
    outcome: 'changed',
    program: { ...draft, revision },
    change: { organization, program, revision, by, at: at.toISOString(), changes },
  };
};
