import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';

const root = dirname(dirname(import.meta.dirname));

/** What a program printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A program of the project that is running. */
export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with the match as soon as what was printed (either way) matches; rejects where it ended without. */
  readonly printed: (pattern: RegExp) => Promise<RegExpExecArray>;
}

/** Starts a program of `commands/` as a person would, in a process of its own. */
export const startProgram = (program: string, ...args: string[]): Program => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, program), ...args],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let out = '';
  let err = '';
  const onPrint = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    for (const look of onPrint) look();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    for (const look of onPrint) look();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, out, err });
    });
  });
  return {
    child,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(out) ?? pattern.exec(err);
          if (match) resolve(match);
        };
        onPrint.add(look);
        look();
        void ended.then(() => {
          reject(new Error(`the program ended without printing ${String(pattern)}: ${out}${err}`));
        });
      }),
  };
};

/** Runs a program to its end. */
export const runProgram = (program: string, ...args: string[]): Promise<Ended> =>
  startProgram(program, ...args).ended;
