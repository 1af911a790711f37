import type { Table } from '../../shared/platform/table.ts';

/** When a call is lost: before it reached the table, or after it took effect and before its answer came back. */
export type Loss = 'before' | 'after';

type Guard = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Lets every call through but the n-th (from 1), which is lost before or after it takes effect; n of 0 loses none. */
export const fuse = (n: number, loss: Loss): { readonly calls: () => number; readonly guard: Guard } => {
  let calls = 0;
  return {
    calls: () => calls,
    guard: async (work) => {
      calls += 1;
      if (calls !== n) return work();
      // Whether it succeeded or was refused, nobody hears of it.
      if (loss === 'after') await Promise.allSettled([work()]);
      throw new Error(`call ${n} was lost`);
    },
  };
};

/** A table of which every call goes by a guard. */
export const guardedBy = (guard: Guard, table: Table): Table => {
  const { client } = table;
  const send = (command: Parameters<typeof client.send>[0]): Promise<unknown> =>
    guard(() => client.send(command));
  return { ...table, client: Object.assign(Object.create(client) as typeof client, { send }) };
};

/**
 * A table whose n-th call (from 1) is lost, as when the process, the network or the table goes away just there;
 * every other call goes through.
 */
export const losing = (table: Table, n: number, loss: Loss): Table & { readonly calls: () => number } => {
  const { calls, guard } = fuse(n, loss);
  return { ...guardedBy(guard, table), calls };
};
