import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import { localArn } from './attributes.ts';
import { busEvent, type Deliver, type Target } from './bus.ts';
import type { Database } from './database.ts';
import { TargetInput } from './event-input.ts';
import { type Recurrence, readRecurrence } from './schedule-expression.ts';
import type { ResolvedTemplate } from './template.ts';
import { createAlarm, type Timers } from './timers.ts';

/** A schedule as the template describes it. */
export interface ScheduleSettings {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly recurrence: Recurrence;
  /** The `source` of the event it raises where its target has no input of its own. */
  readonly source: string;
  readonly targets: readonly Target[];
}

/** The schedules at work. */
export interface Schedules {
  /** Runs what has become due by the local clock since it last ran, each once, however often it became due. */
  readonly runDue: () => void;
  /** Runs every schedule once, due or not. */
  readonly runAll: () => void;
  readonly stop: () => void;
}

const ScheduleTarget = TargetInput.pick({ Input: true }).extend({
  Arn: z.string(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
});

const ScheduleProperties = z.object({
  State: z.string().default('ENABLED'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  Target: ScheduleTarget,
});

const RuleProperties = z.object({
  State: z.string().default('ENABLED'),
  ScheduleExpression: z.string().optional(),
  Targets: z
    .array(
      TargetInput.extend({
        Id: z.string(),
        Arn: z.string(),
        DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
      }),
    )
    .default([]),
});

/**
 * The enabled schedules of a template: EventBridge Scheduler's, and rules with a schedule expression.
 *
 * @throws {InvalidInput} where an expression or a time zone is not offered.
 */
export const schedulesIn = (template: ResolvedTemplate): ScheduleSettings[] => {
  const scheduler = template.ofType('AWS::Scheduler::Schedule').flatMap(({ id, properties }) => {
    const what = `template: schedule ${id}`;
    const schedule = parse(ScheduleProperties, properties, what);
    if (schedule.State === 'DISABLED') return [];
    if (schedule.ScheduleExpressionTimezone !== 'UTC') {
      throw new InvalidInput(
        `${what}: time zone ${schedule.ScheduleExpressionTimezone}: only UTC is offered here`,
      );
    }
    return [
      {
        name: id,
        arn: localArn('AWS::Scheduler::Schedule', id),
        expression: schedule.ScheduleExpression,
        recurrence: readRecurrence(schedule.ScheduleExpression),
        source: 'aws.scheduler',
        targets: [{ ...schedule.Target, Id: id }],
      },
    ];
  });
  const rules = template.ofType('AWS::Events::Rule').flatMap(({ id, properties }) => {
    const rule = parse(RuleProperties, properties, `template: rule ${id}`);
    if (rule.ScheduleExpression === undefined || rule.State === 'DISABLED') return [];
    return [
      {
        name: id,
        arn: localArn('AWS::Events::Rule', id),
        expression: rule.ScheduleExpression,
        recurrence: readRecurrence(rule.ScheduleExpression),
        source: 'aws.events',
        targets: rule.Targets,
      },
    ];
  });
  return [...scheduler, ...rules];
};

/** However far away the next run is, the clock is looked at again after this; it may have been set. */
const LONGEST_SLEEP = 60_000;

/**
 * Starts the schedules by the local clock. When each last ran is kept, so that a system that was down, and a clock
 * that was set forward, run what they missed: once. A clock set back before a schedule's last run starts it anew.
 */
export const startSchedules = (
  all: readonly ScheduleSettings[],
  database: Database,
  deliver: Deliver,
  now: () => Date,
  timers: Timers,
  onRun: () => void,
): Schedules => {
  const keep = (schedule: ScheduleSettings, at: Date): void => {
    database.run(
      `INSERT INTO schedule (name, expression, last_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET expression = excluded.expression, last_at = excluded.last_at`,
      schedule.name,
      schedule.expression,
      at.getTime(),
    );
  };

  /** When it last ran, or was made; a schedule whose expression has changed was made now. */
  const lastOf = (schedule: ScheduleSettings): Date => {
    const row = database.first('SELECT expression, last_at FROM schedule WHERE name = ?', schedule.name);
    const last = Number(row?.['last_at']);
    if (row?.['expression'] === schedule.expression && last <= now().getTime()) return new Date(last);
    const made = now();
    keep(schedule, made);
    return made;
  };

  const run = (schedule: ScheduleSettings, at: Date): void => {
    const event = busEvent(
      { source: schedule.source, detailType: 'Scheduled Event', detail: {}, resources: [schedule.arn] },
      randomUUID(),
      at,
    );
    for (const target of schedule.targets)
      deliver({ arn: schedule.arn }, withTimes(target, schedule, at), event);
  };

  /** The latest run that is due, or undefined where none is since it last ran. */
  const dueRun = (schedule: ScheduleSettings): Date | undefined => {
    const last = lastOf(schedule);
    const latest = schedule.recurrence.latest(now(), last);
    return latest && latest > last ? latest : undefined;
  };

  const runDue = (): void => {
    for (const schedule of all) {
      const due = dueRun(schedule);
      if (!due) continue;
      database.transaction(() => {
        run(schedule, due);
        keep(schedule, due);
      });
    }
    sleep();
    onRun();
  };

  const sleep = (): void => {
    const next = all
      .map((schedule) => {
        const last = lastOf(schedule);
        return schedule.recurrence.next(last, last)?.getTime() ?? Infinity;
      })
      .reduce((first, at) => Math.min(first, at), Infinity);
    if (all.length > 0)
      alarm.set(timers.now() + Math.min(Math.max(0, next - now().getTime()), LONGEST_SLEEP));
  };
  const alarm = createAlarm(timers, runDue);
  runDue();

  return {
    runDue,
    runAll: () => {
      database.transaction(() => {
        for (const schedule of all) run(schedule, now());
      });
      onRun();
    },
    stop: () => {
      alarm.clear();
    },
  };
};

/** EventBridge Scheduler fills these words in a target's input. */
const withTimes = (target: Target, schedule: ScheduleSettings, at: Date): Target =>
  target.Input === undefined
    ? target
    : {
        ...target,
        Input: target.Input.replaceAll('<aws.scheduler.scheduled-time>', at.toISOString())
          .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn)
          .replaceAll('<aws.scheduler.execution-id>', randomUUID())
          .replaceAll('<aws.scheduler.attempt-number>', '1'),
      };
