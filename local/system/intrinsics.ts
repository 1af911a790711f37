import { InvalidInput } from '../../shared/platform/errors.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** What a reference in a template can stand for. */
export interface References {
  /** `Ref`: a parameter, a pseudo parameter or a resource; undefined for `AWS::NoValue`. */
  ref(name: string): Json | undefined;
  getAtt(resource: string, attribute: string): Json;
  condition(name: string): boolean;
  findInMap(map: string, first: string, second: string): Json;
}

const fail = (what: string): never => {
  throw new InvalidInput(`template: ${what}`);
};

const text = (value: Json | undefined, where: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return fail(`${where} needs a text`);
};

const list = (value: Json | undefined, where: string): Json[] =>
  Array.isArray(value) ? value : fail(`${where} needs a list`);

const pair = (value: Json, where: string): [Json, Json] => {
  const [first, second, ...more] = list(value, where);
  return first === undefined || second === undefined || more.length > 0
    ? fail(`${where} needs two arguments`)
    : [first, second];
};

const splitAttribute = (path: string): [string, string] => {
  const dot = path.indexOf('.');
  return dot < 0
    ? fail(`Fn::GetAtt needs a resource and an attribute, not ${path}`)
    : [path.slice(0, dot), path.slice(dot + 1)];
};

const substitute = (argument: Json, references: References): string => {
  const [pattern, variables] = Array.isArray(argument) ? pair(argument, 'Fn::Sub') : [argument, {}];
  const own: JsonObject = isObject(variables) ? variables : {};
  return text(pattern, 'Fn::Sub').replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const given = own[name];
    if (given !== undefined) return text(resolve(given, references), `Fn::Sub ${name}`);
    return text(
      name.includes('.') ? references.getAtt(...splitAttribute(name)) : references.ref(name),
      `Fn::Sub ${name}`,
    );
  });
};

const getAtt = (argument: Json, references: References): Json => {
  if (typeof argument === 'string') return references.getAtt(...splitAttribute(argument));
  const [resource, attribute] = pair(argument, 'Fn::GetAtt');
  return references.getAtt(text(resource, 'Fn::GetAtt'), text(resolve(attribute, references), 'Fn::GetAtt'));
};

const select = (argument: Json, references: References): Json | undefined => {
  const [index, values] = pair(argument, 'Fn::Select');
  const from = list(resolve(values, references), 'Fn::Select');
  const chosen = from[Number(text(resolve(index, references), 'Fn::Select'))];
  return chosen ?? fail(`Fn::Select asks for entry ${text(index, 'Fn::Select')} of ${from.length}`);
};

const choose = (argument: Json, references: References): Json | undefined => {
  const [condition, yes, no] = list(argument, 'Fn::If');
  return resolve((references.condition(text(condition, 'Fn::If')) ? yes : no) ?? null, references);
};

/** The value of one intrinsic function; `undefined` means that the property is to be left out (`AWS::NoValue`). */
const functions: Record<string, (argument: Json, references: References) => Json | undefined> = {
  Ref: (argument, references) => references.ref(text(argument, 'Ref')),
  Condition: (argument, references) => references.condition(text(argument, 'Condition')),
  'Fn::GetAtt': getAtt,
  'Fn::Sub': substitute,
  'Fn::Select': select,
  'Fn::If': choose,
  'Fn::Join': (argument, references) => {
    const [separator, values] = pair(argument, 'Fn::Join');
    return list(resolve(values, references), 'Fn::Join')
      .map((value) => text(value, 'Fn::Join'))
      .join(text(separator, 'Fn::Join'));
  },
  'Fn::Split': (argument, references) => {
    const [separator, value] = pair(argument, 'Fn::Split');
    return text(resolve(value, references), 'Fn::Split').split(text(separator, 'Fn::Split'));
  },
  'Fn::Base64': (argument, references) =>
    Buffer.from(text(resolve(argument, references), 'Fn::Base64')).toString('base64'),
  'Fn::FindInMap': (argument, references) => {
    const [map, first, second] = list(resolve(argument, references), 'Fn::FindInMap');
    return references.findInMap(
      text(map, 'Fn::FindInMap'),
      text(first, 'Fn::FindInMap'),
      text(second, 'Fn::FindInMap'),
    );
  },
  'Fn::Equals': (argument, references) => {
    const [left, right] = pair(argument, 'Fn::Equals');
    return JSON.stringify(resolve(left, references)) === JSON.stringify(resolve(right, references));
  },
  'Fn::Not': (argument, references) => !isTrue(list(argument, 'Fn::Not')[0], references),
  'Fn::And': (argument, references) => list(argument, 'Fn::And').every((value) => isTrue(value, references)),
  'Fn::Or': (argument, references) => list(argument, 'Fn::Or').some((value) => isTrue(value, references)),
};

const isTrue = (value: Json | undefined, references: References): boolean =>
  value !== undefined && resolve(value, references) === true;

const callOf = (value: JsonObject): [string, Json] | undefined => {
  const [entry, ...others] = Object.entries(value);
  if (!entry || others.length > 0) return undefined;
  const [name] = entry;
  // A resource may well have a property named Condition; as a function it names a condition by a text.
  const isCall =
    name.startsWith('Fn::') || name === 'Ref' || (name === 'Condition' && typeof entry[1] === 'string');
  return isCall ? entry : undefined;
};

/**
 * Replaces every intrinsic function in a value by what it stands for; `undefined` where that is `AWS::NoValue`.
 *
 * @throws {InvalidInput} where a function is not known here or its arguments are wrong.
 */
export const resolve = (value: Json, references: References): Json | undefined => {
  if (Array.isArray(value)) {
    return value.map((entry) => resolve(entry, references)).filter((entry) => entry !== undefined);
  }
  if (!isObject(value)) return value;
  const call = callOf(value);
  if (call) {
    const [name, argument] = call;
    const evaluate = functions[name];
    return evaluate ? evaluate(argument, references) : fail(`${name} is not offered on one machine`);
  }
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const resolved = resolve(inner, references);
    return resolved === undefined ? [] : [[key, resolved] as const];
  });
  return Object.fromEntries(entries);
};
