import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { obstacles } from '../infra/deployment.ts';
import type { Stage } from '../infra/stage.ts';
import { InvalidInput } from '../shared/platform/errors.ts';

const inHome = (file: string) => existsSync(join(homedir(), '.aws', file));

/** Asks for what it takes to reach a stage on AWS. @throws {InvalidInput} with all that is missing, and what to do. */
export const requireAws = (stage: Stage): void => {
  const missing = obstacles(stage, {
    environment: process.env,
    hasProfiles: inHome('config') || inHome('credentials'),
  });
  if (missing.length > 0) throw new InvalidInput(missing.join('\n'), { field: 'stage' });
};
