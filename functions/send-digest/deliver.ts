import type { BuiltDigest } from '../../shared/digests/build-digest.ts';
import { digestSent } from '../../shared/digests/digest-sent.ts';
import type { DigestSchedule } from '../../shared/digests/model.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import type { WindowDecision } from '../../shared/digests/window.ts';
import type { Wait } from '../../shared/mail/pace.ts';
import { sendPatiently } from '../../shared/mail/send-patiently.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { Unavailable } from '../../shared/platform/errors.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import type { Mail, SendOutcome } from '../../shared/platform/mail.ts';

/** What delivering needs. */
export interface Delivering {
  readonly digests: Pick<DigestsStore, 'claim' | 'settle' | 'giveBack' | 'markInDoubt'>;
  readonly send: (mail: Mail) => Promise<SendOutcome>;
  /** Comes back when it is this mail's turn by the account's sending rate; false where that would be too long. */
  readonly pace: () => Promise<boolean>;
  readonly wait: Wait;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What became of a digest: a count of its own each. `in-doubt` waits for a person. */
export type Delivery = 'sent' | 'suppressed' | 'refused' | 'claimed-elsewhere' | 'in-doubt';

/**
 * Claims a window, sends its digest, and says on the claim how that ended. At most one mail for a window, whatever
 * stops where:
 *
 * | it stops                              | claim     | schedule | what follows                                      |
 * |---------------------------------------|-----------|----------|---------------------------------------------------|
 * | before the claim                      | none      | due      | the message comes again: decided anew             |
 * | waiting too long for its turn         | none      | due      | the message comes again: decided anew             |
 * | at the claim, another has it          | theirs    | moved on | done: the other sends                             |
 * | at the claim, the schedule changed    | none      | changed  | the message comes again: decided by the new choice|
 * | at the claim, its answer lost         | SENDING   | moved on | found overdue: in doubt, for a person             |
 * | after the claim, before SES answers   | SENDING   | moved on | found overdue: in doubt, for a person             |
 * | SES broke off                         | IN_DOUBT  | moved on | perhaps sent: for a person                        |
 * | SES takes no more in this second      | SENDING   | moved on | waits and sends again; at last as the next        |
 * | SES certainly did not take it         | RETURNED  | due now  | the message, or the next plan, sends it           |
 * | while giving it back                  | SENDING   | moved on | found overdue: in doubt, for a person             |
 * | SES refused it for good               | SUPPRESSED| moved on | done: the reason is on the claim                  |
 * | sent, before the claim says so        | SENDING   | moved on | found overdue: in doubt, for a person             |
 * | sent and settled                      | SENT      | moved on | done: `digest.sent` is published from the claim   |
 *
 * An overdue claim is found when the message comes again, and by the planner, for which it stands in the due index until
 * it is settled: whichever is first. Nothing in doubt is ever sent again by the system: a mail missed is noticed less
 * than a mail twice, and a person can ask whether it arrived, which this program cannot.
 *
 * @throws {Unavailable} where the message should come again.
 */
export const deliver = async (
  schedule: DigestSchedule,
  { window, nextDueAt }: Extract<WindowDecision, { kind: 'due' }>,
  built: BuiltDigest,
  { digests, send, pace, wait, clock, ids }: Delivering,
): Promise<Delivery> => {
  const { organization, member } = schedule;
  if (built.kind === 'mail' && !(await pace())) {
    throw new Unavailable('More digests are due than the mail service takes in a minute.');
  }
  const about = { organization, member, ...window, at: clock().toISOString() };
  const claim =
    built.kind === 'mail'
      ? ({ ...about, status: 'SENDING', items: built.items } as const)
      : ({ ...about, status: 'SUPPRESSED', items: 0, reason: built.reason, skip: built.skip } as const);
  const outcome = await digests.claim(schedule, claim, nextDueAt);
  if (outcome === 'taken') return 'claimed-elsewhere';
  if (outcome === 'changed') throw new Unavailable('The digest was chosen anew while it was built.');
  if (built.kind === 'suppressed') return 'suppressed';

  const sent = await sendPatiently(() => send(built.mail), wait);
  switch (sent.kind) {
    case 'accepted': {
      const event = digestSent(claim, clock().toISOString(), ids());
      await digests.settle(claim, { status: 'SENT', messageId: sent.messageId, event });
      return 'sent';
    }
    case 'refused':
      await digests.settle(claim, { status: 'SUPPRESSED', reason: sent.error.message, skip: 'refused' });
      return 'refused';
    case 'unavailable':
      await digests.giveBack(claim, sent.error.message, clock());
      throw sent.error;
    case 'unknown':
      await digests.markInDoubt(claim);
      return 'in-doubt';
  }
};
