// What every npm script goes through. Plain JavaScript for Node 20 and nothing installed: it installs what is
// missing, then hands over to the Node 24 that was installed, which runs the TypeScript program named first.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = join(root, 'node_modules', 'node', 'bin', 'node');
const installed = join(root, 'node_modules', '.package-lock.json');
const [program, ...rest] = process.argv.slice(2);

/** @param {string} file */
const changedAt = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

if (!existsSync(node) || changedAt(installed) < changedAt(join(root, 'package-lock.json'))) {
  console.error('Installing what is missing …');
  // Not npm ci: it refuses a lock file without the optional packages of platforms that a registry does not serve.
  const npm = spawnSync('npm', ['install', '--loglevel=error', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (npm.status !== 0 || !existsSync(node)) {
    console.error(
      'The packages could not be installed. See the lines above, then try again with: npm install',
    );
    process.exit(1);
  }
  // An older npm may have written the lock file last; what is installed is what it says all the same.
  const now = new Date();
  utimesSync(installed, now, now);
}

const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, program ?? ''), ...rest], {
  stdio: 'inherit',
  // The Node 24 of the project comes first for whatever the program starts, too.
  env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` },
});
// A terminal sends Ctrl-C to the whole group; the program stops itself, and this waits for it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) =>
  process.exit(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 15)),
);
