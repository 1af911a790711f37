import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLocal } from '../../../local/index.ts';
import { AppError } from '../../../shared/platform/errors.ts';
import { writeFixture } from './fixtures/template.ts';
import { startFixture } from './local-system.ts';

const fixtureOf = () => {
  const fixture = writeFixture();
  onTestFinished(fixture.remove);
  return fixture;
};

/** A port that nothing has at the moment. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const refusal = async (options: Parameters<typeof startLocal>[0]): Promise<string> => {
  const thrown = await startLocal(options).then(
    (system) => system.stop(),
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return (thrown as AppError).message;
};

describe('starting the local system', () => {
  it('makes the key that signs, for its owner alone, and keeps it', async () => {
    const { fixture, system } = await startFixture();
    const file = join(fixture.data, 'keys', 'Key.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = readFileSync(file, 'utf8');
    await system.stop();
    const again = await startLocal({ template: fixture.template, data: fixture.data, port: 0 });
    onTestFinished(again.stop);
    expect(readFileSync(file, 'utf8')).toBe(key);
  });

  it.each<[name: string, spoil: (file: string) => void, sentence: RegExp]>([
    [
      'is gone',
      (file) => {
        rmSync(file);
      },
      /^The signing key \S+Key\.json is missing, .*; restore it from a copy \(or .* --data\)\.$/,
    ],
    [
      'is of another kind',
      (file) => {
        writeFileSync(file, JSON.stringify({ kty: 'RSA' }), { mode: 0o600 });
      },
      /^The signing key \S+Key\.json is not an Ed25519 JSON Web Key; restore it from a copy \(or .* --data\)\.$/,
    ],
    [
      'is open to others',
      (file) => {
        chmodSync(file, 0o644);
      },
      /^The signing key \S+Key\.json is open to others \(mode 644\); run: chmod 600 \S+Key\.json \(or .* --data\)\.$/,
    ],
  ])(
    'does not start where the key that signs %s, and leaves the file as it is',
    async (_, spoil, sentence) => {
      const { template, data } = fixtureOf();
      await (await startLocal({ template, data, port: 0 })).stop();
      const file = join(data, 'keys', 'Key.json');
      spoil(file);
      const before = existsSync(file) && readFileSync(file, 'utf8');
      expect(await refusal({ template, data, port: 0 })).toMatch(sentence);
      expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(before);
    },
  );

  it('writes what functions say into the log, a JSON object a line', async () => {
    const { fixture, system, put } = await startFixture();
    await put([{ n: 1 }]);
    await system.idle();
    await system.stop();
    const lines = readFileSync(join(fixture.data, 'functions.log'), 'utf8').trim().split('\n');
    const said = lines.map((line) => JSON.parse(line) as { source: string; entry: unknown });
    expect(said).toContainEqual(expect.objectContaining({ source: 'Collect', entry: { collected: 1 } }));
  });

  it('says what to do where a port is in use', async () => {
    const { system } = await startFixture();
    const { template, data } = fixtureOf();
    const port = Number(new URL(system.url).port);
    expect(await refusal({ template, data, port })).toBe(
      `Port ${port} is in use. Stop what uses it, or give another port with --port, which the data folder ${data} (--data) then keeps.`,
    );
    // It never was started there, so that another port is free to it.
    const other = await startLocal({ template, data, port: await freePort() });
    await other.stop();
  });

  it('keeps the port that a folder was first started on, since what it issued names it', async () => {
    const { template, data } = fixtureOf();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const first = await startLocal({ template, data, port });
    await first.stop();
    expect(await refusal({ template, data, port: await freePort() })).toBe(
      `The data folder ${data} was used on port ${port} before, and the badges issued from it verify only there: start it with --port ${port} as before, or give another folder with --data.`,
    );
    const anywhere = await startLocal({ template, data, port: 0 });
    expect(anywhere.url).not.toBe(url);
    await anywhere.stop();
    for (const asked of [undefined, port]) {
      const again = await startLocal({ template, data, port: asked });
      expect(again.url).toBe(url);
      await again.stop();
    }
  });

  it('says what to do where the port that a folder belongs to is in use', async () => {
    const { template, data } = fixtureOf();
    const port = await freePort();
    await (await startLocal({ template, data, port })).stop();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    expect(await refusal({ template, data })).toMatch(
      /^Port \d+ is in use\. Stop what uses it: .* both another --port and another folder with --data\.$/,
    );
  });

  it('says what to do where another system has the data folder', async () => {
    const { fixture } = await startFixture();
    const { template, data } = fixture;
    expect(await refusal({ template, data, port: 0 })).toMatch(/another Colloquy runs on this data folder/);
  });

  it('says what to do where the data folder is a file, or damaged', async () => {
    const { template, data } = fixtureOf();
    writeFileSync(data, 'a file');
    expect(await refusal({ template, data, port: 0 })).toMatch(/cannot be used \(it is no folder\).*--data/);
    const damaged = `${data}-2`;
    mkdirSync(damaged);
    writeFileSync(
      join(damaged, 'local.sqlite'),
      'no database at all, and long enough to be looked at'.repeat(40),
    );
    expect(await refusal({ template, data: damaged, port: 0 })).toMatch(
      /local\.sqlite cannot be used \(file is not a database\).*remove the data folder/,
    );
  });

  it('says what to do where there is no template, or a bundle is missing', async () => {
    const { template, data } = fixtureOf();
    expect(await refusal({ template: `${template}x`, data, port: 0 })).toMatch(/Make it with: npm run synth/);
    writeFileSync(template, readFileSync(template, 'utf8').replaceAll('/collect"', '/nowhere"'));
    expect(await refusal({ template, data, port: 0 })).toBe(
      'The bundle of function Collect is not beside the template. Make it with: npm run synth',
    );
  });

  it('leaves nothing behind where it fails, so that it can be tried again', async () => {
    const { template, data } = fixtureOf();
    await refusal({ template: `${template}x`, data, port: 0 });
    const system = await startLocal({ template, data, port: 0 });
    await system.stop();
    await system.stop();
    expect(Date.now).toBeTypeOf('function');
  });
});
