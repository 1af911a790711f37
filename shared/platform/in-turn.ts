import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { wait } from './wait.ts';

/** How often a write is tried that transactions of others are in the way of. */
const ATTEMPTS = 5;

/** How long is waited before the second attempt, in ms; twice as long before each one after it. */
const FIRST_WAIT = 20;

/** True where a write did not happen because somebody else's transaction was at one of its items at that moment. */
const isInTheWay = (thrown: unknown): boolean =>
  thrown instanceof TransactionConflictException ||
  (thrown instanceof Error && thrown.name === 'TransactionInProgressException') ||
  (thrown instanceof TransactionCanceledException &&
    (thrown.CancellationReasons ?? []).some(({ Code }) => Code === 'TransactionConflict'));

/**
 * Does a write once no transaction of others is in its way: a few attempts in a third of a second. DynamoDB refuses
 * the later of two instead of making it wait, and the SDK does not repeat that by itself. A condition that did not hold
 * is no such case, and is thrown at once with everything else.
 */
export const inTurn = async <Result>(write: () => Promise<Result>, pause = wait): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === ATTEMPTS || !isInTheWay(error)) throw error;
      await pause(FIRST_WAIT * 2 ** (attempt - 1));
    }
  }
};
