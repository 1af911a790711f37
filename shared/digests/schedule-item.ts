import { scheduleDueKeys, scheduleKey } from './keys.ts';
import type { DigestSchedule } from './model.ts';

const instant = (text: string): string => new Date(text).toISOString();

/** A schedule as it is written next: its revision goes up with every change. */
export const revised = (schedule: DigestSchedule): DigestSchedule => ({
  ...schedule,
  revision: (schedule.revision ?? 0) + 1,
});

/** A schedule as it lies in the table. Instants are brought to milliseconds, so that their text sorts as time does. */
export const scheduleItem = (schedule: DigestSchedule): Record<string, unknown> => {
  const { dueAt, ...rest } = schedule;
  const stored = {
    ...rest,
    coveredUntil: instant(rest.coveredUntil),
    ...(dueAt !== undefined && { dueAt: instant(dueAt) }),
  };
  return {
    ...scheduleKey(schedule.organization, schedule.member),
    ...stored,
    ...scheduleDueKeys(stored),
  };
};

/** What a schedule of before there were revisions is known by. */
const guarded = ['revision', 'coveredUntil', 'dueAt', 'frequency', 'timeZone', 'hour', 'weekday'] as const;

/** The condition that a schedule is still the one it was read as. */
export const unchanged = (schedule: DigestSchedule) => {
  const names = schedule.revision === undefined ? guarded : (['revision'] as const);
  return {
    ConditionExpression: names
      .map((name) =>
        schedule[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :${name}`,
      )
      .join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      names.flatMap((name) => (schedule[name] === undefined ? [] : [[`:${name}`, schedule[name]]])),
    ) as Record<string, unknown>,
  };
};
