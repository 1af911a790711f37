import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Actor } from '../../shared/access/policy.ts';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { acceptLogo } from '../../shared/badges/images/accept-logo.ts';
import { createImagesStore } from '../../shared/badges/images/images-store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { changeProgram } from '../../shared/credits/change-program.ts';
import { createProgramsStore } from '../../shared/credits/programs-store.ts';
import { reportCredit } from '../../shared/credits/report-credit.ts';
import { createReportsStore } from '../../shared/credits/reports-store.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { startSchedule } from '../../shared/digests/window.ts';
import { createPost } from '../../shared/discussions/create-post.ts';
import { createDiscussionsStore } from '../../shared/discussions/store.ts';
import { OWN_SOURCE } from '../../shared/events/envelope.ts';
import { makeEvent } from '../../shared/events/parse-event.ts';
import { completeStep } from '../../shared/inquiry/complete-step.ts';
import { meetGoal } from '../../shared/inquiry/meet-goal.ts';
import { progressGoal } from '../../shared/inquiry/progress-goal.ts';
import { setGoal } from '../../shared/inquiry/set-goal.ts';
import { startCycle } from '../../shared/inquiry/start-cycle.ts';
import { createInquiryStore } from '../../shared/inquiry/store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { type Bus, PUT_EVENTS_LIMIT, publish } from '../../shared/platform/bus.ts';
import { Conflict, Defect, Unavailable } from '../../shared/platform/errors.ts';
import { newToken } from '../../shared/platform/ids.ts';
import type { Table } from '../../shared/platform/table.ts';
import { demoContent } from './content/index.ts';
import { logo } from './content/logo.ts';
import { eventsElsewhere } from './events.ts';
import { belongsTo, createDemoFeed } from './feed.ts';
import type {
  DemoContent,
  DemoCreditReport,
  DemoCycle,
  DemoGoal,
  DemoMember,
  DemoTopic,
  Moment,
} from './model.ts';
import { dayAfter, filledOn, instantOf, madeOn, startOfDay } from './moments.ts';

/** The system to be filled: two of its tables and its bus, as any other program reaches them. */
export interface DemoOptions {
  readonly community: Table;
  readonly credentials: Table;
  readonly bus: Bus;
  /** Where the system is reached, without a trailing slash; its mail shows the association's logo from there. */
  readonly publicUrl?: string;
  readonly now: Date;
  readonly content?: DemoContent;
}

/**
 * What became of it: filled in now (or completed, where an earlier run was interrupted), there already, or left alone
 * because the system holds something else.
 */
export type DemoOutcome = 'filled' | 'there-already' | 'not-empty';

/** Days back to which a first digest tells: a daily one of two days, a weekly one of a week. */
const TOLD_FROM = { daily: 2, weekly: 7, monthly: 31, none: 0 } as const;

/** Writes what an earlier, interrupted run may have written: identifiers are the demo's own, so it is the same. */
const unlessThere = async (write: Promise<void>): Promise<void> => {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
};

/**
 * Fills an empty system with the demo association, through the ways that everything takes: people, rules, cycles,
 * goals and posts by the stores (their events ride on the items), everything else members did by `PutEvents`, each
 * with its own past time. Engagement, grants, badges and digests then arise by themselves. Only when something is told
 * is said beforehand (`feed.ts`): as it happened, not as it arrives.
 *
 * May be run again: it completes what was interrupted and changes nothing that is there.
 *
 * @throws {Unavailable} where the bus does not take an event.
 */
export const seedDemo = async (options: DemoOptions): Promise<DemoOutcome> => {
  const { community: table, credentials, bus, now, content = demoContent } = options;
  const { organization } = content.organization;
  const communities = createCommunitiesStore(table);
  const members = createMembersStore(table);
  const inquiry = createInquiryStore(table);
  const discussions = createDiscussionsStore(table);
  const digests = createDigestsStore(table);
  const awards = createAwardsStore(table, credentials);
  const programs = createProgramsStore(table);
  const reports = createReportsStore(table);

  const firstCommunity = content.communities[0]?.community ?? '';
  const staffMember = content.members.find(({ role }) => role === 'staff')?.member ?? '';
  const lastMember = content.members.at(-1)?.member ?? '';

  if ((await communities.getOrganization(organization)) === undefined) {
    const { Count } = await table.client.send(new ScanCommand({ TableName: table.name, Limit: 1 }));
    if (Count !== 0) return 'not-empty';
  }
  // The schedule of the last member, who is in no community and so told of nothing, is the last thing to be written.
  if ((await digests.getSchedule(organization, lastMember)) !== undefined) return 'there-already';

  const begun = await communities.getCommunity(organization, firstCommunity);
  const day = begun ? filledOn(begun.createdAt) : startOfDay(now);
  const at = (moment: Moment): Date => instantOf(moment, day);
  const dueOn = (days: number | undefined) => (days === undefined ? undefined : dayAfter(days, day));
  const feed = createDemoFeed(table, organization, day);

  /** Keeps the association's logo as staff would upload it; nowhere, where its address is not known. */
  const keepLogo = async (): Promise<{ readonly logo?: string }> => {
    const decision = acceptLogo(Buffer.from(logo, 'base64'), 'image/png');
    if (options.publicUrl === undefined || decision.outcome === 'refused') return {};
    await createImagesStore(credentials).put({
      image: decision.id,
      type: 'image/png',
      bytes: decision.bytes,
    });
    return { logo: `${options.publicUrl}/organizations/${organization}/logos/${decision.id}.png` };
  };

  const fillPlaces = async (): Promise<void> => {
    await communities.putOrganization({ ...content.organization, ...(await keepLogo()) });
    for (const community of content.communities) {
      await communities.putCommunity({ ...community, organization, createdAt: madeOn(day) });
    }
    for (const rule of content.rules) await awards.putRule({ ...rule, organization });
    for (const draft of content.programs) {
      const made = changeProgram(undefined, { ...draft, organization }, staffMember, new Date(madeOn(day)));
      if (made.outcome === 'changed') await unlessThere(programs.saveProgram(made.program, made.change));
    }
  };

  const fillReport = async ({ program, daysAgo, at: moment, ...said }: DemoCreditReport): Promise<void> => {
    const under = await programs.getProgram(organization, program);
    if (!under) throw new Defect(`demo: there is no credit program ${program}`);
    const on = at([daysAgo, '00:00']).toISOString().slice(0, 10);
    const decision = reportCredit(under, { ...said, organization, from: on, through: on, at: at(moment) });
    if (decision.outcome === 'refused') throw new Defect(`demo: ${said.report}: ${decision.because}`);
    await unlessThere(reports.putReport(decision.report, decision.event));
  };

  const fillMember = async ({
    member,
    name,
    email,
    role,
    joined,
    memberships,
  }: DemoMember): Promise<void> => {
    const time = at(joined).toISOString();
    await unlessThere(members.addMember({ organization, member, name, email, role, joinedAt: time }));
    for (const membership of memberships) {
      const { community } = membership;
      const event = makeEvent('member.joined', {
        id: `member.joined/${member}/${community}`,
        source: OWN_SOURCE,
        time,
        organization,
        subject: member,
        data: { member, community },
      });
      await feed.tellInTime(event);
      await unlessThere(members.join({ ...membership, organization, member, joinedAt: time }, event));
    }
  };

  const facilitatorOf = (community: string): Actor => {
    const found = content.members.find(({ memberships }) =>
      memberships.some((one) => one.community === community && one.role === 'facilitator'),
    );
    if (!found) throw new Defect(`demo: the community ${community} has no facilitator`);
    const { member, role, memberships } = found;
    return {
      organization,
      member,
      role,
      communities: new Map(memberships.map((one) => [one.community, one.role])),
    };
  };

  const fillCycle = async ({ started, completed, dueIn, ...draft }: DemoCycle): Promise<void> => {
    const { cycle: id, community } = draft;
    const fresh = startCycle({ ...draft, organization, at: at(started), eventId: `cycle.started/${id}` });
    await unlessThere(inquiry.putCycle(fresh.cycle, fresh.event));
    let cycle = (await inquiry.getCycle(organization, community, id)) ?? fresh.cycle;
    for (const [i, step] of completed.entries()) {
      if (i < cycle.completed.length) continue;
      const decision = completeStep(cycle, facilitatorOf(community), {
        step: i + 1,
        note: step.note,
        nextDueOn: i + 1 === completed.length ? dueOn(dueIn) : undefined,
        at: at(step.at),
        eventId: `cycle.step-completed/${id}/${i + 1}`,
      });
      if (decision.outcome === 'refused') throw new Defect(`demo: ${id}: step ${i + 1}: ${decision.because}`);
      cycle = decision.cycle;
      await inquiry.saveCycle(cycle, decision.event);
    }
  };

  const fillGoal = async ({ set, progress, met, dueIn, ...draft }: DemoGoal): Promise<void> => {
    const { goal: id, member } = draft;
    const fresh = setGoal({
      ...draft,
      organization,
      dueOn: dueOn(dueIn),
      at: at(set),
      eventId: `goal.set/${id}`,
    });
    await unlessThere(inquiry.putGoal(fresh.goal, fresh.event));
    let goal = (await inquiry.getGoal(organization, member, id)) ?? fresh.goal;
    const changes = [...progress, ...(met ? [{ at: met, percent: undefined }] : [])];
    for (const [i, change] of changes.entries()) {
      if (i < goal.revision) continue;
      const asked = { by: member, at: at(change.at), eventId: `goal.changed/${id}/${i + 1}` };
      const decision =
        change.percent === undefined ? meetGoal(goal, asked) : progressGoal(goal, change.percent, asked);
      if (decision.outcome === 'refused') throw new Defect(`demo: ${id}: ${decision.because}`);
      goal = decision.goal;
      await inquiry.saveGoal(goal, decision.event);
    }
  };

  const fillTopic = async ({
    topic,
    community,
    title,
    answers,
    pinned,
    ...first
  }: DemoTopic): Promise<void> => {
    const posts = [
      { ...first, kind: 'topic' as const, post: topic },
      ...answers.map((answer, i) => ({ ...answer, post: `${topic}-${i + 1}` })),
    ];
    for (const { post, kind, by, body, at: moment } of posts) {
      const created = createPost({
        organization,
        community,
        member: by,
        post,
        kind,
        topic,
        title,
        body,
        people: content.members.filter(({ member }) => belongsTo(content, member, community)),
        at: at(moment),
        eventId: `post.created/${post}`,
      });
      await feed.tellInTime(created.event);
      await unlessThere(discussions.createPost(created.post, created.event));
    }
    if (pinned) await feed.pin(community, topic);
  };

  const tellTheRest = async (): Promise<void> => {
    const events = eventsElsewhere(content, day);
    for (const event of events) await feed.tellInTime(event);
    for (let i = 0; i < events.length; i += PUT_EVENTS_LIMIT) {
      const refusal = (await publish(bus, events.slice(i, i + PUT_EVENTS_LIMIT))).find(Boolean);
      if (refusal !== undefined) throw new Unavailable(`demo: the bus did not take an event: ${refusal}`);
    }
  };

  const fillSchedule = async ({ member, digest }: DemoMember): Promise<void> => {
    if ((await digests.getSchedule(organization, member)) !== undefined) return;
    const since = at([TOLD_FROM[digest.frequency], '00:00']).toISOString();
    await digests.putSchedule(
      startSchedule({ organization, member, preferences: digest, since, now, unsubscribeToken: newToken() }),
    );
  };

  await fillPlaces();
  for (const member of content.members) await fillMember(member);
  // Before anything happens that members could be mailed at once: whoever has chosen nothing gets choices of that mail.
  for (const member of content.members.slice(0, -1)) await fillSchedule(member);
  for (const cycle of content.cycles) await fillCycle(cycle);
  for (const goal of content.goals) await fillGoal(goal);
  for (const topic of content.topics) await fillTopic(topic);
  for (const introduction of content.introductions) await feed.introduce(introduction);
  for (const report of content.creditReports) await fillReport(report);
  await tellTheRest();
  for (const member of content.members.slice(-1)) await fillSchedule(member);
  return 'filled';
};
