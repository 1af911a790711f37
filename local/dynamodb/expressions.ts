import { type ParseContext, type Parser, parsers } from './engine.ts';
import { type AttributeValue, typeOf } from './values.ts';

/** An expression is at most this many bytes (service quota). */
const MAX_EXPRESSION_BYTES = 4096;

/** How many parsed expressions are kept by each parser; a program writes few, so the oldest hardly ever go. */
const KEPT = 500;

type Values = Readonly<Record<string, AttributeValue>>;

/** Makes the tree, or a part of it, with a request's values. */
type Fill = (values: Values) => unknown;

/** A parsed expression without its values, and the names and values of the request that it uses. */
interface Template {
  readonly fill: Fill;
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** These are checked against the values themselves, not only their types, so that they are parsed every time. */
const NEEDS_VALUES = /\bbetween\b|\battribute_type\b/i;

const signature = (text: string, { attrNames, attrVals }: ParseContext): string => {
  let key = text;
  for (const name in attrNames) key += `\n${name} ${attrNames[name] ?? ''}`;
  for (const name in attrVals) key += `\n${name} ${typeOf(attrVals[name] ?? {}) ?? ''}`;
  return key;
};

/**
 * How a part of the tree is made anew: undefined where it holds no value, and so can be the same for every request.
 */
const fillOf = (tree: unknown, slots: ReadonlyMap<unknown, string>): Fill | undefined => {
  if (typeof tree !== 'object' || tree === null) return undefined;
  const slot = slots.get(tree);
  if (slot !== undefined) return (values) => values[slot];
  const parts = Object.entries(tree).map(([name, part]) => ({
    name,
    part: part as unknown,
    fill: fillOf(part, slots),
  }));
  if (parts.every(({ fill }) => !fill)) return undefined;
  if (Array.isArray(tree)) return (values) => parts.map(({ part, fill }) => (fill ? fill(values) : part));
  return (values) => {
    const node: Record<string, unknown> = {};
    for (const { name, part, fill } of parts) node[name] = fill ? fill(values) : part;
    return node;
  };
};

const templateOf = (tree: unknown, context: ParseContext, names: string[], values: string[]): Template => {
  const slots = new Map<unknown, string>(values.map((name) => [context.attrVals?.[name], name]));
  return { fill: fillOf(tree, slots) ?? (() => tree), names, values };
};

const fill = ({ fill: make, names, values }: Template, context: ParseContext): unknown => {
  for (const name of names) Reflect.deleteProperty(context.unusedAttrNames, name);
  for (const name of values) Reflect.deleteProperty(context.unusedAttrVals, name);
  return make(context.attrVals ?? {});
};

/**
 * A parse that keeps what it has parsed: an expression met before with the same names and types of values is not parsed
 * again, its values are put in their places. A condition over many values takes a hundred times as long to parse as to
 * decide.
 */
const remembering = (parse: Parser['parse']): Parser['parse'] => {
  const kept = new Map<string, Template>();
  return (text, options) => {
    const { context } = options;
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_EXPRESSION_BYTES) {
      return `Expression size has exceeded the maximum allowed size; expression size: ${bytes}`;
    }
    if (NEEDS_VALUES.test(text)) return parse(text, options);
    const key = signature(text, context);
    const template = kept.get(key);
    if (template) return fill(template, context);
    // Only with every name and value still open does the parse tell which of them it uses.
    const open = {
      ...context,
      unusedAttrNames: Object.fromEntries(
        Object.keys(context.attrNames ?? {}).map((name) => [name, true as const]),
      ),
      unusedAttrVals: Object.fromEntries(
        Object.keys(context.attrVals ?? {}).map((name) => [name, true as const]),
      ),
    };
    const tree = parse(text, { ...options, context: open });
    if (typeof tree !== 'object' || tree === null) return tree;
    const names = Object.keys(context.attrNames ?? {}).filter((name) => !open.unusedAttrNames[name]);
    const values = Object.keys(context.attrVals ?? {}).filter((name) => !open.unusedAttrVals[name]);
    const fresh = templateOf(tree, context, names, values);
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, fresh);
    return fill(fresh, context);
  };
};

/** Has dynalite remember the expressions it parsed; once in a process is enough. */
export const rememberExpressions = (): void => {
  for (const parser of parsers) parser.parse = remembering(parser.parse);
};
