import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { replaceDate } from './clock.ts';
import type { Answer, Call, WorkerSettings } from './function-messages.ts';

/**
 * The program of every worker thread: loads one function's real bundle, as Lambda's runtime does, and answers one
 * invocation at a time. What goes in and out is JSON text, so that nothing passes here that would not pass there.
 */
const settings = workerData as WorkerSettings;
const port = parentPort;
if (!port) throw new Error('function-worker.ts runs in a worker thread only');

replaceDate(settings.clock);

const [file = '', exported = ''] = settings.handler.split('.');
const found = ['.mjs', '.js', '.cjs']
  .map((extension) => join(settings.folder, `${file}${extension}`))
  .find(existsSync);
if (found === undefined) throw new Error(`cannot find module '${file}' in the function's bundle`);

const module = (await import(pathToFileURL(found).href)) as Record<string, unknown>;
const isHandler = (value: unknown): value is (event: unknown, context: object) => unknown =>
  typeof value === 'function';
const handler = module[exported];
if (!isHandler(handler)) throw new Error(`${settings.handler} is undefined or not exported`);

const contextFor = (call: Call) => ({
  awsRequestId: call.id,
  callbackWaitsForEmptyEventLoop: true,
  functionName: settings.name,
  functionVersion: '$LATEST',
  invokedFunctionArn: settings.arn,
  memoryLimitInMB: String(settings.memory),
  logGroupName: `/aws/lambda/${settings.name}`,
  logStreamName: 'local',
  getRemainingTimeInMillis: (): number =>
    Math.max(0, call.deadline - (performance.timeOrigin + performance.now())),
});

const answerTo = async (call: Call): Promise<Answer> => {
  try {
    const value = await handler(JSON.parse(call.event), contextFor(call));
    // A handler that returns nothing answers null, as Lambda does.
    return { id: call.id, value: JSON.stringify(value === undefined ? null : value) };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    process.stderr.write(`${error.stack ?? error.message}\n`);
    return { id: call.id, errorType: error.name, errorMessage: error.message };
  }
};

port.on('message', (call: Call) => {
  void answerTo(call).then((answer) => {
    port.postMessage(answer);
  });
});
port.postMessage({ ready: true });
