import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Farther from what was written than any number of wrong fields. */
const WRONG_TYPE = 1000;

/** One mistake in a value: where it is, and why, in words. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, name) =>
      typeof part === 'object' && part !== null ? (part as Record<PropertyKey, unknown>)[name] : undefined,
    value,
  );

/** How far a branch is from what was written: missing and unknown fields, or the wrong type altogether. */
const distance = (branch: readonly Issue[], value: unknown): number =>
  branch.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length;
    if (issue.path.length === 0) return sum + (issue.code === 'invalid_type' ? WRONG_TYPE : 10);
    return sum + (issue.path.length === 1 && valueAt(value, issue.path) === undefined ? 1 : 0);
  }, 0);

/** The fields that a branch asked for and did not find. */
const missing = (branch: readonly Issue[], value: unknown): string[] =>
  branch
    .filter(({ path }) => path.length === 1 && valueAt(value, path) === undefined)
    .map(({ path }) => `"${String(path[0])}"`);

const words = (issue: Issue, value: unknown): string => {
  if (issue.code === 'unrecognized_keys') return 'is not known here';
  if (issue.code === 'invalid_type' && value === undefined)
    return `is missing; it must be of type ${issue.expected}`;
  return issue.message.replace(/^Invalid input: /, '');
};

/** How many fields of an object a branch knows. */
const known = (branch: readonly Issue[], value: object): number =>
  branch.reduce(
    (sum, issue) => sum - (issue.code === 'unrecognized_keys' ? issue.keys.length : 0),
    Object.keys(value).length,
  );

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the branches would have taken, where nothing tells which was meant. */
const choices = (branches: readonly (readonly Issue[])[], value: unknown): string => {
  if (value === undefined) return 'is missing';
  const shapes = branches
    .map((branch) => missing(branch, value).join(' and '))
    .filter((names) => names !== '');
  return shapes.length > 0 ? `must be an object with ${shapes.join(', or with ')}` : 'must be an object';
};

const explainUnion = (
  branches: readonly (readonly Issue[])[],
  path: readonly PropertyKey[],
  value: unknown,
): readonly Mistake[] => {
  const [closest] = branches
    .map((issues) => ({ issues, far: distance(issues, value) }))
    .sort((a, b) => a.far - b.far);
  const tells = closest && closest.far < WRONG_TYPE && (!isObject(value) || known(closest.issues, value) > 0);
  return tells ? explain(closest.issues, path, value) : [{ path, reason: choices(branches, value) }];
};

const explain = (
  issues: readonly Issue[],
  base: readonly PropertyKey[],
  value: unknown,
): readonly Mistake[] =>
  issues.flatMap((issue): readonly Mistake[] => {
    const path = [...base, ...issue.path];
    const part = valueAt(value, issue.path);
    if (issue.code === 'invalid_union') return explainUnion(issue.errors, path, part);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key], reason: words(issue, part) }));
    }
    return [{ path, reason: words(issue, part) }];
  });

/**
 * What is wrong with a value, mistake by mistake. Where several shapes were possible, it is told what is wrong with
 * the one that was meant: the one that fewest fields are missing from or foreign to.
 */
export const explainIssues = (error: z.ZodError, value: unknown): readonly Mistake[] =>
  explain(error.issues, [], value);
