import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { synthesise } from '../../../commands/synth.ts';

const root = dirname(dirname(dirname(import.meta.dirname)));

const run = (program: string, ...args: string[]): ChildProcess => {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, program), ...args],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
};

/** Everything a program says until it ends, and how it ends. */
const toTheEnd = async (child: ChildProcess) => {
  let said = '';
  let complained = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said, complained };
};

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'colloquy-start-'));
  onTestFinished(() => {
    rmSync(path, { recursive: true, force: true });
  });
  return path;
};

describe('npm start', () => {
  beforeAll(async () => {
    await synthesise('local');
  }, 120_000);

  it('starts, fills what is empty, says where, and stops on Ctrl-C', { timeout: 60_000 }, async () => {
    const data = folder();
    const child = run('commands/start.ts', '--data', data, '--port', '0');
    const ended = toTheEnd(child);
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const [, address] = /ready: +(http:\S+)/.exec(said) ?? [];
        if (address !== undefined) resolve(address);
      });
      child.on('exit', () => {
        reject(new Error(said));
      });
    });
    expect((await fetch(url)).status).toBe(200);
    const status = await fetch(`${url}/_local/status`);
    expect(await status.json()).toMatchObject({ clockOffset: 0 });
    child.kill('SIGINT');
    const { code, said, complained } = await ended;
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
    expect(said).toContain('Filled it with a demo association');
    await expect(fetch(url)).rejects.toThrow();
  });

  it('says in one sentence that its port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const data = folder();
    const { code, complained } = await toTheEnd(
      run('commands/start.ts', '--data', data, '--port', String(port)),
    );
    expect(code).toBe(1);
    expect(complained).toBe(
      `Port ${port} is in use. Stop what uses it, or give another port with --port, which the data folder ${data} (--data) then keeps.\n`,
    );
  });

  it.each<[name: string, args: string[], sentence: RegExp]>([
    [
      'a port that is none',
      ['--port', '80x'],
      /^The port "80x" is not a number from 0 to 65535\. Use: npm start.*\n$/,
    ],
    ['a stage without a file', ['--stage', 'nowhere'], /^There is no stage "nowhere": write .*\n$/],
    [
      'an option nobody knows',
      ['--colour'],
      /^Unknown option '--colour'.*\nUse: npm start -- \[--port N\].*\n$/,
    ],
    [
      'a data folder that cannot be made',
      ['--data', '/dev/null/x', '--port', '0'],
      /^The data folder \/dev\/null\/x cannot be used.*--data\.\n$/,
    ],
  ])('says in one sentence what is wrong: %s', async (_, args, sentence) => {
    const { code, complained } = await toTheEnd(run('commands/start.ts', ...args));
    expect(code).toBe(1);
    expect(complained).toMatch(sentence);
  });
});

describe('npm run synth', () => {
  it('does nothing where no source has changed', { timeout: 120_000 }, async () => {
    const template = await synthesise('local');
    let worked = false;
    expect(await synthesise('local', { onWork: () => (worked = true) })).toBe(template);
    expect(worked).toBe(false);
  });

  it('names the stages there are where it is asked for another', async () => {
    const { code, complained } = await toTheEnd(run('commands/synth.ts', '--stage', 'nowhere'));
    expect(code).toBe(1);
    expect(complained).toMatch(/^There is no stage "nowhere".*production\.\n$/);
  });
});
