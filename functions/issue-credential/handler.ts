import type { SQSRecord } from 'aws-lambda';
import type { IssueAgain } from '../../shared/awards/issue-again.ts';
import type { Issuer } from '../../shared/badges/issue.ts';
import type { IssuedAchievementsStore } from '../../shared/badges/issued-achievements-store.ts';
import type { TakePlaces } from '../../shared/badges/status/status-places.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters } from '../../shared/platform/queue-consumer.ts';
import { workOf, workThrough } from '../../shared/platform/work-through.ts';
import { awardOfGrant, type GrantedAward } from './award-of-grant.ts';
import { parseBadgeGranted } from './badge-granted.ts';
import { issuedCredential, issuedEvent } from './issued-credential.ts';
import { placeAll } from './place-all.ts';
import type { Records } from './records.ts';

/** What this function needs. */
export interface Dependencies {
  readonly records: Records;
  readonly credentials: Pick<CredentialsStore, 'get' | 'put'>;
  readonly achievements: Pick<IssuedAchievementsStore, 'keep'>;
  readonly places: TakePlaces;
  readonly issuer: Pick<Issuer, 'issue'>;
  readonly again: Pick<IssueAgain, 'grantWhereMoved'>;
  readonly salts: Ids;
  readonly accessKeys: Ids;
  readonly clock: Clock;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/**
 * Issues the credential of each badge that was granted, and stores it once.
 *
 * A credential costs two writes of its own, the document and its summary, in one call (five with its predecessor's
 * revocation, where it replaces one); a batch of up to ten beside that one write for all their places in the status
 * list. A credential that is stored already takes no place.
 */
export const createHandler = (dependencies: Dependencies) => {
  const { records, credentials, achievements, places, issuer, again, clock, deadLetters, observer } =
    dependencies;

  /** What is to be issued; undefined where it was already. */
  const prepare = async ({ body }: SQSRecord): Promise<GrantedAward | undefined> => {
    const event = parseBadgeGranted(body);
    const known = await credentials.get(event.data.credential);
    if (known) {
      observer.counter.count('CredentialsKnown');
      await again.grantWhereMoved(known);
      return undefined;
    }
    const found = await records.find(event);
    return awardOfGrant(event, found, { issuedAt: clock(), salt: dependencies.salts() });
  };

  const issue = async (granted: GrantedAward): Promise<void> => {
    const { award, followed } = granted;
    await achievements.keep(award.organization.organization, award.achievement);
    const document = await issuer.issue(award);
    const issued = issuedCredential(granted, { document, accessKey: dependencies.accessKeys() });
    const outcome = await credentials.put(issued, issuedEvent(issued), followed);
    observer.counter.count(outcome === 'stored' ? 'CredentialsIssued' : 'CredentialsKnown');
    // Whoever told of a new address while this one was issued did not find it to issue it again.
    await again.grantWhereMoved(issued);
  };

  const handle = async (messages: readonly SQSRecord[]) => {
    const prepared = await workThrough(workOf(messages), prepare);
    const placed = await placeAll(prepared.done, places);
    const issued = await workThrough(placed.done, issue);
    return [...prepared.failures, ...placed.failures, ...issued.failures];
  };
  return createQueueConsumer({ handle, deadLetters, observer });
};
