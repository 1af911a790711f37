import type { CreditProgram } from '../credits/program-model.ts';
import { standards } from '../credits/standards/index.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { Rule } from './model.ts';
import { circleOf, circleText } from './rule-circles.ts';

/**
 * Why a rule's credit cannot be given under the program it names, in a sentence; undefined where it can, and where it
 * names none: its unit is then the organization's own.
 *
 * @param program - the one it names; undefined where there is none of that identifier.
 */
export const creditFault = (
  credit: Rule['grants']['credit'],
  program: CreditProgram | undefined,
): string | undefined => {
  if (credit?.program === undefined) return undefined;
  if (program === undefined) {
    return `there is no credit program "${credit.program}"; staff add one at /staff/credits`;
  }
  const { unit, title, allows } = standards[program.standard];
  if (program.retired) return `the credit program "${credit.program}" is closed`;
  if (credit.unit !== unit) return `under the program "${credit.program}" the unit is "${unit}"`;
  if (!allows(credit.amount, program)) {
    return `the program "${credit.program}" (${title}) does not award ${credit.amount} ${unit}`;
  }
  return undefined;
};

/**
 * Checks rules before they are put: that no rules need each other, those in force included, and that credit under a
 * program is what the program awards.
 *
 * @param before - the rules in force; those of an identifier that is put are replaced.
 * @throws {InvalidInput} with a line for each mistake.
 */
export const checkRules = (
  rules: readonly Rule[],
  before: readonly Rule[],
  programs: readonly CreditProgram[],
): void => {
  const put = new Set(rules.map(({ rule }) => rule));
  const circle = circleOf([...rules, ...before.filter(({ rule }) => !put.has(rule))]);
  const byName = new Map(programs.map((program) => [program.program, program]));
  const mistakes = rules.flatMap(({ rule, grants: { credit } }) => {
    const fault = creditFault(credit, byName.get(credit?.program ?? ''));
    return fault === undefined ? [] : [`the rule "${rule}": ${fault}`];
  });
  const told = [...(circle ? [circleText(circle)] : []), ...mistakes];
  if (told.length > 0) throw new InvalidInput(told.join('\n'), { field: 'rules' });
};
