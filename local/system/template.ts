import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { InvalidInput, NotFound } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import { ACCOUNT, attributeOf, type Place, REGION, refOf } from './attributes.ts';
import { type References, resolve } from './intrinsics.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

const AnyObject = z.custom<JsonObject>(isObject, 'must be an object');

const Template = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.custom<Json>().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.custom<Json>()))).default({}),
  Conditions: z.record(z.string(), AnyObject).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.string().optional(),
      Properties: AnyObject.default({}),
      Metadata: AnyObject.default({}),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Condition: z.string().optional(), Value: z.custom<Json>() }))
    .default({}),
});

/** A template as it was read, nothing resolved yet. */
export interface TemplateFile {
  readonly path: string;
  /** The folder the template lies in; assets are found from there. */
  readonly folder: string;
  readonly content: z.output<typeof Template>;
}

/** A resource with every reference resolved. */
export interface ResolvedResource {
  readonly id: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
}

/** A template whose references are resolved for one place. */
export interface ResolvedTemplate {
  readonly folder: string;
  /** The resources of any of the types, in the template's order, without those whose condition does not hold. */
  ofType(...types: readonly string[]): readonly ResolvedResource[];
  /** The outputs by name, those that are texts. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Reads a synthesised template.
 *
 * @throws {NotFound} where there is no such file.
 * @throws {InvalidInput} where it is not a CloudFormation template in JSON.
 */
export const readTemplate = (path: string): TemplateFile => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new NotFound(`The template ${path} cannot be read. Make it with: npm run synth`, { cause });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new InvalidInput(`The template ${path} is not JSON. Make it anew with: npm run synth`, { cause });
  }
  return { path, folder: dirname(path), content: parse(Template, json, `The template ${path}`) };
};

const pseudoParameters: Record<string, Json> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'Colloquy',
  'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Colloquy/local`,
  'AWS::NotificationARNs': [],
};

const referencesIn = ({ content }: TemplateFile, place: Place): References => {
  const resourceOf = (id: string) => {
    const resource = content.Resources[id];
    if (!resource)
      throw new InvalidInput(`template: ${id} is referred to but is neither resource nor parameter`);
    return { type: resource.Type, properties: resource.Properties };
  };
  const references: References = {
    ref: (name) => {
      if (name === 'AWS::NoValue') return undefined;
      const pseudo = pseudoParameters[name];
      if (pseudo !== undefined) return pseudo;
      const parameter = content.Parameters[name];
      if (!parameter) return refOf(name, resourceOf(name), place);
      if (parameter.Default === undefined)
        throw new InvalidInput(`template: parameter ${name} has no default`);
      return parameter.Default;
    },
    getAtt: (id, attribute) => attributeOf(id, resourceOf(id), attribute, place),
    condition: (name) => {
      const condition = content.Conditions[name];
      if (!condition) throw new InvalidInput(`template: there is no condition ${name}`);
      return resolve(condition, references) === true;
    },
    findInMap: (map, first, second) => {
      const value = content.Mappings[map]?.[first]?.[second];
      if (value === undefined) throw new InvalidInput(`template: no entry ${map}.${first}.${second}`);
      return value;
    },
  };
  return references;
};

/**
 * Resolves a template for one place. Only what is asked for is resolved, so that a resource of a kind that has no
 * counterpart here cannot be in the way.
 */
export const resolveTemplate = (file: TemplateFile, place: Place): ResolvedTemplate => {
  const references = referencesIn(file, place);
  const holds = (condition: string | undefined) => condition === undefined || references.condition(condition);
  const outputs = Object.entries(file.content.Outputs).flatMap(([name, output]) => {
    const value = holds(output.Condition) ? resolve(output.Value, references) : undefined;
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    folder: file.folder,
    outputs: Object.fromEntries(outputs),
    ofType: (...types) =>
      Object.entries(file.content.Resources)
        .filter(([, resource]) => types.includes(resource.Type) && holds(resource.Condition))
        .map(([id, resource]) => {
          const properties = resolve(resource.Properties, references);
          return { id, properties: isObject(properties) ? properties : {}, metadata: resource.Metadata };
        }),
  };
};
