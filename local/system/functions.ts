import { NotFound } from '../../shared/platform/errors.ts';
import { type Instance, type Surroundings, startInstance } from './function-instance.ts';
import type { Outcome } from './function-messages.ts';
import type { FunctionSettings } from './function-settings.ts';

/** The functions of the system; instances start when they are first needed and stay warm. */
export interface Functions {
  /**
   * Runs a function on an event and waits for what becomes of it; never rejects for what the function does.
   *
   * @throws {NotFound} where the template has no such function.
   */
  invoke(name: string, event: unknown): Promise<Outcome>;
  has(name: string): boolean;
  /** Invocations running or waiting for an instance. */
  running(): number;
  /** How many instances of a function run side by side at most. */
  concurrency(name: string): number;
  stop(): Promise<void>;
}

/** Instances per function on one machine. */
const INSTANCES = 2;
/** A person waits for a page, and a page brings others with it. */
const INSTANCES_FOR_PEOPLE = 3;

interface Pool {
  readonly settings: FunctionSettings;
  readonly most: number;
  readonly idle: Instance[];
  readonly waiting: ((instance: Instance) => void)[];
  count: number;
}

/** Makes the functions ready to run. `facingPeople` names those behind an HTTP route. */
export const createFunctions = (
  all: readonly FunctionSettings[],
  facingPeople: ReadonlySet<string>,
  around: Surroundings,
  onSettled: () => void,
): Functions => {
  const pools = new Map<string, Pool>(
    all.map((settings) => [
      settings.name,
      {
        settings,
        most: facingPeople.has(settings.name) ? INSTANCES_FOR_PEOPLE : INSTANCES,
        idle: [],
        waiting: [],
        count: 0,
      },
    ]),
  );
  const instances = new Set<Instance>();
  let running = 0;

  const poolOf = (name: string): Pool => {
    const pool = pools.get(name);
    if (!pool) throw new NotFound(`There is no function ${name} in the template.`);
    return pool;
  };

  const start = (pool: Pool): Instance => {
    const instance = startInstance(pool.settings, around);
    pool.count += 1;
    instances.add(instance);
    return instance;
  };

  const take = (pool: Pool): Promise<Instance> => {
    // The most recently used one is the warmest.
    for (let instance = pool.idle.pop(); instance; instance = pool.idle.pop()) {
      if (instance.alive()) return Promise.resolve(instance);
      pool.count -= 1;
      instances.delete(instance);
    }
    if (pool.count < pool.most) return Promise.resolve(start(pool));
    return new Promise((ready) => {
      pool.waiting.push(ready);
    });
  };

  const giveBack = (pool: Pool, instance: Instance): void => {
    const next = pool.waiting.shift();
    if (instance.alive()) {
      if (next) next(instance);
      else pool.idle.push(instance);
      return;
    }
    pool.count -= 1;
    instances.delete(instance);
    if (next) next(start(pool));
  };

  return {
    has: (name) => pools.has(name),
    running: () => running,
    concurrency: (name) => poolOf(name).most,
    invoke: async (name, event) => {
      const pool = poolOf(name);
      running += 1;
      try {
        const instance = await take(pool);
        const outcome = await instance.invoke(JSON.stringify(event));
        giveBack(pool, instance);
        return outcome;
      } finally {
        running -= 1;
        // After the caller has taken the outcome up, so that nobody sees a moment of quiet in between.
        setImmediate(onSettled);
      }
    },
    stop: async () => {
      await Promise.all([...instances].map((instance) => instance.stop()));
    },
  };
};
