import type { Issuer } from '../../shared/badges/issue.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, eachMessage } from '../../shared/platform/queue-consumer.ts';
import { awardOfGrant } from './award-of-grant.ts';
import { parseBadgeGranted } from './badge-granted.ts';
import { issuedCredential, issuedEvent } from './issued-credential.ts';
import type { Records } from './records.ts';

/** What this function needs. */
export interface Dependencies {
  readonly records: Records;
  readonly credentials: Pick<CredentialsStore, 'put'>;
  readonly issuer: Issuer;
  readonly salts: Ids;
  readonly clock: Clock;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/** Issues the credential of each badge that was granted, and stores it once. */
export const createHandler = (dependencies: Dependencies) => {
  const { records, credentials, issuer, salts, clock, deadLetters, observer } = dependencies;
  const handle = eachMessage(async ({ body }) => {
    const event = parseBadgeGranted(body);
    const found = await records.find(event.organization, event.data.member);
    const granted = awardOfGrant(event, found, { issuedAt: clock(), salt: salts() });
    const issued = issuedCredential(granted, await issuer.issue(granted.award));
    const outcome = await credentials.put(issued, issuedEvent(issued));
    observer.counter.count(outcome === 'stored' ? 'CredentialsIssued' : 'CredentialsKnown');
  });
  return createQueueConsumer({ handle, deadLetters, observer });
};
