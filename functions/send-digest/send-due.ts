import { buildDigest } from '../../shared/digests/build-digest.ts';
import type { MailPlace } from '../../shared/digests/mail-of.ts';
import type { DigestDue } from '../../shared/digests/model.ts';
import type { Reading } from '../../shared/digests/reading.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import { windowAt } from '../../shared/digests/window.ts';
import { type Delivering, type Delivery, deliver } from './deliver.ts';
import { isInDoubt } from './in-doubt.ts';

/** What sending a digest that was found due needs. */
export interface SendingDue extends Delivering {
  readonly digests: Pick<DigestsStore, 'getSchedule' | 'claim' | 'settle' | 'giveBack' | 'latestClaim'>;
  readonly place: MailPlace;
}

/**
 * Sends a member the digest of what has not been told them yet, if it is still due; what the message says is only
 * whose. Where it is not due any more, the last claim says whether a mail got stuck on its way.
 *
 * @throws {Unavailable} where the message should come again.
 */
export const sendDue = async (
  { organization, member }: DigestDue,
  reading: Reading,
  dependencies: SendingDue,
): Promise<Delivery | 'not-due'> => {
  const { digests, clock, place } = dependencies;
  const schedule = await digests.getSchedule(organization, member);
  if (schedule) {
    const decision = windowAt(schedule, clock());
    if (decision.kind === 'due') {
      const built = await buildDigest(reading, schedule, decision.window, place, clock());
      return deliver(schedule, decision, built, dependencies);
    }
  }
  return isInDoubt(await digests.latestClaim(organization, member), clock()) ? 'in-doubt' : 'not-due';
};
