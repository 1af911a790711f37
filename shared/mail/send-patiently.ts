import type { SendOutcome } from '../platform/mail-port.ts';
import type { Wait } from './pace.ts';

/** What is waited before each further attempt, in ms; SES counts by the second. */
export const PAUSES = [1_000, 2_000, 4_000];

/** True where a mail was certainly not taken, for coming too fast and for nothing else. */
export const isThrottled = (outcome: SendOutcome | undefined): boolean =>
  outcome?.kind === 'unavailable' && outcome.throttled === true;

/**
 * Sends, and where the mail service says that mails come too fast, waits and sends again, a few times: it has certainly
 * not taken this one. Every other outcome is left to the caller, above all one that is unknown.
 */
export const sendPatiently = async (send: () => Promise<SendOutcome>, wait: Wait): Promise<SendOutcome> => {
  let outcome = await send();
  for (const pause of PAUSES) {
    if (!isThrottled(outcome)) break;
    await wait(pause);
    outcome = await send();
  }
  return outcome;
};
