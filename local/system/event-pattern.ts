import { InvalidInput } from '../../shared/platform/errors.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { compileMatcher, type Matcher } from './value-matcher.ts';

/** Says whether an event matches a pattern that was compiled. */
export type Pattern = (event: unknown) => boolean;

/** A test of one place in the event; `root` is the whole event. */
type Test = (value: unknown, root: unknown) => boolean;

/** The scalars a field holds, arrays flattened; objects are no leaves and match nothing. */
const leaves = (value: unknown): unknown[] => {
  if (value === undefined || isObject(value)) return [];
  return Array.isArray(value) ? value.flatMap(leaves) : [value];
};

/** True where any leaf stands at the path, arrays on the way being walked into. */
const present = (value: unknown, path: readonly string[]): boolean => {
  if (Array.isArray(value)) return value.some((element) => present(element, path));
  const [first, ...rest] = path;
  if (first === undefined) return leaves(value).length > 0;
  return isObject(value) && Object.hasOwn(value, first) && present(value[first], rest);
};

const compileField = (alternatives: readonly Json[], path: readonly string[]): Test => {
  if (alternatives.length === 0) {
    throw new InvalidInput(`pattern: ${path.join('.')}: must list at least one value`, {
      field: path.join('.'),
    });
  }
  const matchers: Matcher[] = [];
  const existence: boolean[] = [];
  for (const alternative of alternatives) {
    if (isObject(alternative) && typeof alternative['exists'] === 'boolean') {
      existence.push(alternative['exists']);
    } else {
      matchers.push(compileMatcher(alternative, path.join('.')));
    }
  }
  return (value, root) =>
    // `exists` speaks of the event, not of one element of an array on the way.
    existence.some((wanted) => present(root, path) === wanted) ||
    leaves(value).some((leaf) => matchers.some((matches) => matches(leaf)));
};

/** `$or` is the operator only with two or more objects; otherwise it is a field of that name, as in Ruler. */
const isOr = (key: string, value: Json): value is JsonObject[] =>
  key === '$or' && Array.isArray(value) && value.length > 1 && value.every(isObject);

const compileObject = (pattern: JsonObject, path: readonly string[]): Test => {
  const tests = Object.entries(pattern).map(([key, value]): Test => {
    if (isOr(key, value)) {
      const choices = value.map((choice) => compileObject(choice, path));
      return (here, root) => choices.some((choice) => choice(here, root));
    }
    const below = [...path, key];
    const inner = Array.isArray(value) ? compileField(value, below) : undefined;
    if (inner) return (here, root) => inner(isObject(here) ? here[key] : undefined, root);
    if (!isObject(value)) {
      throw new InvalidInput(`pattern: ${below.join('.')}: must be an object or an array of values`, {
        field: below.join('.'),
      });
    }
    const nested = compileObject(value, below);
    return (here, root) => nested(isObject(here) ? here[key] : undefined, root);
  });
  // Where an array of objects is on the way, one and the same element must match all that is asked of it.
  const walk: Test = (value, root) =>
    Array.isArray(value)
      ? value.some((element) => walk(element, root)) ||
        (value.length === 0 && tests.every((t) => t(undefined, root)))
      : tests.every((test) => test(value, root));
  return walk;
};

/**
 * Compiles an event pattern as EventBridge documents it ("Comparison operators for use in event patterns"); the filter
 * criteria of event source mappings are the same language. Fields of a pattern are all asked for, values of a field
 * are alternatives; comparisons are made on leaves only.
 *
 * @throws {InvalidInput} naming the field and what is wrong with the pattern.
 */
export const compilePattern = (pattern: JsonObject): Pattern => {
  const test = compileObject(pattern, []);
  return (event) => test(event, event);
};
