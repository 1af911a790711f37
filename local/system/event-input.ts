import * as z from 'zod';
import { isObject, type Json, type JsonObject, readJson } from './json.ts';

/** The parts of a rule's target that say what it is given; at most one of them is set. */
export const TargetInput = z.object({
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .object({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
});
/** @see TargetInput */
export type TargetInput = z.output<typeof TargetInput>;

/** The value at a path like `$.detail.name`; undefined where nothing is there. */
const atPath = (event: JsonObject, path: string): Json | undefined =>
  path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter((part) => part !== '')
    .reduce<Json | undefined>((value, part) => (isObject(value) ? value[part] : undefined), event);

const asText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

const transform = (
  { InputPathsMap: paths, InputTemplate: template }: NonNullable<TargetInput['InputTransformer']>,
  event: JsonObject,
): string => {
  const valueOf = (name: string): Json | undefined =>
    name === 'aws.events.event.json' ? event : atPath(event, paths[name] ?? `$.missing.${name}`);
  // Within quotes a value stands as text, elsewhere as JSON.
  return template.replace(/"([^"\\]|\\.)*"|<([\w.-]+)>/g, (match, _, name: string | undefined) =>
    name === undefined
      ? match.replace(/<([\w.-]+)>/g, (__, inner: string) =>
          JSON.stringify(asText(valueOf(inner))).slice(1, -1),
        )
      : JSON.stringify(valueOf(name) ?? ''),
  );
};

/** What a target is given for an event: the event itself, a constant, a part of the event, or a text made from it. */
export const inputFor = (target: TargetInput, event: JsonObject): string => {
  if (target.Input !== undefined) return target.Input;
  if (target.InputTransformer) return transform(target.InputTransformer, event);
  if (target.InputPath !== undefined) return JSON.stringify(atPath(event, target.InputPath) ?? null);
  return JSON.stringify(event);
};

/** The same as a value: a text that is no JSON is a JSON string. */
export const inputValue = (text: string): Json => {
  try {
    return readJson(text);
  } catch {
    // A template may well make plain text; a function gets it as a string.
    return text;
  }
};
