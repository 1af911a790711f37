import type { IncomingMessage, ServerResponse } from 'node:http';
import { createConsoleApp } from './app.ts';
import { nodeHandler } from './node-handler.ts';
import type { ConsoleSource } from './source.ts';
import { ROOT } from './views/parts.ts';

/** Most bytes of a form or a JSON body that the console takes. */
const MAX_BODY = 64 * 1024;

/** Most bytes of a mail that comes in: as many as SES receives for a bucket. */
const MAX_MAIL = 40 * 1024 * 1024;

/** Makes what answers under `/_local`; `request.url` is the whole path. */
export const createConsole = (
  source: ConsoleSource,
): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
  const app = createConsoleApp(source);
  const ofPages = nodeHandler((request) => app.fetch(request), MAX_BODY);
  const ofMail = nodeHandler((request) => app.fetch(request), MAX_MAIL);
  return (request, response) =>
    (request.url?.startsWith(`${ROOT}/mail`) === true ? ofMail : ofPages)(request, response);
};
