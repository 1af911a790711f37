import { Unavailable } from '../platform/errors.ts';
import type { Mail, SendOutcome } from '../platform/mail-port.ts';
import type { Wait } from './pace.ts';
import { sendPatiently } from './send-patiently.ts';

/** What sending in turn needs. */
export interface SendingInTurn {
  readonly send: (mail: Mail) => Promise<SendOutcome>;
  /** Comes back when it is this mail's turn by the account's sending rate; false where that would be too long. */
  readonly pace: () => Promise<boolean>;
  readonly wait: Wait;
}

/**
 * Sends when it is a mail's turn, and patiently. Where its turn would be too late, the mail is not sent at all, and its
 * outcome is the one of a mail that the service did certainly not take.
 */
export const sendInTurn =
  ({ send, pace, wait }: SendingInTurn): ((mail: Mail) => Promise<SendOutcome>) =>
  async (mail) =>
    (await pace())
      ? sendPatiently(() => send(mail), wait)
      : {
          kind: 'unavailable',
          error: new Unavailable('More mail is to be sent than the mail service takes in a minute.'),
          throttled: true,
        };
