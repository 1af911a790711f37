import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { Unavailable } from '../../shared/platform/errors.ts';

const requirements = join(import.meta.dirname, 'requirements.txt');
const worker = join(import.meta.dirname, 'validate.py');

/** Installed packages are no part of the tree, and are made anew where these are. */
const environment = join(
  dirname(dirname(import.meta.dirname)),
  'node_modules',
  '.cache',
  'conformance-python',
);
/** The Python that everything was installed for. */
export const python = join(environment, 'bin', 'python');
/** Written last: it holds the hash of what was installed whole. */
const installed = join(environment, 'installed.txt');

const run = (command: string, ...args: readonly string[]): void => {
  const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  throw new Unavailable(
    `${command} ${args.join(' ')} failed; Python 3.10 or newer with venv, and a package index, must be there:\n${error?.message ?? stdout + stderr}`,
  );
};

/** Makes the Python environment of the pinned requirements, where it is not there yet; 20 s the first time. */
export const ensureEnvironment = (): void => {
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === hash) return;
  console.log('Installing the validator of Open Badges 2.0 …');
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(dirname(environment), { recursive: true });
  run('python3', '-m', 'venv', environment);
  run(
    python,
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '-r',
    requirements,
  );
  writeFileSync(installed, hash);
};

/** What is to be validated: an address, JSON or a JWS (`input`), or a picture (`file`); whose it is said to be. */
export interface Job {
  readonly input?: string;
  readonly file?: string;
  readonly email?: string;
  readonly now: string;
}

const Answer = z.object({ valid: z.boolean(), messages: z.array(z.string()) });
/** @see Job */
export type Answer = z.output<typeof Answer>;

/** 1EdTech's openbadges-validator-core, in a process of its own. */
export const openValidatorCore = () => {
  const child = spawn(python, [worker], { stdio: ['pipe', 'pipe', 'pipe'] });
  // What it refuses it tells of with tracebacks, too: those matter only where it could not go on.
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-4000)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    validate: async (job: Job): Promise<Answer> => {
      child.stdin.write(`${JSON.stringify(job)}\n`);
      const { value, done } = await lines.next();
      if (done === true)
        throw new Unavailable(`the validator of Open Badges 2.0 ended before it answered: ${complaints}`);
      return Answer.parse(JSON.parse(value));
    },
    close: (): void => {
      child.stdin.end();
    },
  };
};
/** @see openValidatorCore */
export type ValidatorCore = ReturnType<typeof openValidatorCore>;
