import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ColloquyStack } from '../../infra/colloquy-stack.ts';
import { forEachFunction } from '../../infra/functions.ts';
import { readStage } from '../../infra/stage.ts';

/** A CloudFormation value, as far as these tests look into it. */
export type Value = string | number | boolean | Value[] | { [key: string]: Value };

/** A resource of a template. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Record<string, Value>;
  readonly deletionPolicy: string | undefined;
}

/** A folder with a handler that was not built; constructs are told apart by their properties, not by their code. */
export const fixtureCode = () => Code.fromAsset(join(import.meta.dirname, 'fixture-function'));

/** An app in a folder of its own; CloudFormation's own schemas, which take seconds, only where they are asked for. */
export const emptyApp = ({ validated = false } = {}): App =>
  new App({
    outdir: mkdtempSync(join(tmpdir(), 'colloquy-infra-')),
    analyticsReporting: false,
    stackTraces: false,
    builtinCloudFormationValidation: validated,
  });

/** A whole stage, on fixture code. */
export const stageApp = (name: string, options: { validated?: boolean } = {}) => {
  const app = emptyApp(options);
  const stack = new ColloquyStack(app, readStage(name), forEachFunction(fixtureCode));
  return { app, stack };
};

/** The template of a whole stage. */
export const stageTemplate = (name: string): Template => Template.fromStack(stageApp(name).stack);

/** A stack with an alarm topic and whatever the test puts in. */
export const templateOf = (fill: (stack: Stack, alarmTopic: Topic) => void): Template => {
  const stack = new Stack(emptyApp(), 'Test');
  fill(stack, new Topic(stack, 'Alarms'));
  return Template.fromStack(stack);
};

interface RawResource {
  readonly Type: string;
  readonly Properties?: Record<string, Value>;
  readonly DeletionPolicy?: string;
}

/** All resources of a template, or those of some types. */
export const resources = (template: Template, ...types: readonly string[]): Resource[] =>
  Object.entries(template.toJSON()['Resources'] as Record<string, RawResource>)
    .filter(([, { Type }]) => types.length === 0 || types.includes(Type))
    .map(([id, { Type, Properties = {}, DeletionPolicy }]) => ({
      id,
      type: Type,
      properties: Properties,
      deletionPolicy: DeletionPolicy,
    }));

/** The logical id that a `Ref` or `Fn::GetAtt` names, wherever it stands in the value. */
export const referred = (value: Value | undefined): string => {
  const found = reference(value);
  if (found === undefined) throw new Error(`${JSON.stringify(value)} refers to nothing`);
  return found;
};

/** The same, or undefined where the value refers to nothing: a wildcard, a literal. */
export const reference = (value: Value | undefined): string | undefined =>
  /"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/.exec(JSON.stringify(value ?? ''))?.[1];

/** A value that has to be text. */
export const text = (value: Value | undefined): string => {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text`);
  return value;
};

/** The value at a path of keys, or undefined. */
export const at = (value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined =>
  path.reduce<Value | undefined>(
    (inner, key) => (inner === undefined ? undefined : (inner as Record<string | number, Value>)[key]),
    value,
  );

/** A value as a list, whether one or many. */
export const list = (value: Value | undefined): Value[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** What cdk-nag says against an app. */
export const nagFindings = (app: App): string[] =>
  new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath ?? ''}`),
    );

/** Every acknowledgement in an app: who made it, of what, and why. */
export const acknowledgements = (app: App): { path: string; id: string; reason: string }[] =>
  app.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string>).map(([id, reason]) => ({
          path: construct.node.path,
          id: id.replace(/^annotation::/i, ''),
          reason,
        })),
      ),
  );
