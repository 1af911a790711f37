import middy from '@middy/core';
import { type Due, isNotification } from '../../shared/digests/due-store.ts';
import type { DigestDue } from '../../shared/digests/model.ts';
import { afterStep, nextStep, openCursor, type Step } from '../../shared/digests/planning.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import { settledAt } from '../../shared/digests/window.ts';
import type { NotificationDue } from '../../shared/notifications/model.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { sendAll } from './send-all.ts';
import { tellPass } from './tell-pass.ts';

/** Most a run does: the time is well below that at which Lambda ends it, the count what it tells in that time. */
export const RUN_LIMITS = { told: 1_000_000, ms: 7 * 60_000 } as const;

/** What this function needs; each `send` takes one batch of its queue. */
export interface Dependencies {
  readonly digests: Pick<DigestsStore, 'duePages' | 'getCursor' | 'setCursor'>;
  readonly sendDigests: (due: readonly DigestDue[]) => Promise<void>;
  readonly sendNotifications: (due: readonly { readonly due: NotificationDue }[]) => Promise<void>;
  readonly clock: Clock;
  /** Milliseconds by a clock that nobody sets. */
  readonly elapsed: () => number;
  readonly limits: { readonly told: number; readonly ms: number };
  readonly observer: Observer;
}

/**
 * Tells the senders what is due, as `shared/digests/planning.ts` has it: what is new, then what was told before. Reads
 * the due index alone, and moves the cursor last: a run that is ended anywhere is made again whole, and what is told
 * twice is claimed once. A run that has done as much as it may stops, and the next goes on from there.
 */
export const createHandler = ({ digests, clock, elapsed, limits, observer, ...senders }: Dependencies) =>
  middy(async (): Promise<{ readonly due: number }> => {
    const [begun, through] = [elapsed(), settledAt(clock())];
    const told = { fresh: 0, again: 0, notifications: 0 };
    const enough = (waiting: number) =>
      told.fresh + told.again + told.notifications + waiting >= limits.told || elapsed() - begun >= limits.ms;
    const tell = (kind: Step['kind']) => async (group: readonly Due[]) => {
      const notifications = group.filter(isNotification).map((due) => ({ due }));
      const mails = group.filter((due): due is DigestDue => !isNotification(due));
      await Promise.all([
        sendAll(mails, senders.sendDigests),
        sendAll(notifications, senders.sendNotifications),
      ]);
      told[kind] += mails.length;
      told.notifications += notifications.length;
    };

    let cursor = openCursor(await digests.getCursor(), through);
    for (let step = nextStep(cursor, through); step; step = nextStep(cursor, through)) {
      const { kind } = step;
      const { pass, stopped } = await tellPass(step.pass, {
        duePages: digests.duePages,
        tell: tell(kind),
        enough,
      });
      cursor = afterStep(cursor, { kind, pass }, { stopped, now: through });
      if (stopped) break;
    }
    await digests.setCursor(cursor);
    observer.counter.count('DigestsDue', told.fresh);
    observer.counter.count('NotificationsDue', told.notifications);
    // Told before, and due still: nobody sends, or a message was lost.
    if (told.again > 0) observer.counter.count('DigestsStillDue', told.again);
    return { due: told.fresh + told.again };
  }).after(() => {
    observer.counter.flush();
  });
