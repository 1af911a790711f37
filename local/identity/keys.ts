import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { Defect } from '../../shared/platform/errors.ts';
import { newToken } from '../../shared/platform/ids.ts';

const Keys = z.object({
  jwks: z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })).min(1) }),
  cookieKeys: z.array(z.string().min(20)).min(1),
});
/** What the identity provider signs tokens and cookies with. */
export type IdentityKeys = z.output<typeof Keys>;

const newKeys = (): IdentityKeys => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' });
  return {
    jwks: { keys: [{ ...jwk, kty: 'RSA', kid: newToken(), use: 'sig', alg: 'RS256' }] },
    cookieKeys: [newToken()],
  };
};

/**
 * The keys in a file, made on the first start, readable by their owner alone; so that who is signed in stays so when
 * the system is started again.
 *
 * @throws {Defect} where the file is there but broken, saying to delete it.
 */
export const keepKeys = async (file: string): Promise<IdentityKeys> => {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  if (text === undefined) {
    const keys = newKeys();
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    // 'wx': two starts at once must not each write half.
    await writeFile(file, JSON.stringify(keys), { mode: 0o600, flag: 'wx' });
    return keys;
  }
  try {
    return Keys.parse(JSON.parse(text));
  } catch (cause) {
    throw new Defect(
      `The identity provider's keys in ${file} are broken; delete the file and start again, everybody then signs in anew.`,
      { cause },
    );
  }
};
