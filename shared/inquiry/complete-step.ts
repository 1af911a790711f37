import { type Actor, may } from '../access/policy.ts';
import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { parse } from '../platform/parse.ts';
import { Cycle, steps } from './model.ts';

/** What somebody asks for: that `step`, 1 to 7, be marked complete. */
export interface StepRequest {
  readonly step: number;
  readonly note: string;
  /** The day by which the step after this one is to be done, `YYYY-MM-DD`; none where absent, or where there is none after. */
  readonly nextDueOn?: string | undefined;
  readonly at: Date;
  /** The identifier of the event, should there be one. */
  readonly eventId: string;
}

/** What became of the request; a refusal says why. */
export type StepDecision =
  | {
      readonly outcome: 'completed';
      readonly cycle: Cycle;
      readonly event: EventOf<'cycle.step-completed'> | EventOf<'cycle.completed'>;
    }
  | { readonly outcome: 'refused'; readonly because: 'not-facilitator' | 'done-already' | 'not-next' };

/** The step a cycle needs next, 1 to 7, or undefined where all are complete. */
export const nextStep = ({ completed }: Cycle): number | undefined =>
  completed.length < steps.length ? completed.length + 1 : undefined;

/**
 * Decides whether a step of a cycle of inquiry can be marked complete, and what then changes.
 *
 * Only the community's facilitator completes steps, one after another. The last one completes the cycle: its event is
 * `cycle.completed` and names everybody who took part, since an item carries one event and completion implies the step.
 * The deadline was that of the step completed, so it goes with it; the next step has its own or none.
 *
 * @throws {InvalidInput} where the deadline is no day.
 */
export const completeStep = (cycle: Cycle, actor: Actor, request: StepRequest): StepDecision => {
  const { organization, community } = cycle;
  if (!may(actor, 'cycle.complete-step', { organization, community })) {
    return { outcome: 'refused', because: 'not-facilitator' };
  }
  if (request.step <= cycle.completed.length) return { outcome: 'refused', because: 'done-already' };
  if (request.step !== nextStep(cycle)) return { outcome: 'refused', because: 'not-next' };

  const time = request.at.toISOString();
  const act = { member: actor.member, community, cycle: cycle.cycle };
  const fields = { id: request.eventId, source: OWN_SOURCE, time, organization, subject: cycle.cycle };
  const last = request.step === steps.length;
  const due = last || request.nextDueOn === undefined ? {} : { nextDueOn: request.nextDueOn };
  return {
    outcome: 'completed',
    cycle: parse(
      Cycle,
      {
        ...cycle,
        nextDueOn: due.nextDueOn,
        completed: [...cycle.completed, { by: actor.member, at: time, note: request.note }],
        revision: cycle.revision + 1,
      },
      'cycle',
    ),
    event: last
      ? makeEvent('cycle.completed', {
          ...fields,
          data: { ...act, title: cycle.title, members: cycle.members },
        })
      : makeEvent('cycle.step-completed', { ...fields, data: { ...act, step: request.step, ...due } }),
  };
};
