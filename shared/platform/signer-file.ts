import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto';
import { link, mkdir, open, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Defect } from './errors.ts';
import { newToken } from './ids.ts';
import { publicJwks } from './jwk.ts';
import { once } from './once.ts';
import { keyNames, publicJwkOf, rawPublicKey, type Signer, type SigningAlgorithm } from './signer-port.ts';

const part = z.base64url();

/** A private key as a JSON Web Key: RFC 8037 §2, RFC 7518 §6.3.2 and §6.2.2. */
const keyFiles = {
  Ed25519: publicJwks.Ed25519.extend({ d: part }).strict(),
  RS256: publicJwks.RS256.extend({ d: part, p: part, q: part, dp: part, dq: part, qi: part }).strict(),
  ES256: publicJwks.ES256.extend({ d: part }).strict(),
} as const;

/** The bits of a file's mode that give anything to anybody but its owner. */
const FOR_OTHERS = 0o077;

const isAlreadyThere = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';

const newKey = (algorithm: SigningAlgorithm): JsonWebKey => {
  const privateKeyOf = {
    Ed25519: () => generateKeyPairSync('ed25519'),
    RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  };
  return privateKeyOf[algorithm]().privateKey.export({ format: 'jwk' });
};

/**
 * Makes sure that there is a key file: a private key as a JSON Web Key, readable by its owner alone (mode 0600). A key
 * that is there already is kept, whoever made it; a crash half-way leaves no half-written key.
 *
 * @returns whether the key was made now.
 */
export const createKeyFile = async (
  path: string,
  algorithm: SigningAlgorithm = 'Ed25519',
): Promise<'created' | 'kept'> => {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${newToken()}`;
  await writeFile(draft, JSON.stringify(newKey(algorithm)), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
    return 'created';
  } catch (thrown) {
    if (isAlreadyThere(thrown)) return 'kept';
    throw thrown;
  } finally {
    await unlink(draft);
  }
};

const readKeyFile = async (path: string, algorithm: SigningAlgorithm): Promise<KeyObject> => {
  const file = await open(path).catch((cause: unknown) => {
    throw new Defect(`the signing key ${path} cannot be opened; restore it from a copy`, { cause });
  });
  try {
    // The mode of the file that is open, not of what the path names a moment later.
    const mode = (await file.stat()).mode & 0o777;
    if ((mode & FOR_OTHERS) !== 0) {
      throw new Defect(
        `the signing key ${path} is open to others (mode ${mode.toString(8)}); run: chmod 600 ${path}`,
      );
    }
    const key = keyFiles[algorithm].parse(JSON.parse(await file.readFile('utf8')));
    return createPrivateKey({ key, format: 'jwk' });
  } catch (cause) {
    if (cause instanceof Defect) throw cause;
    const article = algorithm === 'ES256' ? 'a' : 'an';
    throw new Defect(
      `the signing key ${path} is not ${article} ${keyNames[algorithm]} JSON Web Key; restore it from a copy`,
      { cause },
    );
  } finally {
    await file.close();
  }
};

/** A signer whose key is a file that {@link createKeyFile} made; refuses a file that others can read. */
export const createFileSigner = (url: string, algorithm: SigningAlgorithm): Signer => {
  const key = once(() => readKeyFile(fileURLToPath(url), algorithm));
  const publicJwk = async () => publicJwkOf(createPublicKey(await key()), algorithm);
  const digest = algorithm === 'Ed25519' ? null : 'sha256';
  return {
    algorithm,
    publicJwk,
    publicKey: async () => rawPublicKey(await publicJwk()),
    // In this thread: a signature takes less time than handing it to another one.
    // And with options only where they say something: with them, an Ed25519 signature takes half as long again.
    sign: async (data) =>
      algorithm === 'ES256'
        ? sign(digest, data, { key: await key(), dsaEncoding: 'ieee-p1363' })
        : sign(digest, data, await key()),
  };
};
