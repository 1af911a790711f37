import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { link, mkdir, open, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Defect } from './errors.ts';
import { newToken } from './ids.ts';
import { once } from './once.ts';
import { rawPublicKey, type Signer } from './signer-port.ts';

/** An Ed25519 private key as a JSON Web Key (RFC 8037 §2). */
const KeyFile = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.base64url(),
  d: z.base64url(),
});

/** The bits of a file's mode that give anything to anybody but its owner. */
const FOR_OTHERS = 0o077;

const isAlreadyThere = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';

/**
 * Makes sure that there is a key file: an Ed25519 key as a JSON Web Key, readable by its owner alone (mode 0600).
 * A key that is there already is kept, whoever made it; a crash half-way leaves no half-written key.
 *
 * @returns whether the key was made now.
 */
export const createKeyFile = async (path: string): Promise<'created' | 'kept'> => {
  await mkdir(dirname(path), { recursive: true });
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${path}.${newToken()}`;
  await writeFile(draft, JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600, flag: 'wx' });
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

const readKeyFile = async (path: string): Promise<KeyObject> => {
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
    return createPrivateKey({ key: KeyFile.parse(JSON.parse(await file.readFile('utf8'))), format: 'jwk' });
  } catch (cause) {
    if (cause instanceof Defect) throw cause;
    throw new Defect(`the signing key ${path} is not an Ed25519 JSON Web Key; restore it from a copy`, {
      cause,
    });
  } finally {
    await file.close();
  }
};

/** A signer whose key is a file that {@link createKeyFile} made; refuses a file that others can read. */
export const createFileSigner = (url: string): Signer => {
  const key = once(() => readKeyFile(fileURLToPath(url)));
  return {
    publicKey: async () => rawPublicKey(createPublicKey(await key())),
    // In this thread: a signature takes less time than handing it to another one.
    sign: async (data) => sign(null, data, await key()),
  };
};
