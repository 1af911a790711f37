import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createKeyFile } from '../../shared/platform/signer.ts';
import { isSigningKey } from './attributes.ts';
import type { TemplateFile } from './template.ts';

/** The key file that stands for a KMS key that signs, as a `file:` URL. */
export const signingKeyUrl = (keysFolder: string, logicalId: string): string =>
  pathToFileURL(join(keysFolder, `${logicalId}.json`)).href;

/** Makes a key file for every KMS key of the template that signs, where there is none yet. */
export const ensureSigningKeys = async (template: TemplateFile, keysFolder: string): Promise<void> => {
  for (const [id, { Type, Properties }] of Object.entries(template.content.Resources)) {
    if (isSigningKey({ type: Type, properties: Properties }))
      await createKeyFile(join(keysFolder, `${id}.json`));
  }
};
