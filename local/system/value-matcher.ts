import { BlockList, isIP } from 'node:net';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** Compares one leaf of an event. */
export type Matcher = (leaf: unknown) => boolean;

const wrong = (field: string, why: string): InvalidInput =>
  new InvalidInput(`pattern: ${field}: ${why}`, { field });

const asList = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

const texts = (value: Json, field: string, operator: string): string[] => {
  const list = asList(value);
  if (list.length === 0 || !list.every((entry) => typeof entry === 'string')) {
    throw wrong(field, `${operator} takes a text`);
  }
  return list;
};

const onText =
  (test: (text: string) => boolean): Matcher =>
  (leaf) =>
    typeof leaf === 'string' && test(leaf);

/** `prefix` and `suffix`: texts, or `{"equals-ignore-case": text}`. */
const affix = (
  value: Json,
  field: string,
  operator: 'prefix' | 'suffix',
  holds: (text: string, part: string) => boolean,
): Matcher => {
  if (isObject(value)) {
    const [only, ...others] = Object.keys(value);
    const parts = value['equals-ignore-case'];
    if (only !== 'equals-ignore-case' || others.length > 0 || parts === undefined) {
      throw wrong(field, `${operator} takes a text or equals-ignore-case`);
    }
    const lower = texts(parts, field, operator).map((part) => part.toLowerCase());
    return onText((text) => lower.some((part) => holds(text.toLowerCase(), part)));
  }
  const parts = texts(value, field, operator);
  return onText((text) => parts.some((part) => holds(text, part)));
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** `*` stands for any characters; `\*` and `\\` are the characters themselves. */
const wildcard = (value: Json, field: string): Matcher => {
  const expressions = texts(value, field, 'wildcard').map((text) => {
    let source = '';
    for (let i = 0; i < text.length; i += 1) {
      const character = text.charAt(i);
      const next = text.charAt(i + 1);
      if (character === '*' && next === '*') throw wrong(field, 'wildcard must not have two * in a row');
      if (character === '*') source += '[^]*';
      else if (character !== '\\') source += escaped(character);
      else if (next === '*' || next === '\\') {
        source += escaped(next);
        i += 1;
      } else throw wrong(field, 'wildcard allows a backslash only before * and before another backslash');
    }
    return new RegExp(`^${source}$`, 'u');
  });
  return onText((text) => expressions.some((expression) => expression.test(text)));
};

const comparisons = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '=': (a: number, b: number) => a === b,
  '>=': (a: number, b: number) => a >= b,
  '>': (a: number, b: number) => a > b,
} as const;

const isComparison = (value: Json | undefined): value is keyof typeof comparisons =>
  typeof value === 'string' && Object.hasOwn(comparisons, value);

const numeric = (value: Json, field: string): Matcher => {
  const list = asList(value);
  const tests: ((n: number) => boolean)[] = [];
  for (let i = 0; i < list.length; i += 2) {
    const operator = list[i];
    const bound = list[i + 1];
    if (!isComparison(operator) || typeof bound !== 'number') {
      throw wrong(field, 'numeric takes pairs of <, <=, =, >= or > and a number');
    }
    tests.push((n) => comparisons[operator](n, bound));
  }
  if (tests.length < 1 || tests.length > 2)
    throw wrong(field, 'numeric takes one comparison or a range of two');
  return (leaf) => typeof leaf === 'number' && tests.every((test) => test(leaf));
};

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

const cidr = (value: Json, field: string): Matcher => {
  const range = new BlockList();
  for (const text of texts(value, field, 'cidr')) {
    const [address = '', bits = ''] = text.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most) {
      throw wrong(field, 'cidr takes an address and a prefix length, like 10.0.0.0/24');
    }
    range.addSubnet(address, Number(bits), family(address));
  }
  return onText((text) => isIP(text) !== 0 && range.check(text, family(text)));
};

/** `anything-but`: values, or one of the text operators with one or several texts. */
const anythingBut = (value: Json, field: string): Matcher => {
  if (isObject(value)) {
    const [operator, ...others] = Object.keys(value);
    const allowed = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];
    if (operator === undefined || others.length > 0 || !allowed.includes(operator)) {
      throw wrong(field, `anything-but takes values or one of ${allowed.join(', ')}`);
    }
    const matches = operate(value, field);
    return (leaf) => !matches(leaf);
  }
  const list = asList(value);
  if (list.length === 0 || !list.every((entry) => typeof entry === 'string' || typeof entry === 'number')) {
    throw wrong(field, 'anything-but takes texts or numbers');
  }
  return (leaf) => !list.some((entry) => entry === leaf);
};

const operate = (operation: JsonObject, field: string): Matcher => {
  const [[operator, value] = ['', null], ...others] = Object.entries(operation);
  if (others.length > 0) throw wrong(field, 'one operator per object');
  switch (operator) {
    case 'prefix':
      return affix(value, field, 'prefix', (text, part) => text.startsWith(part));
    case 'suffix':
      return affix(value, field, 'suffix', (text, part) => text.endsWith(part));
    case 'equals-ignore-case': {
      const lower = texts(value, field, operator).map((text) => text.toLowerCase());
      return onText((text) => lower.includes(text.toLowerCase()));
    }
    case 'wildcard':
      return wildcard(value, field);
    case 'numeric':
      return numeric(value, field);
    case 'cidr':
      return cidr(value, field);
    case 'anything-but':
      return anythingBut(value, field);
    default:
      throw wrong(field, `unrecognized match type ${operator}`);
  }
};

/**
 * Compiles one alternative of a field: a value, which must be equal, or an object with one operator.
 *
 * @throws {InvalidInput} where the operator or its operand is wrong.
 */
export const compileMatcher = (alternative: Json, field: string): Matcher => {
  if (isObject(alternative)) return operate(alternative, field);
  if (Array.isArray(alternative)) throw wrong(field, 'a list within a list');
  return (leaf) => leaf === alternative;
};
