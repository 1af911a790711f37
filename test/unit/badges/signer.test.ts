import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyFile, createSigner, type Signer } from '../../../shared/platform/signer.ts';
import { createKmsSigner } from '../../../shared/platform/signer-kms.ts';
import { type AwsEndpoint, type Call, openAwsEndpoint } from '../../support/aws-endpoint.ts';

const data = Buffer.alloc(64, 7);

const holds = async (signer: Signer, signature: Uint8Array): Promise<boolean> => {
  const x = Buffer.from(await signer.publicKey()).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, data, key, signature);
};

describe('a key file', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'colloquy-key-'));
    path = join(folder, 'keys', 'signing.json');
    return () => rm(folder, { recursive: true });
  });
  const signerOf = () => createSigner(pathToFileURL(path).href);

  it('is made for its owner alone, and signs', async () => {
    expect(await createKeyFile(path)).toBe('created');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'keys'))).toEqual(['signing.json']);
    const signer = signerOf();
    expect(await holds(signer, await signer.sign(data))).toBe(true);
    expect(await holds(signer, Buffer.alloc(64))).toBe(false);
  });

  it('is kept where there is one', async () => {
    await createKeyFile(path);
    const before = await readFile(path, 'utf8');
    expect(await createKeyFile(path)).toBe('kept');
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it.each([0o640, 0o604, 0o644, 0o620, 0o777])('is refused with mode %o', async (mode) => {
    await createKeyFile(path);
    await chmod(path, mode);
    await expect(signerOf().sign(data)).rejects.toThrow(`chmod 600 ${path}`);
  });

  it('that is missing says so, and is read again the next time', async () => {
    const signer = signerOf();
    await expect(signer.publicKey()).rejects.toThrow('cannot be opened; restore it from a copy');
    await createKeyFile(path);
    expect(await signer.publicKey()).toHaveLength(32);
  });

  it.each([
    ['no JSON', 'BEGIN'],
    ['another kind of key', JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'AA', d: 'AA' })],
    ['a public key alone', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'AA' })],
    ['a key of the wrong length', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'AA', d: 'AA' })],
  ])('that holds %s is refused without being told', async (_, content) => {
    await createKeyFile(path);
    await writeFile(path, content);
    await expect(signerOf().sign(data)).rejects.toThrow('is not an Ed25519 JSON Web Key');
    await expect(signerOf().sign(data)).rejects.not.toThrow(content);
  });
});

describe('a key in KMS', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const arn = 'arn:aws:kms:eu-west-1:000000000000:key/5c3a9b0e';
  let kms: AwsEndpoint;
  afterEach(() => kms.close());

  const open = async (answer: (call: Call) => object) => {
    kms = await openAwsEndpoint(answer);
    return createKmsSigner(arn, new KMSClient(kms.client));
  };
  const answering = ({ operation, body }: Call): object =>
    operation === 'GetPublicKey'
      ? { KeyId: arn, PublicKey: spki, KeySpec: 'ECC_NIST_EDWARDS25519' }
      : {
          KeyId: arn,
          Signature: sign(null, Buffer.from(String(body['Message']), 'base64'), privateKey).toString(
            'base64',
          ),
        };

  it('signs the bytes themselves, and is asked for its public key once', async () => {
    const signer = await open(answering);
    expect(await holds(signer, await signer.sign(data))).toBe(true);
    expect(await holds(signer, await signer.sign(data))).toBe(true);
    expect(kms.calls.map(({ operation }) => operation).sort()).toEqual(['GetPublicKey', 'Sign', 'Sign']);
    expect(kms.calls.find(({ operation }) => operation === 'Sign')?.body).toEqual({
      KeyId: arn,
      Message: data.toString('base64'),
      MessageType: 'RAW',
      SigningAlgorithm: 'ED25519_SHA_512',
    });
  });

  it('that does not answer can be tried again', async () => {
    let down = true;
    const signer = await open((call) => {
      if (down) throw new Error('down');
      return answering(call);
    });
    await expect(signer.publicKey()).rejects.toMatchObject({ kind: 'Unavailable' });
    await expect(signer.sign(data)).rejects.toMatchObject({ kind: 'Unavailable' });
    down = false;
    expect(await signer.publicKey()).toHaveLength(32);
  });

  it('of another kind is refused', async () => {
    const signer = await open(() => ({ KeyId: arn, PublicKey: spki, KeySpec: 'ECC_NIST_P256' }));
    await expect(signer.publicKey()).rejects.toThrow('it must be ECC_NIST_EDWARDS25519');
  });

  it('that answers with another kind of public key is refused', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    const PublicKey = rsa.export({ format: 'der', type: 'spki' }).toString('base64');
    const signer = await open(() => ({ KeyId: arn, PublicKey, KeySpec: 'ECC_NIST_EDWARDS25519' }));
    await expect(signer.publicKey()).rejects.toThrow('the signing key is rsa, not Ed25519');
  });
});

describe('the setting SIGNING_KEY', () => {
  it('names a file or a key in KMS, and nothing else', () => {
    expect(() => createSigner('file:///keys/signing.json')).not.toThrow();
    expect(() => createSigner('hunter2')).toThrow(
      'SIGNING_KEY is neither a file: URL nor the ARN of a KMS key',
    );
    expect(() => createSigner('hunter2')).not.toThrow('hunter2');
  });
});
