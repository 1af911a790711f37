import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import type { Archive } from './archive.ts';
import type { AsynchronousInvocations } from './asynchronous-invocations.ts';
import { ACCOUNT, localArn, nameInArn, REGION, serviceInArn } from './attributes.ts';
import type { Database } from './database.ts';
import { inputFor, inputValue, TargetInput } from './event-input.ts';
import { compilePattern, type Pattern } from './event-pattern.ts';
import type { Functions } from './functions.ts';
import { isObject, type JsonObject } from './json.ts';
import { type CheckedEntry, checkPutEvents } from './put-events.ts';
import type { Queues } from './queues.ts';
import type { ResolvedTemplate } from './template.ts';

const Target = TargetInput.extend({
  Id: z.string(),
  Arn: z.string(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
});

/** Where a rule or a schedule sends an event. */
export type Target = z.output<typeof Target>;

/** A rule that waits for events. */
export interface Rule {
  readonly name: string;
  readonly bus: string;
  readonly matches: Pattern;
  readonly targets: readonly Target[];
}

/** Hands events to targets; part of a transaction where there is one. */
export type Deliver = (source: { arn: string }, target: Target, event: JsonObject) => void;

const RuleProperties = z.object({
  State: z.string().default('ENABLED'),
  EventBusName: z.string().default('default'),
  EventPattern: z.custom<JsonObject>(isObject).optional(),
  Targets: z.array(Target).default([]),
});

/**
 * The enabled rules of a template that have an event pattern.
 *
 * @throws {InvalidInput} where a pattern is wrong.
 */
export const rulesIn = (template: ResolvedTemplate): Rule[] =>
  template.ofType('AWS::Events::Rule').flatMap(({ id, properties }) => {
    const rule = parse(RuleProperties, properties, `template: rule ${id}`);
    if (!rule.EventPattern || rule.State === 'DISABLED') return [];
    try {
      const matches = compilePattern(rule.EventPattern);
      return [{ name: id, bus: nameInArn(rule.EventBusName), matches, targets: rule.Targets }];
    } catch (cause) {
      throw new InvalidInput(`template: rule ${id}: ${cause instanceof Error ? cause.message : ''}`, {
        cause,
      });
    }
  });

/**
 * Makes what hands an event to a target. A queue has it at once. A function is invoked asynchronously, and what happens
 * when it fails is Lambda's own retry and failure destination, as on AWS; the target's retry policy is for targets that
 * cannot be reached, and the only such target here is one that does not exist, which no retry mends: the event goes to
 * the target's dead-letter queue.
 */
export const createDeliver =
  (
    queues: Queues,
    functions: Functions,
    invocations: AsynchronousInvocations,
    onLost: (why: string) => void,
  ): Deliver =>
  ({ arn }, target, event) => {
    const name = nameInArn(target.Arn);
    const input = inputFor(target, event);
    const service = serviceInArn(target.Arn);
    if (service === 'sqs' && queues.has(name)) {
      queues.send(name, { body: input });
      return;
    }
    if (service === 'lambda' && functions.has(name)) {
      invocations.accept(name, inputValue(input));
      return;
    }
    const deadLetters = target.DeadLetterConfig && nameInArn(target.DeadLetterConfig.Arn);
    const reason = `the target ${target.Arn} does not exist`;
    if (deadLetters === undefined || !queues.has(deadLetters)) {
      onLost(`${arn}: ${reason}, and there is no dead-letter queue`);
      return;
    }
    const text = (value: string) => ({ DataType: 'String', StringValue: value });
    queues.send(deadLetters, {
      body: input,
      attributes: {
        RULE_ARN: text(arn),
        TARGET_ARN: text(target.Arn),
        ERROR_CODE: text('NO_RESOURCE'),
        ERROR_MESSAGE: text(reason),
      },
    });
  };

/** An event as rules see it and targets get it; its time in whole seconds. */
export const busEvent = (
  entry: Pick<CheckedEntry & { taken: true }, 'source' | 'detailType' | 'detail' | 'resources'>,
  id: string,
  time: Date,
): JsonObject => ({
  version: '0',
  id,
  'detail-type': entry.detailType,
  source: entry.source,
  account: ACCOUNT,
  time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
  region: REGION,
  resources: [...entry.resources],
  detail: entry.detail,
});

/** The event buses of the system. */
export interface Bus {
  /**
   * Takes events in, as `PutEvents` does. Everything a call brings about (archive, messages in queues, invocations) is
   * one transaction, committed before it returns: what was acknowledged is not lost.
   */
  readonly putEvents: (input: unknown) => {
    FailedEntryCount: number;
    Entries: readonly Record<string, string>[];
  };
  /**
   * Tells the default bus what a service of AWS has to say (`source` begins with `aws.`), which nobody else may put
   * there. As on AWS it is in no archive: the system's archive is of its own bus, and this may be personal.
   */
  readonly announce: (event: { source: string; detailType: string; detail: JsonObject }) => void;
}

/** Makes the buses of a template ready to take events. */
export const createBus = (
  template: ResolvedTemplate,
  rules: readonly Rule[],
  database: Database,
  archive: Archive,
  deliver: Deliver,
  now: () => Date,
): Bus => {
  const buses = new Set(['default', ...template.ofType('AWS::Events::EventBus').map(({ id }) => id)]);

  const handOn = (bus: string, event: JsonObject): void => {
    for (const rule of rules) {
      if (rule.bus !== bus || !rule.matches(event)) continue;
      const source = { arn: localArn('AWS::Events::Rule', rule.name) };
      for (const target of rule.targets) deliver(source, target, event);
    }
  };

  const take = (entry: CheckedEntry): Record<string, string> => {
    if (!entry.taken) return { ErrorCode: entry.code, ErrorMessage: entry.message };
    const id = randomUUID();
    const event = busEvent(entry, id, entry.time === undefined ? now() : new Date(entry.time));
    archive.add(entry.bus, now(), event);
    handOn(entry.bus, event);
    return { EventId: id };
  };

  return {
    putEvents: (input) => {
      const checked = checkPutEvents(input, buses);
      const Entries = database.transaction(() => checked.map(take));
      return { FailedEntryCount: checked.filter(({ taken }) => !taken).length, Entries };
    },
    announce: (said) => {
      const event = busEvent({ ...said, resources: [] }, randomUUID(), now());
      database.transaction(() => {
        handOn('default', event);
      });
    },
  };
};
