import type { Context } from 'hono';
import * as z from 'zod';
import { dayIn } from '../../../shared/digests/local-day.ts';
import { meetGoal } from '../../../shared/inquiry/meet-goal.ts';
import type { Goal } from '../../../shared/inquiry/model.ts';
import { type GoalDecision, progressGoal } from '../../../shared/inquiry/progress-goal.ts';
import { setGoal } from '../../../shared/inquiry/set-goal.ts';
import type { InquiryStore } from '../../../shared/inquiry/store.ts';
import { Conflict, Forbidden, InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { GoalsPage } from '../../../web/pages/goals.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, dayFrom, readForm, wholeNumber } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

const goalForm = (today: string) =>
  z.object({
    title: z
      .string({ error: 'Say what you want to reach.' })
      .trim()
      .min(1, 'Say what you want to reach.')
      .max(300, 'Shorten this to 300 characters.'),
    measure: z.string().trim().max(1000, 'Shorten this to 1,000 characters.').default(''),
    dueOn: dayFrom(today),
    community: z.string({ error: 'Choose one of your communities.' }),
  });

const ProgressForm = z.object({ percent: wholeNumber(0, 100, 'must be a whole number from 0 to 100') });

type GoalEvent = NonNullable<Parameters<InquiryStore['saveGoal']>[1]>;

/**
 * A member's own goals. The page reads, beside the visit's four: the goals and the organization's communities (2, side
 * by side): 6. A change reads the goal beside the visit and writes one item.
 */
export const goalRoutes = (on: On, { stores, clock, ids }: Dependencies): void => {
  const todayOf = (c: Context<Env>): string => dayIn(visitOf(c).viewer.timeZone, clock());

  const showGoals = async (c: Context<Env>, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const [goals, communities] = await Promise.all([
      stores.inquiry.listGoals(actor.organization, actor.member),
      stores.communities.listCommunities(actor.organization),
    ]);
    const own = communities.filter(({ community }) => actor.communities.has(community));
    const names = new Map(own.map(({ community, name }) => [community, name]));
    const page = (
      <GoalsPage viewer={viewer} goals={goals} communities={names} form={form} today={todayOf(c)} />
    );
    return render(c, page, form.errors.length > 0 ? 422 : 200);
  };

  const change = async (
    c: Context<Env>,
    id: string,
    decide: (goal: Goal, by: { by: string; at: Date; eventId: string }) => GoalDecision<GoalEvent>,
  ): Promise<Response> => {
    const { organization, member } = visitOf(c).actor;
    const goal = await stores.inquiry.getGoal(organization, member, id);
    if (goal === undefined) throw new NotFound('you have no goal of this name');
    const decision = decide(goal, { by: member, at: clock(), eventId: ids() });
    if (decision.outcome === 'refused') {
      throw decision.because === 'met-already'
        ? new Conflict('this goal is met already, and what is met stays met')
        : new Forbidden('a goal is changed by its owner alone');
    }
    await stores.inquiry.saveGoal(decision.goal, decision.event);
    return c.redirect(`/goals#goal-${id}`, 303);
  };

  on(routes.goals, (c) => showGoals(c, emptyForm));

  on(routes.setGoal, async (c) => {
    const { actor } = visitOf(c);
    const fields = await readForm(c);
    const form = checkForm(goalForm(todayOf(c)), fields);
    if (form.outcome === 'refused') return showGoals(c, { fields, errors: form.errors });
    if (!actor.communities.has(form.value.community)) {
      const errors = [{ field: 'community', message: 'Choose one of your communities.' }];
      return showGoals(c, { fields, errors });
    }
    const { organization, member } = actor;
    const draft = { ...form.value, organization, member, goal: ids(), at: clock(), eventId: ids() };
    const { goal, event } = setGoal(draft);
    await stores.inquiry.putGoal(goal, event);
    return c.redirect(`/goals#goal-${goal.goal}`, 303);
  });

  on(routes.progressGoal, async (c) => {
    const form = checkForm(ProgressForm, await readForm(c));
    if (form.outcome === 'refused') {
      throw new InvalidInput('percent: choose a whole number from 0 to 100', { field: 'percent' });
    }
    const { percent } = form.value;
    return change(c, c.req.param('goal'), (goal, by) => progressGoal(goal, percent, by));
  });

  on(routes.meetGoal, (c) => change(c, c.req.param('goal'), meetGoal));
};
