import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { AppError, InvalidInput } from '../../shared/platform/errors.ts';
import { createKeyFile, createSigner, type SigningAlgorithm } from '../../shared/platform/signer.ts';
import { keySpecs } from '../../shared/platform/signer-port.ts';
import { isSigningKey } from './attributes.ts';
import { type Database, readSetting, writeSetting } from './database.ts';
import type { TemplateFile } from './template.ts';

/** The setting of a data folder that holds the names of the keys it was used with. */
const MADE = 'signing-keys';
const Made = z.array(z.string());

/** The key file that stands for a KMS key that signs, as a `file:` URL. */
export const signingKeyUrl = (keysFolder: string, logicalId: string): string =>
  pathToFileURL(join(keysFolder, `${logicalId}.json`)).href;

const algorithmOf = (id: string, spec: unknown): SigningAlgorithm => {
  const algorithms = ['Ed25519', 'RS256', 'ES256'] as const;
  const found = algorithms.find((algorithm) => keySpecs[algorithm] === spec);
  if (found) return found;
  throw new InvalidInput(
    `The template's signing key ${id} has the KeySpec ${String(spec)}; one machine knows ${Object.values(keySpecs).join(', ')}.`,
  );
};

/** The keys that sign in a template, in its order. */
const keysOf = ({ content }: TemplateFile) =>
  Object.entries(content.Resources)
    .filter(([, { Type, Properties }]) => isSigningKey({ type: Type, properties: Properties }))
    .map(([id, { Properties }]) => ({ id, algorithm: algorithmOf(id, Properties['KeySpec']) }));

/** Reads a key as a function will, so that one that cannot sign stops the start and not a badge. */
const checkKey = async (url: string, algorithm: SigningAlgorithm): Promise<void> => {
  await createSigner(url, algorithm)
    .publicJwk()
    .catch((cause: unknown) => {
      if (!(cause instanceof AppError)) throw cause;
      const sentence = cause.message.charAt(0).toUpperCase() + cause.message.slice(1);
      throw new InvalidInput(`${sentence} (or begin with a new folder by --data).`, { cause });
    });
};

/** Which folder's keys are seen to. */
export interface KeysFolder {
  readonly template: TemplateFile;
  readonly database: Database;
  /** Where the key files are. */
  readonly keys: string;
  /** Whether the folder holds nothing yet that could have been signed. */
  readonly isNew: boolean;
}

/**
 * The keys a folder was used with. One from before this was written down was used with a single key: the first
 * Ed25519 key, which every template has had.
 */
const usedKeys = ({ database, isNew }: KeysFolder, keys: ReturnType<typeof keysOf>): readonly string[] => {
  if (isNew) return [];
  const written = readSetting(database, MADE);
  if (written !== undefined) return Made.parse(JSON.parse(written));
  return keys
    .filter(({ algorithm }) => algorithm === 'Ed25519')
    .slice(0, 1)
    .map(({ id }) => id);
};

/**
 * Sees to a key file for every KMS key of the template that signs: made where the template names it for the first
 * time, whole where the folder was used with it.
 *
 * @throws {InvalidInput} naming the file that is gone, broken, or open to others, and what to do.
 */
export const ensureSigningKeys = async (folder: KeysFolder): Promise<void> => {
  const keys = keysOf(folder.template);
  const used = usedKeys(folder, keys);
  for (const { id, algorithm } of keys) {
    const file = join(folder.keys, `${id}.json`);
    const isThere = existsSync(file);
    if (!isThere && used.includes(id)) {
      // With another key, nothing would verify that was signed before.
      throw new InvalidInput(
        `The signing key ${file} is missing, and this folder was used with it; restore it from a copy (or begin with a new folder by --data).`,
      );
    }
    if (!isThere) await createKeyFile(file, algorithm);
    await checkKey(signingKeyUrl(folder.keys, id), algorithm);
  }
  // After they were made: a start that is cut short finds them, and goes on where it was.
  const all = new Set([...used, ...keys.map(({ id }) => id)]);
  writeSetting(folder.database, MADE, JSON.stringify([...all]));
};
