import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { planOf } from '../infra/deployment.ts';
import { readStage } from '../infra/stage.ts';
import { AppError, InvalidInput, Unavailable } from '../shared/platform/errors.ts';
import { requireAws } from './require-aws.ts';

// `npm run deploy -- --stage NAME [--yes]`: synthesises a stage and brings its stack up to date with the cdk program.

const usage = 'Use: npm run deploy -- --stage NAME [--yes]';

const readArguments = () => {
  try {
    const { values } = parseArgs({ options: { stage: { type: 'string' }, yes: { type: 'boolean' } } });
    if (values.stage === undefined) throw new Error('the stage is missing');
    return { stage: values.stage, yes: values.yes ?? false };
  } catch (cause) {
    throw new InvalidInput(`${usage} (${cause instanceof Error ? cause.message : 'unreadable'})`, { cause });
  }
};

const cdk = (args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const program = join(
      dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')),
      'bin',
      'cdk',
    );
    const child = spawn(process.execPath, [program, ...args], {
      stdio: 'inherit',
      env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true' },
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });

const deploy = async () => {
  const { stage: name, yes } = readArguments();
  const stage = readStage(name);
  requireAws(stage);
  console.log(planOf(stage).join('\n'));
  // Loaded late, so that a wrong stage is told at once.
  const { synth } = await import('../infra/app.ts');
  const outdir = join('cdk.out', `deploy-${name}`);
  await synth({ stage: name, outdir });
  const code = await cdk([
    'deploy',
    `Colloquy-${name}`,
    '--app',
    outdir,
    '--no-notices',
    '--require-approval',
    yes ? 'never' : 'broadening',
  ]);
  if (code !== 0) {
    throw new Unavailable(
      'The deployment did not succeed; what CloudFormation had begun, it takes back. The lines above say why; docs/operations.md, "Deploying", names the usual reasons.',
    );
  }
};

try {
  await deploy();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
