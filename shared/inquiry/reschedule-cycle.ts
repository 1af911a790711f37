import { type Actor, may } from '../access/policy.ts';
import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { parse } from '../platform/parse.ts';
import { nextStep } from './complete-step.ts';
import { Cycle } from './model.ts';

/** What somebody asks for: that the next step be done by another day, or by none. */
export interface RescheduleRequest {
  /** `YYYY-MM-DD`; the deadline is taken away where absent. */
  readonly nextDueOn?: string | undefined;
  /** The revision of the cycle that whoever asks was looking at. */
  readonly seen: number;
  readonly at: Date;
  /** The identifier of the event, should there be one. */
  readonly eventId: string;
}

/** What became of the request; a refusal says why. `unchanged`: the deadline was that already. */
export type RescheduleDecision =
  | { readonly outcome: 'rescheduled'; readonly cycle: Cycle; readonly event: EventOf<'cycle.rescheduled'> }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly because: 'not-facilitator' | 'complete' | 'changed-meanwhile' };

/**
 * Decides whether the deadline of a cycle's next step is set, moved or taken away: by the community's facilitator alone,
 * while there is a next step, and only of the cycle as they saw it, since a deadline is that of one step.
 *
 * @throws {InvalidInput} where the deadline is no day.
 */
export const rescheduleCycle = (
  cycle: Cycle,
  actor: Actor,
  request: RescheduleRequest,
): RescheduleDecision => {
  const { organization, community } = cycle;
  if (!may(actor, 'cycle.complete-step', { organization, community })) {
    return { outcome: 'refused', because: 'not-facilitator' };
  }
  if (nextStep(cycle) === undefined) return { outcome: 'refused', because: 'complete' };
  if (request.seen !== cycle.revision) return { outcome: 'refused', because: 'changed-meanwhile' };
  if (request.nextDueOn === cycle.nextDueOn) return { outcome: 'unchanged' };

  const due = request.nextDueOn === undefined ? {} : { nextDueOn: request.nextDueOn };
  return {
    outcome: 'rescheduled',
    cycle: parse(Cycle, { ...cycle, nextDueOn: request.nextDueOn, revision: cycle.revision + 1 }, 'cycle'),
    event: makeEvent('cycle.rescheduled', {
      id: request.eventId,
      source: OWN_SOURCE,
      time: request.at.toISOString(),
      organization,
      subject: cycle.cycle,
      data: { member: actor.member, community, cycle: cycle.cycle, ...due },
    }),
  };
};
