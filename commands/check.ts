import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';

// `npm run check`: every promise about the code that a machine can hold it to, side by side, a line each.

/** Fewest modules the boundary check must have seen: beside an unfit TypeScript it cruises none, and says nothing. */
const BOUNDARY_FLOOR = 250;

interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

const root = dirname(import.meta.dirname);

const run = (command: string, args: readonly string[], cwd = root): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, output });
    });
  });

const bin = (name: string) => `${root}/node_modules/.bin/${name}`;

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

const cruise = async (folders: readonly string[], cwd = root): Promise<Cruise> => {
  const config = `${root}/.dependency-cruiser.cjs`;
  const { output } = await run(
    bin('depcruise'),
    ['--config', config, '--output-type', 'json', ...folders],
    cwd,
  );
  return JSON.parse(output) as Cruise;
};

/** The rooms keep their doors shut; the check itself is checked with a floor and with a file that must fail. */
const boundaries = async (): Promise<Outcome> => {
  const rooms = ['commands', 'infra', 'functions', 'shared', 'web', 'local', 'bench'];
  const { summary } = await cruise(rooms);
  const problems = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  if (summary.totalCruised < BOUNDARY_FLOOR) {
    problems.push(
      `only ${summary.totalCruised} modules were seen, at least ${BOUNDARY_FLOOR} are there: the check is blind`,
    );
  }
  const bad = await cruise(['shared'], `${root}/test/checks/fixtures`);
  const found = new Set(bad.summary.violations.map(({ rule }) => rule.name));
  for (const expected of ['decisions-are-pure', 'decisions-do-no-io']) {
    if (!found.has(expected))
      problems.push(`the deliberately bad fixture was not refused by ${expected}: the check is blind`);
  }
  return { status: problems.length === 0 ? 0 : 1, output: problems.join('\n') };
};

const checks: readonly (readonly [name: string, check: () => Promise<Outcome>])[] = [
  ['types', () => run(bin('tsc'), ['--noEmit', '--project', '.'])],
  ['lint', () => run(bin('eslint'), ['.'])],
  ['format', () => run(bin('biome'), ['check', '.'])],
  ['boundaries', boundaries],
  ['dead code', () => run(bin('knip'), ['--no-progress'])],
];

const waiting = [...checks];
let failed = 0;
const work = async (): Promise<void> => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, check] = next;
    const started = performance.now();
    const { status, output } = await check();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (status !== 0) {
      failed += 1;
      console.log(output.trimEnd());
    }
  }
};
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
