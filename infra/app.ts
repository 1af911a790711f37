import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { App, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AppError } from '../shared/platform/errors.ts';
import { bundle } from './bundle.ts';
import { ColloquyStack } from './colloquy-stack.ts';
import { forEachFunction } from './functions.ts';
import { readStage } from './stage.ts';

/** Which stage to synthesise, and where to. */
export interface SynthOptions {
  /** The name of a file in `infra/stages/`. */
  readonly stage: string;
  /** The folder of the stage files, as a path; `infra/stages` where absent. */
  readonly stages?: string | undefined;
  /** The folder of the cloud assembly; made where it is not there. */
  readonly outdir: string;
}

/**
 * Makes the whole template of a stage, with no account and no network: bundles every function, composes the stack,
 * and holds it against cdk-nag's AwsSolutions.
 *
 * @returns the template's path, `<outdir>/Colloquy-<stage>.template.json`.
 * @throws {InvalidInput} where the stage is not right, {NotFound} where a function is missing, and CDK's own error
 *   with the findings where cdk-nag objects.
 */
export const synth = async ({ stage: name, stages, outdir }: SynthOptions): Promise<string> => {
  const stage = readStage(name, stages === undefined ? undefined : pathToFileURL(`${resolve(stages)}/`));
  const assembly = resolve(outdir);
  const { folders } = await bundle(
    forEachFunction((fn) => `functions/${fn}/index.ts`),
    join(assembly, '.bundles'),
  );
  const code = forEachFunction((fn) => Code.fromAsset(folders[fn]));
  const app = new App({
    outdir: assembly,
    analyticsReporting: false,
    stackTraces: false,
    // CloudFormation's own schemas take several seconds; the local stage never meets CloudFormation.
    builtinCloudFormationValidation: name !== 'local',
  });
  const stack = new ColloquyStack(app, stage, code);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
  return join(assembly, stack.templateFile);
};

// The cdk program runs this file itself (cdk.json): the folder comes from it, the stage from `-c stage=NAME`.
if (import.meta.main) {
  const context = JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}') as {
    stage?: string;
    stages?: string;
  };
  try {
    await synth({
      stage: context.stage ?? 'local',
      stages: context.stages,
      outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out',
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
