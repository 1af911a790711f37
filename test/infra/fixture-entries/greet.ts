import { createRequire } from 'node:module';
import { settings } from '../../../shared/platform/config.ts';

/** Answers with what a bundle has to be able to do: types are gone, imports are in, Node's own modules are there. */
export const handler = (name: string): Promise<string> => {
  const { basename } = createRequire(import.meta.url)('node:path') as { basename: (path: string) => string };
  return Promise.resolve(`${basename(`/good/${name}`)} of ${Object.keys(settings).length}`);
};
