import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError, InvalidInput } from '../../shared/platform/errors.ts';
import { createKeyFile, createSigner } from '../../shared/platform/signer.ts';
import { isSigningKey } from './attributes.ts';
import type { TemplateFile } from './template.ts';

/** The key file that stands for a KMS key that signs, as a `file:` URL. */
export const signingKeyUrl = (keysFolder: string, logicalId: string): string =>
  pathToFileURL(join(keysFolder, `${logicalId}.json`)).href;

/** Reads a key as a function will, so that one that cannot sign stops the start and not a badge. */
const checkKey = async (url: string): Promise<void> => {
  await createSigner(url)
    .publicKey()
    .catch((cause: unknown) => {
      if (!(cause instanceof AppError)) throw cause;
      const sentence = cause.message.charAt(0).toUpperCase() + cause.message.slice(1);
      throw new InvalidInput(`${sentence} (or begin with a new folder by --data).`, { cause });
    });
};

/**
 * Sees to a key file for every KMS key of the template that signs: made in a new folder, whole in one that was used.
 *
 * @param isNew - whether the folder holds nothing yet that could have been signed.
 * @throws {InvalidInput} naming the file that is gone, broken, or open to others, and what to do.
 */
export const ensureSigningKeys = async (
  template: TemplateFile,
  keysFolder: string,
  isNew: boolean,
): Promise<void> => {
  for (const [id, { Type, Properties }] of Object.entries(template.content.Resources)) {
    if (!isSigningKey({ type: Type, properties: Properties })) continue;
    const file = join(keysFolder, `${id}.json`);
    if (!isNew && !existsSync(file)) {
      // With another key, nothing would verify that was signed before.
      throw new InvalidInput(
        `The signing key ${file} is missing, and this folder was used with it; restore it from a copy (or begin with a new folder by --data).`,
      );
    }
    await createKeyFile(file);
    await checkKey(signingKeyUrl(keysFolder, id));
  }
};
