import type { Cycle, Goal } from '../../shared/inquiry/model.ts';
import { memberItem, membershipItem } from '../../shared/members/member-items.ts';
import { nameAt, titleAt } from './texts.ts';
import { belongsTo, communityAt, DAY, JOINED, MIDNIGHT, memberAt, memberIn, organization } from './who.ts';

/*
 * Goals, cycles and what was read are written as their stores keep them, and not by their stores: those publish an
 * event with each, and the bench would wait for what follows from tens of thousands of them. That digests tell of them
 * is looked at when the bench begins.
 */

/** A cycle under way in every third community, which five of its members take part in. */
export const cycleItem = (c: number, members: number): Record<string, unknown> | undefined => {
  if (c % 3 !== 0) return undefined;
  const cycle: Cycle = {
    organization,
    community: communityAt(c),
    cycle: `cycle-${c}`,
    title: titleAt(c + 5),
    members: Array.from({ length: 5 }, (_, j) => memberIn(c, j * 3, members)),
    startedAt: JOINED,
    completed: [{ by: memberIn(c, 0, members), at: JOINED, note: 'Done & written down.' }],
    nextDueOn: '2026-03-09',
    revision: 2,
  };
  return { pk: `ORG#${organization}#COMMUNITY#${cycle.community}`, sk: `CYCLE#${cycle.cycle}`, ...cycle };
};

const goalItem = (i: number, community: string): Record<string, unknown> => {
  const goal: Goal = {
    organization,
    community,
    member: memberAt(i),
    goal: `goal-${i}`,
    title: titleAt(i + 1),
    measure: 'Two lessons seen by a colleague',
    setAt: JOINED,
    percent: (i * 5) % 100,
    dueOn: '2026-03-20',
    revision: 1,
  };
  return { pk: `ORG#${organization}#MEMBER#${goal.member}`, sk: `GOAL#${goal.goal}`, ...goal };
};

/** One topic of each community, read up to the middle of the day before the first midnight. */
const readItem = (i: number, communities: readonly number[]): Record<string, unknown> => ({
  pk: `ORG#${organization}#MEMBER#${memberAt(i)}`,
  sk: `READ#${new Date(MIDNIGHT - DAY).toISOString().slice(0, 7)}`,
  ...Object.fromEntries(
    communities.map((c) => [`IN#${communityAt(c)}/topic-${c}-${i % 8}`, MIDNIGHT - DAY / 2]),
  ),
  expiresAt: Math.floor((MIDNIGHT + 100 * DAY) / 1000),
});

/** All of the i-th member but their schedule: every fourth has a goal, every other has read something. */
export const memberItems = (i: number, members: number): Record<string, unknown>[] => {
  const member = memberAt(i);
  const communities = belongsTo(i, members);
  return [
    memberItem({
      organization,
      member,
      name: nameAt(i),
      email: `${member}@bench.example.org`,
      role: 'member',
      joinedAt: JOINED,
    }),
    ...communities.map((c) =>
      membershipItem({ organization, member, community: communityAt(c), role: 'member', joinedAt: JOINED }),
    ),
    ...(i % 4 === 0 ? [goalItem(i, communityAt(communities[0] ?? 0))] : []),
    ...(i % 2 === 0 ? [readItem(i, communities)] : []),
  ];
};
