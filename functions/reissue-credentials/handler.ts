import { followUp } from '../../shared/awards/follow-up.ts';
import type { AwardsStore } from '../../shared/awards/store.ts';
import { standingOf } from '../../shared/badges/life.ts';
import type { CredentialSummary } from '../../shared/badges/model.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { NotFound } from '../../shared/platform/errors.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, eachMessage } from '../../shared/platform/queue-consumer.ts';
import { parseAddressChanged } from './address-changed.ts';

/** What this function needs. */
export interface Dependencies {
  readonly credentials: Pick<CredentialsStore, 'listOf'>;
  readonly awards: Pick<AwardsStore, 'grantsAt' | 'commit'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/** What the audit trail of each says; why the address changed is kept with the member. */
const CAUSE = "The recipient's e-mail address changed.";

/**
 * Grants again what a member holds, after their address changed: each valid credential is then issued to the new
 * address, and the one before it revoked. A grant's natural key is made from the credential before, so that an event
 * that comes again changes nothing.
 */
export const createHandler = ({ credentials, awards, clock, ids, deadLetters, observer }: Dependencies) => {
  const reissue = async (summary: CredentialSummary, by: string | undefined): Promise<void> => {
    const { organization, member, rule, period, credential } = summary;
    const [grant] = await awards.grantsAt(organization, [{ member, rule, period }]);
    if (grant === undefined) {
      throw new NotFound(`credential ${credential}: its grant of rule ${rule} for ${period} is not there`, {
        field: 'credential',
      });
    }
    const request = { now: clock(), ids, cause: CAUSE, ...(by !== undefined && { by }) };
    const outcome = await awards.commit(followUp(grant, summary, 'replaces', request));
    observer.counter.count(outcome === 'granted' ? 'CredentialsGrantedAgain' : 'CredentialsKnown');
  };

  const handle = eachMessage(async ({ body }) => {
    const { organization, data } = parseAddressChanged(body);
    const now = clock();
    const held = await credentials.listOf(organization, data.member);
    // One after the other: what failed half way is begun again, and finds the first ones granted.
    for (const summary of held) if (standingOf(summary, now) === 'valid') await reissue(summary, data.by);
  });
  return createQueueConsumer({ handle, deadLetters, observer });
};
