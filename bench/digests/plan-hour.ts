import { closeSync, openSync, writeSync } from 'node:fs';
import type { Context } from 'aws-lambda';
import { createHandler, RUN_LIMITS } from '../../functions/plan-digests/handler.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { Defect } from '../../shared/platform/errors.ts';
import { createCountedClient } from './counted.ts';
import { answer, asked, clockFrom, createMemoryWatch, silent } from './program.ts';

/** What planning one hour takes. */
export interface PlanCost {
  readonly due: number;
  /** Units read by the planner, all together. */
  readonly reads: number;
  /** MB. */
  readonly memory: number;
}

// Plans an hour with the function's own handler, in a process of its own. What is due goes into a file, and is not kept.
const { communityTable, at, dueFile } = asked();
const { client, taken } = createCountedClient();
const memory = createMemoryWatch();
const file = openSync(dueFile, 'w');
let due = 0;
const plan = createHandler({
  digests: createDigestsStore({ client, name: communityTable }),
  sendDigests: (batch) => {
    due += batch.length;
    writeSync(file, batch.map((one) => `${JSON.stringify(one)}\n`).join(''));
    memory.look();
    return Promise.resolve();
  },
  sendNotifications: () => Promise.resolve(),
  clock: clockFrom(at),
  elapsed: () => performance.now(),
  limits: RUN_LIMITS,
  observer: silent,
});
await plan({}, {} as Context);
memory.look();
closeSync(file);
if (due === 0) throw new Defect('no digest of the bench is due');
const { reads } = taken();
answer({ due, reads, memory: memory.most() } satisfies PlanCost);
