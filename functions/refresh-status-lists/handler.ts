import middy from '@middy/core';
import type { PublishList } from '../../shared/badges/status/status-publication.ts';
import type { StatusStore } from '../../shared/badges/status/status-store.ts';
import { isDueAgain } from '../../shared/badges/status/status-validity.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Observer } from '../../shared/platform/observe.ts';

/** What this function needs. */
export interface Dependencies {
  readonly statuses: Pick<StatusStore, 'registered' | 'published'>;
  readonly publish: PublishList;
  readonly clock: Clock;
  readonly observer: Observer;
}

/**
 * Publishes again the status lists that will soon be valid no longer, as their bits are now. Reads the register and
 * each list in it: what a run costs grows with the lists, of which an organization has one for 131,072 credentials.
 * One that fails keeps no other from being published; the run then fails in the end, and is made again.
 */
export const createHandler = ({ statuses, publish, clock, observer }: Dependencies) =>
  middy(async (): Promise<{ readonly published: number }> => {
    const failures: unknown[] = [];
    let published = 0;
    for await (const { organization, list } of statuses.registered()) {
      try {
        if (!isDueAgain(await statuses.published(organization, list), clock())) continue;
        await publish(organization, list);
        published += 1;
      } catch (error) {
        failures.push(error);
      }
    }
    observer.counter.count('StatusListsPublished', published);
    if (failures.length > 0) {
      throw new AggregateError(failures, `${failures.length} status lists could not be published again`);
    }
    return { published };
  }).after(() => {
    observer.counter.flush();
  });
