import middy from '@middy/core';
import { hourOf, nextCursor, rangesToRead } from '../../shared/digests/due-hours.ts';
import type { DigestDue } from '../../shared/digests/model.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { inGroups } from './in-groups.ts';
import { sendAll } from './send-all.ts';

/** What this function needs; `send` takes one batch of the queue. */
export interface Dependencies {
  readonly digests: Pick<DigestsStore, 'dueThrough' | 'getCursor' | 'setCursor'>;
  readonly send: (due: readonly DigestDue[]) => Promise<void>;
  readonly clock: Clock;
  readonly observer: Observer;
}

/**
 * Tells the sender whose digests are due. Reads the due index alone, from the cursor's hour to now, and moves the
 * cursor last: a run that stops anywhere is made again whole, and what is told twice is claimed once.
 */
export const createHandler = ({ digests, send, clock, observer }: Dependencies) =>
  middy(async (): Promise<{ readonly due: number }> => {
    const now = clock();
    const ranges = rangesToRead(await digests.getCursor(), now);
    let due = 0;
    let earliest: string | undefined;
    for await (const group of inGroups(
      ranges.map((range) => digests.dueThrough(range.through, range.since)),
    )) {
      earliest ??= group[0] && hourOf(new Date(group[0].dueAt));
      await sendAll(group, send);
      due += group.length;
    }
    await digests.setCursor(nextCursor(ranges, earliest, now));
    observer.counter.count('DigestsDue', due);
    return { due };
  }).after(() => {
    observer.counter.flush();
  });
