/** What requests of all clients cost together, in DynamoDB's units; without writes whose condition did not hold. */
interface Spent {
  readonly reads: number;
  readonly writes: number;
}

/** Adds up what every request costs. */
export interface Meter {
  /** Asks a request's answer to say what it cost; a body that is no object is left as it is. */
  readonly ask: (body: unknown) => unknown;
  /** Adds what an operation's answer says. */
  readonly add: (operation: string, answer: Record<string, unknown>) => void;
  readonly spent: () => Spent;
}

const writing = /^(Put|Update|Delete|BatchWrite|TransactWrite)/;

const unitsIn = (consumed: unknown): number => {
  if (Array.isArray(consumed)) return consumed.reduce((sum: number, one) => sum + unitsIn(one), 0);
  return typeof consumed === 'object' && consumed !== null && 'CapacityUnits' in consumed
    ? Number(consumed.CapacityUnits)
    : 0;
};

/** A meter for everything that a database is asked, whoever asks it. */
export const createMeter = (): Meter => {
  const spent = { reads: 0, writes: 0 };
  return {
    ask: (body) =>
      typeof body === 'object' && body !== null && !('ReturnConsumedCapacity' in body)
        ? { ...body, ReturnConsumedCapacity: 'TOTAL' }
        : body,
    add: (operation, { ConsumedCapacity: consumed }) => {
      spent[writing.test(operation) ? 'writes' : 'reads'] += unitsIn(consumed);
    },
    spent: () => ({ ...spent }),
  };
};
