import { nextStep } from '../inquiry/complete-step.ts';
import type { Cycle, Goal } from '../inquiry/model.ts';
import { dayIn } from './local-day.ts';
import type { CommunityWindow } from './threads.ts';
import type { Window } from './window.ts';

/** The next step of a cycle, or a goal, as its member is reminded of it. */
export type NextStory =
  | { readonly kind: 'step'; readonly section: 'next'; readonly cycle: Cycle; readonly step: number }
  | { readonly kind: 'goal'; readonly section: 'next'; readonly goal: Goal };

/** Days before a deadline at which it makes a digest by itself; the last is the day after it. */
const REMINDERS = [7, 1, -1] as const;

const DAY = 86_400_000;

/** The day by which it is to be done, where one was set. */
export const dueOnOf = (story: NextStory): string | undefined =>
  story.kind === 'step' ? story.cycle.nextDueOn : story.goal.dueOn;

/** What is due soonest first; what has no day set comes last, by its name. */
const bySoonest = (a: NextStory, b: NextStory): number =>
  (dueOnOf(a) ?? '9999').localeCompare(dueOnOf(b) ?? '9999') || nameOf(a).localeCompare(nameOf(b));

const nameOf = (story: NextStory): string => (story.kind === 'step' ? story.cycle.cycle : story.goal.goal);

/** The next steps of the cycles a member takes part in, and their open goals in these communities; soonest first. */
export const nextStories = (
  member: string,
  communities: readonly CommunityWindow[],
  goals: readonly Goal[],
): NextStory[] => {
  const own = new Set(communities.map(({ community }) => community));
  const stories: NextStory[] = [];
  for (const { cycles } of communities) {
    for (const cycle of cycles) {
      const step = nextStep(cycle);
      if (step !== undefined && cycle.members.includes(member)) {
        stories.push({ kind: 'step', section: 'next', cycle, step });
      }
    }
  }
  for (const goal of goals) {
    if (goal.metAt === undefined && own.has(goal.community)) {
      stories.push({ kind: 'goal', section: 'next', goal });
    }
  }
  return stories.sort(bySoonest);
};

/**
 * Whether a deadline makes a digest where there is nothing else to tell: at most three times, in the first window that
 * ends a week before its day, on the day before it, or on the day after it (each at the latest, all as the member's
 * own calendar has it). What is only undone is told beside other news, and never brings a mail by itself: a goal
 * without a day, or one missed long ago, would bring the same mail every morning for ever.
 */
export const remindsBy = (dueOn: string | undefined, window: Window, timeZone: string): boolean => {
  if (dueOn === undefined) return false;
  const due = Date.parse(dueOn);
  const before = Date.parse(dayIn(timeZone, window.from));
  const today = Date.parse(dayIn(timeZone, window.until));
  return REMINDERS.some((days) => {
    const day = due - days * DAY;
    return before < day && day <= today;
  });
};
