import cronParser from 'aws-cron-parser';
import { InvalidInput } from '../../shared/platform/errors.ts';

/** When a schedule runs. */
export interface Recurrence {
  /** The first run after an instant, or undefined where there is none any more. `since`: when the schedule was made. */
  next(after: Date, since: Date): Date | undefined;
  /** The last run at or before an instant; undefined where there was none yet. */
  latest(until: Date, since: Date): Date | undefined;
}

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const rate = (amount: number, unit: string): Recurrence => {
  const period = amount * (UNITS[unit] ?? 0);
  return {
    // Counted from the schedule's own beginning, so that a late run does not shift those after it.
    next: (after, since) => {
      const passed = Math.floor((after.getTime() - since.getTime()) / period);
      return new Date(since.getTime() + (Math.max(0, passed) + 1) * period);
    },
    latest: (until, since) => {
      const passed = Math.floor((until.getTime() - since.getTime()) / period);
      return passed > 0 ? new Date(since.getTime() + passed * period) : undefined;
    },
  };
};

const cron = (expression: string): Recurrence => {
  const parsed = cronParser.parse(expression);
  return {
    next: (after) => cronParser.next(parsed, after) ?? undefined,
    // The parser looks before an instant; a run at the instant itself counts.
    latest: (until) => cronParser.prev(parsed, new Date(until.getTime() + 1)) ?? undefined,
  };
};

const once = (text: string): Recurrence => {
  const at = new Date(`${text}Z`);
  return {
    next: (after) => (at > after ? at : undefined),
    latest: (until) => (at <= until ? at : undefined),
  };
};

/**
 * Reads `rate(15 minutes)`, `cron(0 7 * * ? *)` and `at(2026-11-22T07:00:00)`, as EventBridge takes them; times are UTC.
 *
 * @throws {InvalidInput} where it is none of them, or a cron expression that EventBridge would not take.
 */
export const readRecurrence = (expression: string): Recurrence => {
  const [, amount, unit] = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (amount !== undefined && unit !== undefined) return rate(Number(amount), unit);
  const [, fields] = /^cron\(([^)]+)\)$/.exec(expression) ?? [];
  if (fields?.trim().split(/\s+/).length === 6) {
    try {
      return cron(fields.trim());
    } catch (cause) {
      throw new InvalidInput(`"${expression}" is no cron expression that EventBridge takes`, { cause });
    }
  }
  const [, instant] = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/.exec(expression) ?? [];
  if (instant !== undefined) return once(instant);
  throw new InvalidInput(`"${expression}" is neither rate(…), cron(…) nor at(…)`);
};
