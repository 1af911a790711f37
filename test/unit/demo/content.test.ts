import { describe, expect, it } from 'vitest';
import { demoContent } from '../../../local/demo/content/index.ts';
import { eventsElsewhere } from '../../../local/demo/events.ts';
import type { Moment } from '../../../local/demo/model.ts';
import { filledOn, instantOf, madeOn, startOfDay } from '../../../local/demo/moments.ts';
import { mentionsIn } from '../../../shared/discussions/mentions.ts';
import { steps } from '../../../shared/inquiry/model.ts';
import { isHistory } from '../../../shared/notifications/whom-to-tell.ts';

const { members, communities, topics, cycles, goals, meetings, activities, rules, introductions } =
  demoContent;
const DAY = startOfDay(new Date('2026-11-22T13:45:00Z'));
const time = (moment: Moment) => instantOf(moment, DAY).getTime();
const belongs = (member: string, community: string): boolean =>
  members.some(
    (one) =>
      one.member === member && one.memberships.some((membership) => membership.community === community),
  );
const inOrder = (moments: readonly Moment[]): boolean =>
  moments.every((moment, i) => i === 0 || time(moment) > time(moments[i - 1] ?? moment));

describe('the demo association', () => {
  it('has three communities with one facilitator each, a coach, staff and an administrator', () => {
    expect(communities).toHaveLength(3);
    for (const { community } of communities) {
      const facilitators = members.filter(({ memberships }) =>
        memberships.some((one) => one.community === community && one.role === 'facilitator'),
      );
      expect(facilitators).toHaveLength(1);
    }
    expect(members.filter(({ role }) => role === 'member')).toHaveLength(12);
    expect(members.filter(({ role }) => role === 'staff')).toHaveLength(1);
    expect(members.filter(({ role }) => role === 'administrator')).toHaveLength(1);
    expect(members.some(({ memberships }) => memberships.some(({ role }) => role === 'coach'))).toBe(true);
  });

  it('names nobody twice, and writes to addresses that lead nowhere', () => {
    expect(new Set(members.map(({ member }) => member)).size).toBe(members.length);
    expect(new Set(members.map(({ email }) => email.toLowerCase())).size).toBe(members.length);
    for (const { email } of members) expect(email).toMatch(/^[a-z.-]+@example\.org$/);
  });

  it('ends with somebody who is told of no community, whose choices say that the demo is complete', () => {
    expect(members.at(-1)?.memberships).toEqual([]);
  });

  it('spreads over time zones, with daily, weekly and monthly digests', () => {
    expect(new Set(members.map(({ digest }) => digest.timeZone)).size).toBeGreaterThan(10);
    expect(new Set(members.map(({ digest }) => digest.frequency))).toEqual(
      new Set(['daily', 'weekly', 'monthly', 'none']),
    );
  });
});

describe('what its members did', () => {
  it('was done by people who belong there, after they joined', () => {
    const joined = new Map(members.map((member) => [member.member, time(member.joined)]));
    const deeds = [
      ...topics.flatMap(({ community, by, at, answers }) => [
        { community, by, at },
        ...answers.map((answer) => ({ community, by: answer.by, at: answer.at })),
      ]),
      ...cycles.flatMap(({ community, members: all, started }) =>
        all.map((by) => ({ community, by, at: started })),
      ),
      ...goals.map(({ community, member, set }) => ({ community, by: member, at: set })),
      ...meetings.flatMap(({ community, heldBy, attendedBy, at }) =>
        [heldBy, ...attendedBy].map((by) => ({ community, by, at })),
      ),
    ];
    expect(deeds.length).toBeGreaterThan(100);
    for (const { community, by, at } of deeds) {
      expect(belongs(by, community), `${by} in ${community}`).toBe(true);
      expect(time(at)).toBeGreaterThan(joined.get(by) ?? Number.POSITIVE_INFINITY);
    }
  });

  it('is told in the order in which it happened, and all of it is past', () => {
    for (const { at, answers } of topics)
      expect(inOrder([at, ...answers.map((answer) => answer.at)])).toBe(true);
    for (const { started, completed } of cycles) {
      expect(inOrder([started, ...completed.map((step) => step.at)])).toBe(true);
    }
    for (const { set, progress, met } of goals) {
      expect(inOrder([set, ...progress.map(({ at }) => at), ...(met ? [met] : [])])).toBe(true);
    }
    const all = [
      ...topics.flatMap(({ at, answers }) => [at, ...answers.map((answer) => answer.at)]),
      ...cycles.flatMap(({ completed }) => completed.map(({ at }) => at)),
      ...meetings.map(({ at }) => at),
      ...activities.map(({ at }) => at),
    ];
    for (const [daysAgo] of all) expect(daysAgo).toBeGreaterThanOrEqual(1);
  });

  it('is history for mail at once, at whatever hour the demo is filled in', () => {
    const answers = topics.flatMap((topic) =>
      topic.answers.map(({ by, body, at }) => ({ topic: topic.topic, author: topic.by, by, body, at })),
    );
    const atOnce = [
      ...answers.filter(({ author, by, body }) => author !== by || mentionsIn(body).length > 0),
      ...topics.filter(({ body }) => mentionsIn(body).length > 0),
      ...activities.filter(({ name }) => name === 'coaching.requested'),
    ].map(({ at }) => ({ time: new Date(time(at)).toISOString() }));
    expect(atOnce.length).toBeGreaterThan(20);
    for (const event of atOnce) expect(isHistory(event, DAY), event.time).toBe(true);
  });

  it('fills a fortnight of posts, and leaves one cycle running and one complete', () => {
    const days = new Set(
      topics.flatMap(({ at, answers }) => [at[0], ...answers.map((answer) => answer.at[0])]),
    );
    expect([...days].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(cycles.map(({ completed }) => completed.length)).toEqual([4, steps.length]);
  });

  it('makes one event of each deed, whenever it is asked', () => {
    const events = eventsElsewhere(demoContent, DAY);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(eventsElsewhere(demoContent, DAY)).toEqual(events);
    const attended = meetings.reduce((sum, { attendedBy }) => sum + attendedBy.length + 1, 0);
    expect(events).toHaveLength(meetings.length + attended + activities.length);
    expect(events.map(({ time: at }) => at)).toEqual(events.map(({ time: at }) => at).sort());
  });

  it('has rules for a cycle, for an orientation, for answers, for both and meetings, for meetings and for a goal', () => {
    expect(
      rules.map(({ rule, grants }) => [rule, grants.badge !== undefined, grants.credit?.amount]),
    ).toEqual([
      ['inquiry-cycle', true, 6],
      ['engineers-orientation', true, 1],
      ['ten-answers', true, undefined],
      ['reflective-colleague', true, undefined],
      ['three-meetings', false, 3],
      ['goal-met', true, undefined],
    ]);
  });
});

describe('what a newcomer finds in a first digest', () => {
  const here = 'mathematics';

  it('is something of each kind, in the community that the guide begins with', () => {
    const own = topics.filter(({ community }) => community === here);
    expect(own.some(({ pinned }) => pinned)).toBe(true);
    const open = own.filter(({ answers, title }) => answers.length === 0 && title.endsWith('?'));
    expect(open.some(({ at: [daysAgo] }) => daysAgo >= 2)).toBe(true);
    expect(introductions.find(({ community }) => community === here)?.days).toBeGreaterThanOrEqual(7);
    expect(
      activities.some(
        ({ name, at, data }) => name === 'resource.shared' && at[0] === 1 && data.community === here,
      ),
    ).toBe(true);
  });

  it('speaks to members who belong to the community, lately', () => {
    const mentions = topics.flatMap(({ community, answers }) =>
      answers.flatMap(({ body, at: [daysAgo] }) =>
        mentionsIn(body).map((member) => ({ community, member, daysAgo })),
      ),
    );
    expect(mentions.length).toBeGreaterThan(1);
    for (const { community, member, daysAgo } of mentions) {
      expect(belongs(member, community)).toBe(true);
      expect(daysAgo).toBeLessThan(3);
    }
  });

  it('has days within the week to come: of the next step, and of goals that are not met', () => {
    const [running] = cycles;
    const due = [running?.dueIn, ...goals.flatMap(({ dueIn, met }) => (met ? [] : (dueIn ?? [])))];
    expect(due.length).toBeGreaterThan(2);
    for (const days of due) {
      expect(days).toBeGreaterThan(0);
      expect(days).toBeLessThanOrEqual(7);
    }
  });
});

describe('moments', () => {
  it('are counted back from the day the demo was filled in, also by a later run', () => {
    expect(instantOf([1, '08:30'], DAY).toISOString()).toBe('2026-11-21T08:30:00.000Z');
    expect(filledOn(madeOn(DAY))).toEqual(DAY);
  });
});
