import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../local/system/database.ts';
import { ensureSigningKeys, signingKeyUrl } from '../../../local/system/signing-keys.ts';
import { readTemplate } from '../../../local/system/template.ts';
import { createSigner } from '../../../shared/platform/signer.ts';
import { keySpecs } from '../../../shared/platform/signer-port.ts';

let folder: string;
let keys: string;
let database: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'colloquy-keys-'));
  keys = join(folder, 'keys');
  database = openDatabase(join(folder, 'local.sqlite'));
  return () => {
    database.close();
    rmSync(folder, { recursive: true });
  };
});

const key = (KeySpec: string) => ({
  Type: 'AWS::KMS::Key',
  Properties: { KeySpec, KeyUsage: 'SIGN_VERIFY' },
});
const generation = (n: '' | '2') => ({
  [`Key${n}`]: key('ECC_NIST_EDWARDS25519'),
  [`Rs256Key${n}`]: key('RSA_2048'),
  [`Es256Key${n}`]: key('ECC_NIST_P256'),
});
const encrypting = { TableKey: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } } };
/** As it was before there were several keys. */
const old = { Key: key('ECC_NIST_EDWARDS25519') };
const first = { ...encrypting, ...generation('') };
const second = { ...first, ...generation('2') };

const ensure = async (Resources: object, { isNew = false } = {}): Promise<void> => {
  const path = join(folder, 'template.json');
  writeFileSync(path, JSON.stringify({ Resources }));
  await ensureSigningKeys({ template: readTemplate(path), database, keys, isNew });
};
const files = () => readdirSync(keys).sort();
const contents = () => files().map((file) => readFileSync(join(keys, file), 'utf8'));
const remove = (name: string) => {
  rmSync(join(keys, `${name}.json`));
};
const missing = (name: string) =>
  new RegExp(`^The signing key \\S+/${name}\\.json is missing, and this folder`);

describe('the keys that sign on one machine', () => {
  it('are a file for each that a template names, of its kind, for its owner alone', async () => {
    await ensure(first, { isNew: true });
    expect(files()).toEqual(['Es256Key.json', 'Key.json', 'Rs256Key.json']);
    for (const file of files()) expect(statSync(join(keys, file)).mode & 0o777).toBe(0o600);
    for (const [name, algorithm] of [
      ['Key', 'Ed25519'],
      ['Rs256Key', 'RS256'],
      ['Es256Key', 'ES256'],
    ] as const) {
      const signature = await createSigner(signingKeyUrl(keys, name), algorithm).sign(Buffer.from('data'));
      expect(signature).toHaveLength(algorithm === 'RS256' ? 256 : 64);
    }
  });

  it('stay as they are from one start to the next, and a new generation joins them', async () => {
    await ensure(first, { isNew: true });
    const before = contents();
    await ensure(first);
    expect(contents()).toEqual(before);
    await ensure(second);
    expect(files()).toHaveLength(6);
    expect(contents()).toEqual(expect.arrayContaining(before));
  });

  it.each(['Key', 'Rs256Key', 'Es256Key', 'Key2'])('stop the start where %s is gone', async (name) => {
    await ensure(first, { isNew: true });
    await ensure(second);
    remove(name);
    await expect(ensure(second)).rejects.toThrow(missing(name));
    expect(existsSync(join(keys, `${name}.json`))).toBe(false);
  });

  it('are remembered while an older template, which does not name them, is used', async () => {
    await ensure(first, { isNew: true });
    await ensure(second);
    await ensure(first);
    remove('Key2');
    await expect(ensure(second)).rejects.toThrow(missing('Key2'));
  });

  it('of a folder in which nothing was signed yet are made again', async () => {
    await ensure(first, { isNew: true });
    remove('Key');
    await ensure(first, { isNew: true });
    expect(files()).toHaveLength(3);
  });

  it('of a kind that has no file here are refused', async () => {
    await expect(ensure({ Key: key('RSA_4096') }, { isNew: true })).rejects.toThrow(
      `The template's signing key Key has the KeySpec RSA_4096; one machine knows ${Object.values(keySpecs).join(', ')}.`,
    );
  });
});

describe('a folder from before its keys were remembered', () => {
  const forget = () => {
    database.run('DELETE FROM setting');
  };

  it.each([
    ['the same generation', first, 3],
    ['the next generation', second, 6],
  ])('keeps its one key and gets the others of %s', async (_, template, count) => {
    await ensure(old, { isNew: true });
    forget();
    const before = contents();
    await ensure(template);
    expect(files()).toHaveLength(count);
    expect(contents()).toEqual(expect.arrayContaining(before));
  });

  it.each([
    ['the same generation', first],
    ['the next generation', second],
  ])('does not start with %s where its one key is gone', async (_, template) => {
    await ensure(old, { isNew: true });
    forget();
    remove('Key');
    await expect(ensure(template)).rejects.toThrow(missing('Key'));
    expect(files()).toEqual([]);
  });
});
