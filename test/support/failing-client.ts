import type { Table } from '../../shared/platform/table.ts';

/** When a call is lost: before it reached the table, or after it took effect and before its answer came back. */
export type Loss = 'before' | 'after';

/**
 * A table whose n-th call (from 1) is lost, as when the process, the network or the table goes away just there;
 * every other call goes through.
 */
export const losing = (table: Table, n: number, loss: Loss): Table & { readonly calls: () => number } => {
  let calls = 0;
  const { client } = table;
  const send = async (command: Parameters<typeof client.send>[0]): Promise<unknown> => {
    calls += 1;
    if (calls !== n) return client.send(command);
    // Whether it succeeded or was refused, nobody hears of it.
    if (loss === 'after') await Promise.allSettled([client.send(command)]);
    throw new Error(`call ${n} was lost`);
  };
  return {
    ...table,
    client: Object.assign(Object.create(client) as typeof client, { send }),
    calls: () => calls,
  };
};
