import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../shared/access/policy.ts';
import { completeStep } from '../../../shared/inquiry/complete-step.ts';
import { type Cycle, steps } from '../../../shared/inquiry/model.ts';
import { rescheduleCycle } from '../../../shared/inquiry/reschedule-cycle.ts';
import { setGoal } from '../../../shared/inquiry/set-goal.ts';
import { startCycle } from '../../../shared/inquiry/start-cycle.ts';

const at = new Date('2026-11-22T10:00:00Z');
const actor = (role: 'member' | 'facilitator'): Actor => ({
  organization: 'o',
  member: 'fay',
  role: 'member',
  communities: new Map([['c', role]]),
});
const draft = {
  organization: 'o',
  community: 'c',
  cycle: 'x',
  title: 'Why',
  members: [],
  by: 'fay',
  at,
  eventId: 'e0',
};
const { cycle: started, event } = startCycle({ ...draft, nextDueOn: '2026-11-27' });
const complete = (cycle: Cycle, nextDueOn?: string) => {
  const step = cycle.completed.length + 1;
  const decision = completeStep(cycle, actor('facilitator'), { step, note: '', at, eventId: 'e', nextDueOn });
  if (decision.outcome !== 'completed') throw new Error(decision.because);
  return decision;
};
const reschedule = (cycle: Cycle, nextDueOn?: string, seen = cycle.revision, who = actor('facilitator')) =>
  rescheduleCycle(cycle, who, { nextDueOn, seen, at, eventId: 'e9' });

describe('the deadline of a cycle', () => {
  it('is set with its start, and told', () => {
    expect([started.nextDueOn, event.data.nextDueOn]).toEqual(['2026-11-27', '2026-11-27']);
    expect(startCycle(draft).event.data).not.toHaveProperty('nextDueOn');
  });

  it('goes with the step it is of; the next has its own or none', () => {
    expect(complete(started).cycle.nextDueOn).toBeUndefined();
    const decision = complete(started, '2026-12-04');
    expect(decision.cycle.nextDueOn).toBe('2026-12-04');
    expect(decision.event).toMatchObject({ data: { step: 1, nextDueOn: '2026-12-04' } });
  });

  it('ends with the cycle', () => {
    let cycle = started;
    while (cycle.completed.length < steps.length) ({ cycle } = complete(cycle, '2026-12-04'));
    expect(cycle.nextDueOn).toBeUndefined();
    expect(reschedule(cycle, '2026-12-24')).toEqual({ outcome: 'refused', because: 'complete' });
  });

  it.each([
    ['moved', '2026-12-01', { nextDueOn: '2026-12-01' }],
    ['taken away', undefined, {}],
  ] as const)('is %s by an event of its own', (_, day, told) => {
    const decision = reschedule(started, day);
    if (decision.outcome !== 'rescheduled') throw new Error(decision.outcome);
    expect(decision.cycle.nextDueOn).toBe(day);
    expect(decision.cycle.revision).toBe(1);
    expect(decision.event.type).toBe('colloquy.cycle.rescheduled.v1');
    expect(decision.event.data).toEqual({ member: 'fay', community: 'c', cycle: 'x', ...told });
  });

  it('is not moved by a member, by whoever saw another step, or to the day it is', () => {
    expect(reschedule(started, '2026-12-01', 0, actor('member'))).toMatchObject({
      because: 'not-facilitator',
    });
    expect(reschedule(complete(started).cycle, '2026-12-01', 0)).toMatchObject({
      because: 'changed-meanwhile',
    });
    expect(reschedule(started, '2026-11-27')).toEqual({ outcome: 'unchanged' });
  });

  it.each(['2026-02-30', 'soon', '2026-12-01T00:00:00Z'])('is a day, and %s is none', (day) => {
    expect(() => reschedule(started, day)).toThrow(/nextDueOn/);
    expect(() => complete(started, day)).toThrow(/nextDueOn/);
    expect(() => startCycle({ ...draft, nextDueOn: day })).toThrow(/nextDueOn/);
  });
});

it('a goal keeps the day it is to be met by, and tells it', () => {
  const made = setGoal({
    organization: 'o',
    community: 'c',
    member: 'ada',
    goal: 'g',
    title: 'T',
    measure: '',
    dueOn: '2026-12-01',
    at,
    eventId: 'e',
  });
  expect([made.goal.dueOn, made.event.data.dueOn]).toEqual(['2026-12-01', '2026-12-01']);
});
