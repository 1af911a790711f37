import * as z from 'zod';
import { Identifier } from '../events/envelope.ts';
import { InvalidInput } from '../platform/errors.ts';
import { explainIssues, type Mistake } from './explain-issue.ts';
import { locateJson } from './locate-json.ts';
import { Rule } from './model.ts';
import { circleOf, circleText } from './rule-circles.ts';

/** Most mistakes that one error tells. */
const MAX_TOLD = 20;

const Rules = z.array(Rule).min(1).max(500);
const RuleFile = z.strictObject({ organization: Identifier.optional(), rules: Rules });

/** An organization's rules as a file gives them; the organization where the file names it. */
export type RuleFile = z.output<typeof RuleFile>;

/** Rules whose identifier an earlier rule of the file has. */
const repeated = ({ rules }: RuleFile, base: readonly PropertyKey[]): Mistake[] =>
  rules.flatMap(({ rule }, i) =>
    rules.findIndex((other) => other.rule === rule) < i
      ? [{ path: [...base, i, 'rule'], reason: `"${rule}" is the identifier of an earlier rule` }]
      : [],
  );

/** A circle of rules that need each other, told at the first of them. */
const circular = ({ rules }: RuleFile, base: readonly PropertyKey[]): Mistake[] => {
  const circle = circleOf(rules);
  return circle
    ? [{ path: [...base, rules.indexOf(circle[0]), 'criterion'], reason: circleText(circle) }]
    : [];
};

/**
 * Reads a rule file: a JSON array of rules, or an object `{"organization"?, "rules"}`.
 *
 * @param file - how the file is called in an error.
 * @throws {InvalidInput} with a line for each mistake that names the file, the line, the field and the reason.
 */
export const parseRuleFile = (text: string, file: string): RuleFile => {
  // A byte order mark is no JSON, and some editors write one.
  const { value, lineOf } = locateJson(text.replace(/^\uFEFF/, ''), file);
  const isArray = Array.isArray(value);
  const result = isArray ? Rules.safeParse(value) : RuleFile.safeParse(value);
  const refuse = (mistakes: readonly Mistake[]): never => {
    const told = mistakes
      .map(({ path, reason }) => ({
        line: lineOf(path),
        field: path.map(String).join('.') || '(root)',
        reason,
      }))
      .sort((a, b) => a.line - b.line);
    const lines = told
      .slice(0, MAX_TOLD)
      .map(({ line, field, reason }) => `${file}: line ${line}: ${field}: ${reason}`);
    if (told.length > MAX_TOLD) lines.push(`${file}: and ${told.length - MAX_TOLD} more`);
    throw new InvalidInput(lines.join('\n'), { field: told[0]?.field ?? '(root)' });
  };
  if (!result.success) return refuse(explainIssues(result.error, value));
  const parsed = Array.isArray(result.data) ? { rules: result.data } : result.data;
  const base = isArray ? [] : ['rules'];
  const mistakes = [...repeated(parsed, base), ...circular(parsed, base)];
  return mistakes.length > 0 ? refuse(mistakes) : parsed;
};
