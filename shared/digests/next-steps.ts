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

/** Days for which what was not done in time is still told: who has not done it by then knows, or has let it go. */
const OVERDUE_DAYS = 14;

/** Whether its day is over, on a day of the member's own calendar. */
export const isOverdue = (story: NextStory, today: string): boolean => (dueOnOf(story) ?? today) < today;

/** What is due soonest first, then what has no day set, by its name; what is overdue last, the latest first. */
const bySoonest =
  (today: string) =>
  (a: NextStory, b: NextStory): number =>
    Number(isOverdue(a, today)) - Number(isOverdue(b, today)) ||
    (dueOnOf(a) ?? '9999').localeCompare(dueOnOf(b) ?? '9999') * (isOverdue(a, today) ? -1 : 1) ||
    nameOf(a).localeCompare(nameOf(b));

const nameOf = (story: NextStory): string => (story.kind === 'step' ? story.cycle.cycle : story.goal.goal);

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** On which day of their own calendar a member is told what comes next. */
export interface NextFor {
  readonly member: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** True where a mail of its own tells them of a step on the day before it is due. */
  readonly mailedDeadlines?: boolean | undefined;
}

/**
 * The next steps of the cycles a member takes part in, and their open goals in these communities: soonest first, and
 * what is overdue last, for two weeks. A step of tomorrow is left to the mail that tells of it at this very hour.
 */
export const nextStories = (
  { member, today, mailedDeadlines = false }: NextFor,
  communities: readonly CommunityWindow[],
  goals: readonly Goal[],
): NextStory[] => {
  const longAgo = dayAfter(today, -OVERDUE_DAYS);
  const mailed = mailedDeadlines ? dayAfter(today, 1) : undefined;
  const own = new Set(communities.map(({ community }) => community));
  const stories: NextStory[] = [];
  for (const { cycles } of communities) {
    for (const cycle of cycles) {
      const step = nextStep(cycle);
      if (step !== undefined && cycle.members.includes(member) && !(mailed && cycle.nextDueOn === mailed)) {
        stories.push({ kind: 'step', section: 'next', cycle, step });
      }
    }
  }
  for (const goal of goals) {
    if (goal.metAt === undefined && own.has(goal.community)) {
      stories.push({ kind: 'goal', section: 'next', goal });
    }
  }
  return stories.filter((story) => (dueOnOf(story) ?? today) >= longAgo).sort(bySoonest(today));
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
