import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { parse } from '../platform/parse.ts';
import { Goal } from './model.ts';

/** What became of a change of a goal; a refusal says why. */
export type GoalDecision<Event> =
  | { readonly outcome: 'changed'; readonly goal: Goal; readonly event: Event }
  | { readonly outcome: 'refused'; readonly because: 'not-owner' | 'met-already' };

/** Who asks for a change of a goal, when, and the identifier of the event it becomes. */
export interface GoalChange {
  readonly by: string;
  readonly at: Date;
  readonly eventId: string;
}

/**
 * Why this member cannot change this goal, or undefined where they can: a goal is its owner's, and what is met stays
 * met.
 */
export const goalRefusal = (goal: Goal, by: string): 'not-owner' | 'met-already' | undefined => {
  if (goal.member !== by) return 'not-owner';
  return goal.metAt === undefined ? undefined : 'met-already';
};

/**
 * Decides on the owner's new estimate of how much of a goal is reached, 0 to 100; it may also go down.
 *
 * @throws {InvalidInput} where `percent` is not a whole number from 0 to 100.
 */
export const progressGoal = (
  goal: Goal,
  percent: number,
  change: GoalChange,
): GoalDecision<EventOf<'goal.progressed'>> => {
  const because = goalRefusal(goal, change.by);
  if (because !== undefined) return { outcome: 'refused', because };
  const changed = parse(Goal, { ...goal, percent, revision: goal.revision + 1 }, 'goal');
  const { organization, community, member } = changed;
  return {
    outcome: 'changed',
    goal: changed,
    event: makeEvent('goal.progressed', {
      id: change.eventId,
      source: OWN_SOURCE,
      time: change.at.toISOString(),
      organization,
      subject: goal.goal,
      data: { member, community, goal: goal.goal, percent },
    }),
  };
};
