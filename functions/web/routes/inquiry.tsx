import type { Context } from 'hono';
import { may } from '../../../shared/access/policy.ts';
import { dayIn } from '../../../shared/digests/local-day.ts';
import { completeStep, type StepDecision } from '../../../shared/inquiry/complete-step.ts';
import { type RescheduleDecision, rescheduleCycle } from '../../../shared/inquiry/reschedule-cycle.ts';
import { startCycle } from '../../../shared/inquiry/start-cycle.ts';
import { Conflict, Forbidden, NotFound } from '../../../shared/platform/errors.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { CyclePage } from '../../../web/pages/cycle.tsx';
import { NewCyclePage } from '../../../web/pages/new-cycle.tsx';
import { cycleForm, deadlineForm, stepForm } from '../cycle-forms.ts';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readChoices, readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';
import { findCommunity } from './community.tsx';

/** Most people a cycle takes, its facilitator among them. */
const MAX_MEMBERS = 100;

type Refused = Extract<StepDecision | RescheduleDecision, { outcome: 'refused' }>;

const refuse = ({ because }: Refused): Error => {
  switch (because) {
    case 'not-facilitator':
      return new Forbidden("only the community's facilitator completes a step or moves its deadline");
    case 'done-already':
      return new Conflict(
        'this step is complete already; somebody else, or another window of yours, was first',
      );
    case 'not-next':
      return new Conflict('steps are completed one after another, and this one is not next');
    case 'complete':
      return new Conflict('this cycle is complete, so there is no step left to be done by a day');
    case 'changed-meanwhile':
      return new Conflict(
        'this cycle was changed by somebody else in the meantime; look at it again and repeat what you did',
      );
  }
};

/**
 * Cycles of inquiry. A cycle's page reads, beside the visit's four: the community and the cycle (2, side by side),
 * then one batch of names: 7. Completing a step, or moving its deadline, reads the cycle beside the visit and writes one
 * item.
 */
export const inquiryRoutes = (on: On, { stores, clock, ids }: Dependencies): void => {
  const findCycle = async (organization: string, community: string, cycle: string) => {
    const found = await stores.inquiry.getCycle(organization, community, cycle);
    if (found === undefined) throw new NotFound('there is no cycle of this name in this community');
    return found;
  };

  const todayOf = (c: Context<Env>): string => dayIn(visitOf(c).viewer.timeZone, clock());

  const showCycle = async (
    c: Context<Env>,
    where: { readonly community: string; readonly cycle: string },
    form: FormState,
  ): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const [community, cycle] = await Promise.all([
      findCommunity(stores, organization, where.community),
      findCycle(organization, where.community, where.cycle),
    ]);
    const people = [...cycle.members, ...cycle.completed.map(({ by }) => by)];
    const page = (
      <CyclePage
        viewer={viewer}
        community={community}
        cycle={cycle}
        names={await namesOf(stores, organization, people)}
        today={todayOf(c)}
        canComplete={may(actor, 'cycle.complete-step', { organization, community: where.community })}
        form={form}
      />
    );
    return render(c, page, form.errors.length > 0 ? 422 : 200);
  };

  const showNewCycle = async (
    c: Context<Env>,
    id: string,
    form: FormState,
    chosen?: ReadonlySet<string>,
  ): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const [community, roster] = await Promise.all([
      findCommunity(stores, actor.organization, id),
      stores.members.listRoster(actor.organization, id),
    ]);
    const everybody = roster.map(({ member }) => member);
    const page = (
      <NewCyclePage
        viewer={viewer}
        community={community}
        people={await namesOf(stores, actor.organization, everybody)}
        chosen={chosen ?? new Set(everybody.slice(0, MAX_MEMBERS))}
        form={form}
      />
    );
    return render(c, page, form.errors.length > 0 ? 422 : 200);
  };

  on(routes.newCycle, (c) => showNewCycle(c, c.req.param('community'), emptyForm));

  on(routes.createCycle, async (c) => {
    const { organization, member } = visitOf(c).actor;
    const community = c.req.param('community');
    const fields = await readForm(c);
    const chosen = new Set(await readChoices(c, 'members')).add(member);
    const form = checkForm(cycleForm(todayOf(c)), fields);
    if (form.outcome === 'refused')
      return showNewCycle(c, community, { fields, errors: form.errors }, chosen);
    if (chosen.size > MAX_MEMBERS) {
      const message = `At most ${MAX_MEMBERS} can take part, and ${chosen.size} are chosen.`;
      return showNewCycle(c, community, { fields, errors: [{ field: 'members', message }] }, chosen);
    }
    await findCommunity(stores, organization, community);
    const roster = await stores.members.listRoster(organization, community);
    const { cycle, event } = startCycle({
      organization,
      community,
      cycle: ids(),
      ...form.value,
      // Who is not of the community cannot be brought in by naming them in the form.
      members: roster.flatMap((membership) => (chosen.has(membership.member) ? [membership.member] : [])),
      by: member,
      at: clock(),
      eventId: ids(),
    });
    await stores.inquiry.putCycle(cycle, event);
    return c.redirect(`/communities/${community}/cycles/${cycle.cycle}`, 303);
  });

  on(routes.cycle, (c) =>
    showCycle(c, { community: c.req.param('community'), cycle: c.req.param('cycle') }, emptyForm),
  );

  on(routes.completeStep, async (c) => {
    const { actor } = visitOf(c);
    const where = { community: c.req.param('community'), cycle: c.req.param('cycle') };
    const fields = await readForm(c);
    const form = checkForm(stepForm(todayOf(c)), fields);
    if (form.outcome === 'refused') return showCycle(c, where, { fields, errors: form.errors });
    const cycle = await findCycle(actor.organization, where.community, where.cycle);
    const decision = completeStep(cycle, actor, { ...form.value, at: clock(), eventId: ids() });
    if (decision.outcome === 'refused') throw refuse(decision);
    await stores.inquiry.saveCycle(decision.cycle, decision.event);
    return c.redirect(`/communities/${where.community}/cycles/${where.cycle}`, 303);
  });

  on(routes.rescheduleCycle, async (c) => {
    const { actor } = visitOf(c);
    const where = { community: c.req.param('community'), cycle: c.req.param('cycle') };
    const fields = await readForm(c);
    const form = checkForm(deadlineForm(todayOf(c)), fields);
    if (form.outcome === 'refused') return showCycle(c, where, { fields, errors: form.errors });
    const cycle = await findCycle(actor.organization, where.community, where.cycle);
    const decision = rescheduleCycle(cycle, actor, {
      nextDueOn: form.value.dueOn,
      seen: form.value.revision,
      at: clock(),
      eventId: ids(),
    });
    if (decision.outcome === 'refused') throw refuse(decision);
    if (decision.outcome === 'rescheduled') await stores.inquiry.saveCycle(decision.cycle, decision.event);
    return c.redirect(`/communities/${where.community}/cycles/${where.cycle}`, 303);
  });
};
