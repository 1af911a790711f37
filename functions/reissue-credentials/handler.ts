import type { GrantedAgain, IssueAgain } from '../../shared/awards/issue-again.ts';
import { standingOf } from '../../shared/badges/life.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import { type EventOf, isEvent } from '../../shared/events/catalogue.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { NotFound } from '../../shared/platform/errors.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, eachMessage } from '../../shared/platform/queue-consumer.ts';
import { parseReason } from './reason-to-reissue.ts';

/** What this function needs. */
export interface Dependencies {
  readonly credentials: Pick<CredentialsStore, 'get' | 'listOf'>;
  readonly again: IssueAgain;
  readonly clock: Clock;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/**
 * Grants again what a member holds, after their address changed: each valid credential is then issued to the new
 * address, and the one before it revoked. One that was suspended then follows once it is reinstated.
 */
export const createHandler = ({ credentials, again, clock, deadLetters, observer }: Dependencies) => {
  const count = (outcome: GrantedAgain | undefined): void => {
    if (outcome === undefined) return;
    observer.counter.count(outcome === 'granted' ? 'CredentialsGrantedAgain' : 'CredentialsKnown');
  };

  const followAddress = async ({ organization, data }: EventOf<'member.address-changed'>): Promise<void> => {
    const now = clock();
    const held = await credentials.listOf(organization, data.member);
    // One after the other: what failed half way is begun again, and finds the first ones granted.
    for (const summary of held) {
      if (standingOf(summary, now) === 'valid') count(await again.grantAgain(summary, data.by));
    }
  };

  const followReinstatement = async ({
    organization,
    data,
  }: EventOf<'credential.reinstated'>): Promise<void> => {
    const issued = await credentials.get(data.credential);
    if (issued?.organization !== organization) {
      throw new NotFound(`event: data.credential: ${organization} issued no ${data.credential}`, {
        field: 'data.credential',
      });
    }
    count(await again.grantWhereMoved(issued));
  };

  const handle = eachMessage(async ({ body }) => {
    const event = parseReason(body);
    if (isEvent(event, 'member.address-changed')) await followAddress(event);
    else await followReinstatement(event);
  });
  return createQueueConsumer({ handle, deadLetters, observer });
};
