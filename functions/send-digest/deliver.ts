import type { BuiltDigest } from '../../shared/digests/build-digest.ts';
import type { DigestSchedule } from '../../shared/digests/model.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import type { WindowDecision } from '../../shared/digests/window.ts';
import { OWN_SOURCE } from '../../shared/events/envelope.ts';
import { makeEvent } from '../../shared/events/parse-event.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { Unavailable } from '../../shared/platform/errors.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import type { Mail, SendOutcome } from '../../shared/platform/mail.ts';

/** What delivering needs. */
export interface Delivering {
  readonly digests: Pick<DigestsStore, 'claim' | 'settle' | 'giveBack'>;
  readonly send: (mail: Mail) => Promise<SendOutcome>;
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
 * | at the claim, another has it          | theirs    | moved on | done: the other sends                             |
 * | at the claim, the schedule changed    | none      | changed  | the message comes again: decided by the new choice|
 * | at the claim, its answer lost         | SENDING   | moved on | not due any more; in doubt, for a person          |
 * | after the claim, before SES answers   | SENDING   | moved on | not due any more; in doubt, for a person          |
 * | SES broke off                         | SENDING   | moved on | perhaps sent: in doubt, for a person              |
 * | SES certainly did not take it         | RETURNED  | due now  | the message, or the next plan, sends it           |
 * | while giving it back                  | SENDING   | moved on | not due any more; in doubt, for a person          |
 * | SES refused it for good               | SUPPRESSED| moved on | done: the reason is on the claim                  |
 * | sent, before the claim says so        | SENDING   | moved on | not due any more; in doubt, for a person          |
 * | sent and settled                      | SENT      | moved on | done: `digest.sent` is published from the claim   |
 *
 * Nothing in doubt is ever sent again by the system: a mail missed is noticed less than a mail twice, and a person can
 * look in the mail service's log, which this program cannot ask.
 *
 * @throws {Unavailable} where the message should come again.
 */
export const deliver = async (
  schedule: DigestSchedule,
  { window, nextDueAt }: Extract<WindowDecision, { kind: 'due' }>,
  built: BuiltDigest,
  { digests, send, clock, ids }: Delivering,
): Promise<Delivery> => {
  const { organization, member } = schedule;
  const about = { organization, member, ...window, at: clock().toISOString() };
  const claim =
    built.kind === 'mail'
      ? ({ ...about, status: 'SENDING', items: built.items } as const)
      : ({ ...about, status: 'SUPPRESSED', items: 0, reason: built.reason } as const);
  const outcome = await digests.claim(schedule, claim, nextDueAt);
  if (outcome === 'taken') return 'claimed-elsewhere';
  if (outcome === 'changed') throw new Unavailable('The digest was chosen anew while it was built.');
  if (built.kind === 'suppressed') return 'suppressed';

  const sent = await send(built.mail);
  switch (sent.kind) {
    case 'accepted': {
      const event = makeEvent('digest.sent', {
        id: ids(),
        source: OWN_SOURCE,
        time: clock().toISOString(),
        organization,
        subject: member,
        data: { member, ...window, items: built.items },
      });
      await digests.settle(claim, { status: 'SENT', messageId: sent.messageId, event });
      return 'sent';
    }
    case 'refused':
      await digests.settle(claim, { status: 'SUPPRESSED', reason: sent.error.message });
      return 'refused';
    case 'unavailable':
      await digests.giveBack(claim, sent.error.message, clock());
      throw sent.error;
    case 'unknown':
      return 'in-doubt';
  }
};
