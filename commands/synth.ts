import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readStage } from '../infra/stage.ts';
import { Defect, InvalidInput, NotFound } from '../shared/platform/errors.ts';
import { sentenceFor } from './say-what-failed.ts';

// `npm run synth [-- --stage NAME] [--force]`: makes a stage's whole template, where its sources have changed.

const root = dirname(import.meta.dirname);
const assembly = join(root, 'cdk.out');

/** Everything a template is made from; a change in any of it makes the template anew. */
const SOURCES = ['infra', 'functions', 'shared', 'web', 'cdk.json', 'package-lock.json', 'tsconfig.json'];

const filesOf = (path: string): string[] => {
  if (!existsSync(path)) {
    throw new NotFound(`${path} is missing. Bring it back (git status shows what is gone), then try again.`);
  }
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

const fingerprint = (stage: string): string => {
  const hash = createHash('sha256').update(stage);
  for (const file of SOURCES.flatMap((source) => filesOf(join(root, source)))) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
};

const Manifest = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});

/** A hash of the template that is there; undefined where it, or a bundle it needs, is missing or damaged. */
const contentOf = (stage: string): string | undefined => {
  const path = join(assembly, `Colloquy-${stage}`);
  try {
    const template = readFileSync(`${path}.template.json`);
    const { files } = Manifest.parse(JSON.parse(readFileSync(`${path}.assets.json`, 'utf8')));
    const isWhole = Object.values(files).every(({ source }) => existsSync(join(assembly, source.path)));
    return isWhole ? createHash('sha256').update(template).digest('hex') : undefined;
  } catch {
    // Whatever is wrong with it, it is made anew.
    return undefined;
  }
};

/** CDK runs in a process of its own: it is large, fails by printing, and whoever asked goes on without it. */
const runApp = async (stage: string): Promise<void> => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'infra', 'app.ts')],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ stage }), CDK_OUTDIR: assembly },
    },
  );
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (status === 0) return;
  const lines = complaints.trim().split('\n');
  if (lines.length === 1 && lines[0]) throw new InvalidInput(lines[0]);
  process.stderr.write(complaints);
  throw new Defect(`The template of ${stage} could not be made; the lines above say why.`);
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // No such process: it died without taking its lock away.
    return false;
  }
};

/** One process at a time writes the assembly; the others wait and then find it made. */
const alone = async <T>(work: () => Promise<T>): Promise<T> => {
  mkdirSync(assembly, { recursive: true });
  const lock = join(assembly, '.making');
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      // Held by somebody else, who may have died with it.
      const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
      if (holder > 0 && !isRunning(holder)) rmSync(lock, { force: true });
      await wait(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
};

/**
 * Makes sure that a stage's template is there and up to date with its sources.
 *
 * @returns the template's path.
 * @throws {AppError} in a sentence for people: no such stage, a file that is missing, a source that does not compile.
 */
export const synthesise = async (
  stage: string,
  { force = false, onWork }: { force?: boolean; onWork?: () => void } = {},
): Promise<string> => {
  readStage(stage);
  const template = join(assembly, `Colloquy-${stage}.template.json`);
  const mark = join(assembly, `.sources-${stage}`);
  // What was made must still be there, and whole: somebody may have tidied up.
  const isCurrent = (sources: string): boolean => {
    const content = contentOf(stage);
    return (
      content !== undefined && existsSync(mark) && readFileSync(mark, 'utf8') === `${sources} ${content}`
    );
  };
  const sources = fingerprint(stage);
  if (!force && isCurrent(sources)) return template;
  return alone(async () => {
    if (!force && isCurrent(sources)) return template;
    onWork?.();
    rmSync(mark, { force: true });
    await runApp(stage);
    const content = contentOf(stage);
    if (content === undefined)
      throw new Defect(`${template} was made, but not whole; try again with --force.`);
    writeFileSync(mark, `${sources} ${content}`);
    return template;
  });
};

if (import.meta.main) {
  try {
    const { values } = parseArgs({
      options: { stage: { type: 'string', default: 'local' }, force: { type: 'boolean', default: false } },
    });
    const began = performance.now();
    const template = await synthesise(values.stage, {
      force: values.force,
      onWork: () => {
        console.log(`Making the template of ${values.stage} …`);
      },
    });
    console.log(`${template} is up to date (${((performance.now() - began) / 1000).toFixed(1)} s).`);
  } catch (error) {
    console.error(sentenceFor(error));
    process.exitCode = 1;
  }
}
