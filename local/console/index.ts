import type { IncomingMessage, ServerResponse } from 'node:http';
import { createConsoleApp } from './app.ts';
import { nodeHandler } from './node-handler.ts';
import type { ConsoleSource } from './source.ts';

/** Most bytes of a body that the console takes: of a mail, as much as SES receives for a bucket (40 MB). */
const MAX_BODY = 40 * 1024 * 1024;

/** Makes what answers under `/_local`; `request.url` is the whole path. */
export const createConsole = (
  source: ConsoleSource,
): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
  const app = createConsoleApp(source);
  return nodeHandler((request) => app.fetch(request), MAX_BODY);
};
