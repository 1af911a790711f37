import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../shared/platform/errors.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * One sentence for the person in the terminal, for anything that ends a command: the error's own where it is one for
 * people; else what happened, and what to do.
 */
export const sentenceFor = (thrown: unknown): string => {
  if (thrown instanceof AppError) return thrown.message;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_MODULE_NOT_FOUND') {
    const file =
      'url' in error && typeof error.url === 'string' && error.url.startsWith('file:')
        ? relative(root, fileURLToPath(error.url))
        : /'([^']+)'/.exec(error.message)?.[1];
    return `${file ?? 'A file'} is missing. Bring it back (git status shows what is gone; npm ci installs packages), then try again.`;
  }
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS')) return error.message;
  return `It stopped on a fault of its own: ${error.message.split('\n')[0] ?? ''}. Try again; if it stays, report it with this line.`;
};
