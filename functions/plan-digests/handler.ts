import middy from '@middy/core';
import { hourOf, nextCursor, rangesToRead } from '../../shared/digests/due-hours.ts';
import { type Due, isNotification } from '../../shared/digests/due-store.ts';
import type { DigestDue } from '../../shared/digests/model.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import { settledAt } from '../../shared/digests/window.ts';
import type { NotificationDue } from '../../shared/notifications/model.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { inGroups } from './in-groups.ts';
import { sendAll } from './send-all.ts';

/** What this function needs; each `send` takes one batch of its queue. */
export interface Dependencies {
  readonly digests: Pick<DigestsStore, 'dueThrough' | 'getCursor' | 'setCursor'>;
  readonly sendDigests: (due: readonly DigestDue[]) => Promise<void>;
  readonly sendNotifications: (due: readonly { readonly due: NotificationDue }[]) => Promise<void>;
  readonly clock: Clock;
  readonly observer: Observer;
}

/**
 * Tells the senders what is due. Reads the due index alone, from the cursor's hour to what has settled by now, and moves
 * the cursor last: a run that stops anywhere is made again whole, and what is told twice is claimed once.
 */
export const createHandler = ({ digests, clock, observer, ...senders }: Dependencies) =>
  middy(async (): Promise<{ readonly due: number }> => {
    const through = settledAt(clock());
    const ranges = rangesToRead(await digests.getCursor(), through);
    const told = { digests: 0, notifications: 0 };
    let earliest: string | undefined;
    for await (const group of inGroups<Due>(
      ranges.map((range) => digests.dueThrough(range.through, range.since)),
    )) {
      earliest ??= group[0] && hourOf(new Date(group[0].dueAt));
      const notifications = group.filter(isNotification).map((due) => ({ due }));
      const mails = group.filter((due): due is DigestDue => !isNotification(due));
      await Promise.all([
        sendAll(mails, senders.sendDigests),
        sendAll(notifications, senders.sendNotifications),
      ]);
      told.digests += mails.length;
      told.notifications += notifications.length;
    }
    await digests.setCursor(nextCursor(ranges, earliest, through));
    observer.counter.count('DigestsDue', told.digests);
    observer.counter.count('NotificationsDue', told.notifications);
    return { due: told.digests };
  }).after(() => {
    observer.counter.flush();
  });
