import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import * as z from 'zod';
import { Unavailable } from '../../shared/platform/errors.ts';

/** Where 1EdTech publishes the JSON schema of an OpenBadgeCredential 3.0. */
export const SCHEMA_URL =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/** The SHA-256 of the schema as it was reviewed: another one is not used. */
const SHA256 = '859e405b592d93c3261fe899362f4128801140d4d20c01502a066b3540483d95';

const root = dirname(dirname(import.meta.dirname));
const NAME = 'ob_v3p0_achievementcredential_schema.json';

/** Beside the project, where the data of others lies; and where a copy that was fetched is kept. */
const beside = join(root, '..', 'shared', 'data', 'openbadges', NAME);
const kept = join(root, 'node_modules', '.cache', NAME);

const isReviewed = (text: string): boolean => createHash('sha256').update(text).digest('hex') === SHA256;

const fetchOnce = async (): Promise<string> => {
  const found = await fetch(SCHEMA_URL, { signal: AbortSignal.timeout(20_000) })
    .then((response) => response.text())
    .catch(() => undefined);
  if (found !== undefined && isReviewed(found)) {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, found);
    return found;
  }
  throw new Unavailable(
    `the schema ${SCHEMA_URL} could not be fetched, or is not the one that was reviewed; put the one with the SHA-256 ${SHA256} at ${beside}`,
  );
};

/**
 * The published schema as text: from beside the project, from an earlier fetch, or fetched, as a package is. No package
 * carries it, and it may not be copied into the project.
 *
 * @throws {Unavailable} where it is to be had nowhere.
 */
export const loadSchema = async (): Promise<string> => {
  const copies = [beside, kept].filter((path) => existsSync(path)).map((path) => readFileSync(path, 'utf8'));
  return copies.find(isReviewed) ?? (await fetchOnce());
};

/** What a document breaks of the schema, in words; undefined where nothing. */
export const createSchemaCheck = (schema: string) => {
  const ajv = addFormats(new Ajv2019({ strict: false, allErrors: true }));
  const validate = ajv.compile(z.record(z.string(), z.unknown()).parse(JSON.parse(schema)));
  return (document: unknown): string | undefined =>
    validate(document) ? undefined : ajv.errorsText(validate.errors);
};
