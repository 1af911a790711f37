import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { localArn } from './attributes.ts';
import type { Answer, Call, Outcome, WorkerSettings } from './function-messages.ts';
import type { FunctionSettings } from './function-settings.ts';
import type { Log } from './log.ts';
import type { Cancel, Timers } from './timers.ts';

/** One execution environment of a function: a worker thread that does one invocation at a time. */
export interface Instance {
  /** Runs one event, JSON text; never rejects. */
  invoke(event: string): Promise<Outcome>;
  /** False once the worker has died or was ended; such an instance is thrown away. */
  alive(): boolean;
  stop(): Promise<void>;
}

/** What every instance shares. */
export interface Surroundings {
  readonly clock: SharedArrayBuffer;
  readonly timers: Timers;
  readonly log: Log;
  /** Variables that every function gets beside its own: region, credentials, endpoints. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Worker threads share the process's memory; only the heap of each can be bounded, and a bundle needs some. */
const LEAST_HEAP = 256;
/** Some twenty workers share a machine: V8's own choice for the young generation takes a third more memory in all. */
const YOUNG_HEAP = 16;

const startWorker = (settings: FunctionSettings, around: Surroundings): Worker => {
  const workerData: WorkerSettings = {
    name: settings.name,
    arn: localArn('AWS::Lambda::Function', settings.name),
    folder: settings.folder,
    handler: settings.handler,
    memory: settings.memory,
    clock: around.clock,
  };
  const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
    workerData,
    env: {
      ...around.environment,
      AWS_LAMBDA_FUNCTION_NAME: settings.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memory),
      ...settings.environment,
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: {
      maxOldGenerationSizeMb: Math.max(LEAST_HEAP, settings.memory),
      maxYoungGenerationSizeMb: YOUNG_HEAP,
    },
    stdout: true,
    stderr: true,
  });
  for (const output of [worker.stdout, worker.stderr]) {
    createInterface({ input: output, crlfDelay: Infinity }).on('line', (line) => {
      around.log.write(settings.name, line);
    });
  }
  return worker;
};

/** Seconds a bundle may take to load; Lambda gives 10 on machines that do nothing else. */
const LOADING = 30;

/** Starts an instance: the bundle is loaded at once, and an invocation waits for it without its own time running. */
export const startInstance = (settings: FunctionSettings, around: Surroundings): Instance => {
  const worker = startWorker(settings, around);
  const loaded = Promise.withResolvers<undefined>();
  let alive = true;
  let settle: ((outcome: Outcome) => void) | undefined;

  const die = (errorType: string, errorMessage: string): void => {
    if (!alive) return;
    alive = false;
    cancelLoading();
    around.log.write(settings.name, `${errorType}: ${errorMessage}`);
    settle?.({ ok: false, errorType, errorMessage });
    void worker.terminate();
  };
  const cancelLoading = around.timers.after(LOADING * 1000, () => {
    die('Runtime.InitTimeout', `the bundle was not loaded after ${LOADING} seconds`);
  });
  worker.on('error', (error: unknown) => {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    die(name === 'Error' ? 'Runtime.ExitError' : name, message);
  });
  worker.on('exit', (code) => {
    die('Runtime.ExitError', `the function's process ended with exit status ${code}`);
  });
  worker.on('message', (answer: Answer | { ready: true }) => {
    if ('ready' in answer) {
      cancelLoading();
      loaded.resolve(undefined);
      return;
    }
    settle?.(
      'value' in answer
        ? { ok: true, value: JSON.parse(answer.value) as unknown }
        : { ok: false, errorType: answer.errorType, errorMessage: answer.errorMessage },
    );
  });

  const call = (event: string): Cancel => {
    const time = settings.timeout * 1000;
    const message: Call = { id: randomUUID(), event, deadline: around.timers.now() + time };
    worker.postMessage(message);
    return around.timers.after(time, () => {
      die('Sandbox.Timedout', `Task timed out after ${settings.timeout}.00 seconds`);
    });
  };

  return {
    alive: () => alive,
    stop: async () => {
      die('Local.Stopped', 'the local system was stopped');
      await worker.terminate();
    },
    invoke: (event) =>
      new Promise((done) => {
        let cancel: Cancel | undefined;
        settle = (outcome) => {
          settle = undefined;
          cancel?.();
          done(outcome);
        };
        if (!alive) {
          settle({
            ok: false,
            errorType: 'Runtime.ExitError',
            errorMessage: 'the instance had ended before',
          });
          return;
        }
        void loaded.promise.then(() => {
          if (alive) cancel = call(event);
        });
      }),
  };
};
