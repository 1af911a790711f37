import type { SendOutcome } from '../platform/mail-port.ts';
import type { Wait } from './pace.ts';

/** What is waited before each further attempt, in ms; SES counts by the second. */
const PAUSES = [1_000, 2_000, 4_000];

/**
 * Sends, and where the mail service says that mails come too fast, waits and sends again, a few times: it has certainly
 * not taken this one. Every other outcome is left to the caller, above all one that is unknown.
 */
export const sendPatiently = async (send: () => Promise<SendOutcome>, wait: Wait): Promise<SendOutcome> => {
  let outcome = await send();
  for (const pause of PAUSES) {
    if (outcome.kind !== 'unavailable' || outcome.throttled !== true) break;
    await wait(pause);
    outcome = await send();
  }
  return outcome;
};
