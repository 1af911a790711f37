import { type BuiltDigest, buildDigest } from '../../shared/digests/build-digest.ts';
import type { MailPlace } from '../../shared/digests/mail-of.ts';
import type { DigestDue, SkipReason } from '../../shared/digests/model.ts';
import type { Reading } from '../../shared/digests/reading.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import { windowAt } from '../../shared/digests/window.ts';
import { suppressionOf } from '../../shared/mail/standing.ts';
import type { MailStandingsStore } from '../../shared/mail/standing-store.ts';
import { type Delivering, type Delivery, deliver } from './deliver.ts';
import { isInDoubt } from './in-doubt.ts';

/** What sending a digest that was found due needs. */
export interface SendingDue extends Delivering {
  readonly digests: Delivering['digests'] & Pick<DigestsStore, 'getSchedule' | 'getClaim' | 'latestClaim'>;
  readonly standings: Pick<MailStandingsStore, 'get'>;
  /** Told of every digest that was not sent, once, with the reason. */
  readonly skipped: (organization: string, skip: SkipReason) => void;
  readonly place: MailPlace;
}

/** The digest as it was built, unless its member's address gets no mail: then the reason, for the claim to keep. */
const unlessSuppressed = (
  built: BuiltDigest,
  standing: Awaited<ReturnType<MailStandingsStore['get']>>,
  now: Date,
): BuiltDigest => {
  if (built.kind === 'suppressed') return built;
  const skip = suppressionOf(standing, built.mail.to, now);
  return skip === undefined
    ? built
    : { kind: 'suppressed', skip, reason: `the member's address gets no mail: ${skip}` };
};

/**
 * Sends a member the digest of what has not been told them yet, if it is still due; what the message says is only
 * whose. Where it is not due any more, the last claim says whether a mail got stuck on its way; of one that the message
 * names because it is overdue, nothing else is asked. What got stuck goes into the review list.
 *
 * @throws {Unavailable} where the message should come again.
 */
export const sendDue = async (
  { organization, member, claim: overdue }: DigestDue,
  reading: Reading,
  dependencies: SendingDue,
): Promise<Delivery | 'not-due'> => {
  const { digests, standings, skipped, clock, place } = dependencies;
  const schedule = overdue === undefined ? await digests.getSchedule(organization, member) : undefined;
  if (schedule) {
    const decision = windowAt(schedule, clock());
    if (decision.kind === 'due') {
      // One read more than what the digest tells of; most members have no standing, and it is one unit.
      const [digest, standing] = await Promise.all([
        buildDigest(reading, schedule, decision.window, place, clock()),
        standings.get(organization, member),
      ]);
      const built = unlessSuppressed(digest, standing, clock());
      const delivery = await deliver(schedule, decision, built, dependencies);
      if (delivery === 'suppressed' && built.kind === 'suppressed') skipped(organization, built.skip);
      if (delivery === 'refused') skipped(organization, 'refused');
      return delivery;
    }
  }
  const claim =
    overdue === undefined
      ? await digests.latestClaim(organization, member)
      : await digests.getClaim(organization, member, overdue, clock());
  return isInDoubt(claim, clock()) && (await digests.markInDoubt(claim)) ? 'in-doubt' : 'not-due';
};
