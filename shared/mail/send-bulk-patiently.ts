import type { BulkMail, SendOutcome } from '../platform/mail-port.ts';
import type { Wait } from './pace.ts';
import { isThrottled, PAUSES } from './send-patiently.ts';

/**
 * Sends one body to many, and to those for whom the mail service says that mails come too fast, again after a pause, a
 * few times; as {@link sendPatiently} does for one. Everybody else's outcome stays what it was: nobody is mailed twice.
 *
 * @returns an outcome for each entry, in their order.
 */
export const sendBulkPatiently = async (
  send: (bulk: BulkMail) => Promise<SendOutcome[]>,
  bulk: BulkMail,
  wait: Wait,
): Promise<SendOutcome[]> => {
  const outcomes = await send(bulk);
  for (const pause of PAUSES) {
    const left = bulk.entries.flatMap((entry, i) => (isThrottled(outcomes[i]) ? [{ entry, i }] : []));
    if (left.length === 0) break;
    await wait(pause);
    const again = await send({ ...bulk, entries: left.map(({ entry }) => entry) });
    left.forEach(({ i }, at) => {
      const outcome = again[at];
      if (outcome) outcomes[i] = outcome;
    });
  }
  return outcomes;
};
