import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import type { Goal } from './model.ts';
import { type GoalChange, type GoalDecision, goalRefusal } from './progress-goal.ts';

/** Decides on a goal's owner saying that it is met: it then stands at 100 percent, and stays. */
export const meetGoal = (goal: Goal, change: GoalChange): GoalDecision<EventOf<'goal.met'>> => {
  const because = goalRefusal(goal, change.by);
  if (because !== undefined) return { outcome: 'refused', because };
  const { organization, community, member } = goal;
  const time = change.at.toISOString();
  return {
    outcome: 'changed',
    goal: { ...goal, percent: 100, metAt: time, revision: goal.revision + 1 },
    event: makeEvent('goal.met', {
      id: change.eventId,
      source: OWN_SOURCE,
      time,
      organization,
      subject: goal.goal,
      data: { member, community, goal: goal.goal },
    }),
  };
};
