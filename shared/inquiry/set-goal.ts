import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { parse } from '../platform/parse.ts';
import { Goal } from './model.ts';

/** What a new goal is made from. */
export interface GoalDraft {
  readonly organization: string;
  readonly community: string;
  readonly member: string;
  readonly goal: string;
  readonly title: string;
  readonly measure: string;
  /** The day by which the member wants to have met it, `YYYY-MM-DD`. */
  readonly dueOn?: string | undefined;
  readonly at: Date;
  readonly eventId: string;
}

/**
 * A new goal, nothing of it reached yet, and the event that tells of it.
 *
 * @throws {InvalidInput} naming the field that is empty or too long, or a day that is none.
 */
export const setGoal = (draft: GoalDraft): { goal: Goal; event: EventOf<'goal.set'> } => {
  const { at, eventId, dueOn, ...fields } = draft;
  const due = dueOn === undefined ? {} : { dueOn };
  const time = at.toISOString();
  const goal = parse(Goal, { ...fields, ...due, setAt: time, percent: 0, revision: 0 }, 'goal');
  const { organization, community, member } = goal;
  const event = makeEvent('goal.set', {
    id: eventId,
    source: OWN_SOURCE,
    time,
    organization,
    subject: goal.goal,
    data: { member, community, goal: goal.goal, ...due },
  });
  return { goal, event };
};
