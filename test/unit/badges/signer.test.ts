import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { joinedSignature } from '../../../shared/platform/signature-der.ts';
import {
  createKeyFile,
  createSigner,
  type Signer,
  type SigningAlgorithm,
} from '../../../shared/platform/signer.ts';
import { createKmsSigner } from '../../../shared/platform/signer-kms.ts';
import { type AwsEndpoint, type Call, openAwsEndpoint } from '../../support/aws-endpoint.ts';

const data = Buffer.alloc(64, 7);
/** Longer than KMS takes as a message. */
const long = Buffer.alloc(5000, 7);

const algorithms = ['Ed25519', 'RS256', 'ES256'] as const satisfies readonly SigningAlgorithm[];
const JOSE = ['RS256', 'ES256'] as const;

const kinds = {
  Ed25519: () => generateKeyPairSync('ed25519'),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
} as const;

const holds = async (signer: Signer, signature: Uint8Array, of: Uint8Array = data): Promise<boolean> => {
  const key = createPublicKey({ key: await signer.publicJwk(), format: 'jwk' });
  const digest = signer.algorithm === 'Ed25519' ? null : 'sha256';
  return verify(digest, of, { key, dsaEncoding: 'ieee-p1363' }, signature);
};

describe('a key file', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'colloquy-key-'));
    path = join(folder, 'keys', 'signing.json');
    return () => rm(folder, { recursive: true });
  });
  const signerOf = (algorithm?: SigningAlgorithm) => createSigner(pathToFileURL(path).href, algorithm);

  it.each(algorithms)('of %s is made for its owner alone, and signs', async (algorithm) => {
    expect(await createKeyFile(path, algorithm)).toBe('created');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'keys'))).toEqual(['signing.json']);
    const signer = signerOf(algorithm);
    expect(signer.algorithm).toBe(algorithm);
    const signature = await signer.sign(data);
    expect(signature).toHaveLength(algorithm === 'RS256' ? 256 : 64);
    expect(await holds(signer, signature)).toBe(true);
    expect(await holds(signer, signature, long)).toBe(false);
  });

  it.each(algorithms)('of %s shows nothing of its private half', async (algorithm) => {
    await createKeyFile(path, algorithm);
    const members = { Ed25519: 'crv kty x', RS256: 'e kty n', ES256: 'crv kty x y' };
    expect(Object.keys(await signerOf(algorithm).publicJwk()).sort()).toEqual(members[algorithm].split(' '));
  });

  it.each(JOSE)('of %s has no raw public key', async (algorithm) => {
    await createKeyFile(path, algorithm);
    await expect(signerOf(algorithm).publicKey()).rejects.toThrow('not Ed25519; ask for its JSON Web Key');
  });

  it.each([
    ['Ed25519', 'RS256', 'is not an RSA (2048 bits) JSON Web Key'],
    ['RS256', 'ES256', 'is not a P-256 JSON Web Key'],
    ['ES256', 'Ed25519', 'is not an Ed25519 JSON Web Key'],
  ] as const)('of %s is refused where one of %s is needed', async (made, needed, reason) => {
    await createKeyFile(path, made);
    await expect(signerOf(needed).sign(data)).rejects.toThrow(reason);
  });

  it('of an RSA key too short is refused', async () => {
    await createKeyFile(path);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    await writeFile(path, JSON.stringify(privateKey.export({ format: 'jwk' })));
    await expect(signerOf('RS256').sign(data)).rejects.toThrow('is not an RSA (2048 bits) JSON Web Key');
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
  const arn = 'arn:aws:kms:eu-west-1:000000000000:key/5c3a9b0e';
  const specs = { Ed25519: 'ECC_NIST_EDWARDS25519', RS256: 'RSA_2048', ES256: 'ECC_NIST_P256' };
  const publicOf = (algorithm: SigningAlgorithm) =>
    kinds[algorithm]().publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  let kms: AwsEndpoint;
  afterEach(() => kms.close());

  const open = async (algorithm: SigningAlgorithm, answer: (call: Call) => object) => {
    kms = await openAwsEndpoint(answer);
    return createKmsSigner(arn, algorithm, new KMSClient(kms.client));
  };

  /** Answers as KMS does; `digests` tells which data it was sent the hash of, because it signs no hash by itself. */
  const answering = (algorithm: SigningAlgorithm, digests: readonly Uint8Array[] = []) => {
    const { privateKey, publicKey } = kinds[algorithm]();
    const PublicKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    return ({ operation, body }: Call): object => {
      if (operation === 'GetPublicKey') return { KeyId: arn, PublicKey, KeySpec: specs[algorithm] };
      const message = Buffer.from(String(body['Message']), 'base64');
      const signed = digests.find((of) => createHash('sha256').update(of).digest().equals(message));
      const digest = algorithm === 'Ed25519' ? null : 'sha256';
      return { KeyId: arn, Signature: sign(digest, signed ?? message, privateKey).toString('base64') };
    };
  };

  it('of Ed25519 signs the bytes themselves, and is asked for its public key once', async () => {
    const signer = await open('Ed25519', answering('Ed25519'));
    expect(await holds(signer, await signer.sign(data))).toBe(true);
    expect(await holds(signer, await signer.sign(data))).toBe(true);
    expect(await signer.publicKey()).toHaveLength(32);
    expect(kms.calls.map(({ operation }) => operation).sort()).toEqual(['GetPublicKey', 'Sign', 'Sign']);
    expect(kms.calls.find(({ operation }) => operation === 'Sign')?.body).toEqual({
      KeyId: arn,
      Message: data.toString('base64'),
      MessageType: 'RAW',
      SigningAlgorithm: 'ED25519_SHA_512',
    });
  });

  it.each([
    ['RS256', 'RSASSA_PKCS1_V1_5_SHA_256', 256],
    ['ES256', 'ECDSA_SHA_256', 64],
  ] as const)('of %s signs the hash of data of any length', async (algorithm, name, size) => {
    const signer = await open(algorithm, answering(algorithm, [data, long]));
    // Many, because the numbers of an ECDSA signature in DER are of various lengths.
    for (let i = 0; i < 40; i++) {
      const signature = await signer.sign(long);
      expect(signature).toHaveLength(size);
      expect(await holds(signer, signature, long)).toBe(true);
    }
    expect(kms.calls.find(({ operation }) => operation === 'Sign')?.body).toEqual({
      KeyId: arn,
      Message: createHash('sha256').update(long).digest('base64'),
      MessageType: 'DIGEST',
      SigningAlgorithm: name,
    });
  });

  it('that does not answer can be tried again', async () => {
    let down = true;
    const answer = answering('Ed25519');
    const signer = await open('Ed25519', (call) => {
      if (down) throw new Error('down');
      return answer(call);
    });
    await expect(signer.publicKey()).rejects.toMatchObject({ kind: 'Unavailable' });
    await expect(signer.sign(data)).rejects.toMatchObject({ kind: 'Unavailable' });
    down = false;
    expect(await signer.publicKey()).toHaveLength(32);
  });

  it.each(algorithms)('of another kind than %s is refused', async (algorithm) => {
    const KeySpec = 'ECC_SECG_P256K1';
    const signer = await open(algorithm, () => ({ KeyId: arn, PublicKey: publicOf(algorithm), KeySpec }));
    await expect(signer.publicJwk()).rejects.toThrow(`it must be ${specs[algorithm]}`);
  });

  it.each([
    ['Ed25519', 'RS256', 'the signing key is rsa, not Ed25519'],
    ['RS256', 'ES256', 'the signing key is ec, not RSA (2048 bits)'],
    ['ES256', 'Ed25519', 'the signing key is ed25519, not P-256'],
  ] as const)('of %s that answers with a public key of %s is refused', async (algorithm, other, reason) => {
    const PublicKey = publicOf(other);
    const signer = await open(algorithm, () => ({ KeyId: arn, PublicKey, KeySpec: specs[algorithm] }));
    await expect(signer.publicJwk()).rejects.toThrow(reason);
  });
});

describe('an ECDSA signature of KMS', () => {
  const joined = (hex: string) => Buffer.from(joinedSignature(Buffer.from(hex, 'hex'))).toString('hex');
  const number = (length: number, digit: string) => digit.repeat(2 * length);

  it('has both its numbers made 32 bytes long', () => {
    // A number whose first bit is set is led by a zero; a small one is short.
    const r = `022100${number(32, 'f')}`;
    expect(joined(`3026${r}020101`)).toBe(`${number(32, 'f')}${number(31, '0')}01`);
  });

  it.each([
    ['nothing', ''],
    ['no sequence', '0206020101020101'],
    ['a sequence that is cut off', '3006020101'],
    ['one number alone', '3003020101'],
    ['three numbers', '3009020101020101020101'],
    ['something after it', '300602010102010100'],
    ['a number of 33 bytes', `30260221${number(33, '1')}020101`],
    ['a number without digits', '30050200020101'],
    ['a long length', `308106020101020101`],
  ])('that is %s is refused', (_, hex) => {
    expect(() => joined(hex)).toThrow('not an ECDSA signature in DER');
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
