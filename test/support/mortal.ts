import type { Table } from '../../shared/platform/table.ts';
import type { Loss } from './failing-client.ts';

/**
 * A process that may be killed at one of its calls to the outside: `before` it, or `after` it took effect and before its
 * answer came back. Whatever it tries once it is dead does not happen, and nobody hears what it says. Its calls are made
 * one after the other, in the order in which they were asked for, so that the n-th is the same in every run.
 *
 * The count goes on over all invocations of it, and it dies once: `revive` is the platform's next attempt.
 */
export const createMortal = (n: number, loss: Loss) => {
  const calls: string[] = [];
  let dead = false;
  let turn: Promise<unknown> = Promise.resolve();
  const die = (): never => {
    throw new Error('this process is dead');
  };

  const call = <Answer>(name: string, effect: () => Promise<Answer>): Promise<Answer> => {
    const answer = turn.then(async () => {
      if (dead) die();
      calls.push(name);
      const last = calls.length === n;
      if (last && loss === 'before') dead = true;
      if (dead) die();
      // Whether it succeeded or was refused, nobody hears of it.
      if (last) await Promise.allSettled([effect()]);
      if (last) dead = true;
      return dead ? die() : effect();
    });
    turn = answer.catch(() => undefined);
    return answer;
  };

  return {
    /** Makes a call to the outside, or dies at it. */
    call,
    /** The names of the calls made or tried so far, in their order. */
    calls,
    isDead: () => dead,
    revive: (): void => {
      dead = false;
    },
    /** A table whose every call is one of this process. */
    table: (table: Table): Table => {
      const { client } = table;
      const send = (command: Parameters<typeof client.send>[0]): Promise<unknown> =>
        call(command.constructor.name, () => client.send(command));
      return { ...table, client: Object.assign(Object.create(client) as typeof client, { send }) };
    },
  };
};

/** @see createMortal */
export type Mortal = ReturnType<typeof createMortal>;
