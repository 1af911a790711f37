import { compareNumbers } from './numbers.ts';
import { type AttributeValue, equalValues, type Item, type Path, typeOf, valueAt } from './values.ts';

/** An operand as dynalite's parser gives it: a path, a literal value, or `size(path)`. */
type Operand = Path | AttributeValue | { readonly type: 'function'; readonly args: readonly [Operand] };

/** A condition as dynalite's parser gives it. */
export type Condition =
  | { readonly type: 'and' | 'or'; readonly args: readonly [Condition, Condition] }
  | { readonly type: 'not'; readonly args: readonly [Condition] }
  | { readonly type: 'function'; readonly name: FunctionName; readonly args: readonly Operand[] }
  | { readonly type: Comparator; readonly args: readonly Operand[] };

type FunctionName =
  | 'attribute_exists'
  | 'attribute_not_exists'
  | 'attribute_type'
  | 'begins_with'
  | 'contains'
  | 'size';

type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=' | 'between' | 'in';

const isPath = (operand: Operand): operand is Path => Array.isArray(operand);

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

/**
 * What `size` says of a value: characters of a string, bytes of a binary, elements of a set, list or map.
 * A number, boolean or null has no size.
 */
const sizeOf = (value: AttributeValue): number | undefined => {
  if (value.S !== undefined) return value.S.length;
  if (value.B !== undefined) return bytes(value.B).length;
  if (value.M !== undefined) return Object.keys(value.M).length;
  return (value.SS ?? value.NS ?? value.BS ?? value.L)?.length;
};

const resolve = (operand: Operand, item: Item): AttributeValue | undefined => {
  if (isPath(operand)) return valueAt(operand, item);
  if (!('type' in operand)) return operand;
  const value = resolve(operand.args[0], item);
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
};

/** The order of two values of the same ordered type (string by UTF-8 bytes, number, binary), else undefined. */
const order = (a: AttributeValue, b: AttributeValue): number | undefined => {
  if (a.N !== undefined && b.N !== undefined) return compareNumbers(a.N, b.N);
  if (a.S !== undefined && b.S !== undefined) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  if (a.B !== undefined && b.B !== undefined) return Buffer.compare(bytes(a.B), bytes(b.B));
  return undefined;
};

/**
 * Whether a string or binary holds a part, or a set or list an element.
 * Base64 is canonical here (validation refuses any other), so members of a binary set are compared as they are written;
 * dynalite compares them decoded as UTF-8, which takes different hashes for the same.
 */
const contains = (whole: AttributeValue, part: AttributeValue): boolean => {
  if (whole.L !== undefined) return whole.L.some((element) => equalValues(element, part));
  if (part.S !== undefined) return whole.S?.includes(part.S) ?? whole.SS?.includes(part.S) ?? false;
  if (part.N !== undefined) return whole.NS?.includes(part.N) ?? false;
  if (part.B === undefined) return false;
  if (whole.BS !== undefined) return whole.BS.includes(part.B);
  return whole.B !== undefined && bytes(whole.B).includes(bytes(part.B));
};

const beginsWith = (whole: AttributeValue, part: AttributeValue): boolean => {
  if (whole.S !== undefined && part.S !== undefined) return whole.S.startsWith(part.S);
  if (whole.B === undefined || part.B === undefined) return false;
  const start = bytes(part.B);
  return bytes(whole.B).subarray(0, start.length).equals(start);
};

const holdsFunction = (
  name: FunctionName,
  value: AttributeValue | undefined,
  argument: AttributeValue | undefined,
): boolean => {
  if (name === 'attribute_not_exists') return value === undefined;
  if (value === undefined) return false;
  switch (name) {
    case 'attribute_exists':
      return true;
    case 'attribute_type':
      return argument?.S === typeOf(value);
    case 'begins_with':
      return argument !== undefined && beginsWith(value, argument);
    case 'contains':
      return argument !== undefined && contains(value, argument);
    case 'size':
      return false;
  }
};

const holdsComparison = (
  comparator: Comparator,
  value: AttributeValue | undefined,
  others: readonly (AttributeValue | undefined)[],
): boolean => {
  const [other, upper] = others;
  if (comparator === '<>') return !(value && other && equalValues(value, other));
  if (!value || !other) return false;
  if (comparator === '=') return equalValues(value, other);
  if (comparator === 'in') return others.some((choice) => choice && equalValues(value, choice));
  const difference = order(value, other);
  if (difference === undefined) return false;
  switch (comparator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case 'between': {
      const above = upper && order(value, upper);
      return difference >= 0 && above !== undefined && above <= 0;
    }
  }
};

/**
 * Whether a condition or filter holds for an item (`{}` where there is none).
 * Own evaluation over dynalite's parse, because dynalite's own takes members of a binary set for one another, never
 * finds two lists or maps equal, and orders strings by UTF-16 units.
 */
export const holds = (condition: Condition, item: Item): boolean => {
  switch (condition.type) {
    case 'and':
      return holds(condition.args[0], item) && holds(condition.args[1], item);
    case 'or':
      return holds(condition.args[0], item) || holds(condition.args[1], item);
    case 'not':
      return !holds(condition.args[0], item);
    case 'function': {
      const [value, argument] = condition.args.map((operand) => resolve(operand, item));
      return holdsFunction(condition.name, value, argument);
    }
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'between':
    case 'in': {
      const [value, ...others] = condition.args.map((operand) => resolve(operand, item));
      return holdsComparison(condition.type, value, others);
    }
  }
};
