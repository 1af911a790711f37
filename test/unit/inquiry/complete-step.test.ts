import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../shared/access/policy.ts';
import { completeStep, nextStep, type StepDecision } from '../../../shared/inquiry/complete-step.ts';
import { type Cycle, steps } from '../../../shared/inquiry/model.ts';
import { startCycle } from '../../../shared/inquiry/start-cycle.ts';

const at = new Date('2026-11-22T10:00:00Z');
const actor = (role: 'member' | 'facilitator' | 'coach', over: Partial<Actor> = {}): Actor => ({
  organization: 'o',
  member: 'fay',
  role: 'member',
  communities: new Map([['c', role]]),
  ...over,
});
const started: Cycle = startCycle({
  organization: 'o',
  community: 'c',
  cycle: 'cycle-1',
  title: 'Why',
  members: ['ada', 'ben', 'ada'],
  by: 'fay',
  at,
  eventId: 'e0',
}).cycle;
const ask = (step: number) => ({ step, note: `note ${step}`, at, eventId: `e${step}` });
const completedThrough = (last: number): Cycle =>
  Array.from({ length: last }, (_, i) => i + 1).reduce((cycle, step) => {
    const decision = completeStep(cycle, actor('facilitator'), ask(step));
    if (decision.outcome !== 'completed') throw new Error(decision.because);
    return decision.cycle;
  }, started);
const reasonOf = (decision: StepDecision) =>
  decision.outcome === 'refused' ? decision.because : decision.outcome;

describe('completeStep', () => {
  it('completes the first step, says who and when, and goes up one revision', () => {
    const decision = completeStep(started, actor('facilitator'), ask(1));
    expect(decision).toMatchObject({
      outcome: 'completed',
      cycle: { completed: [{ by: 'fay', at: at.toISOString(), note: 'note 1' }], revision: 1 },
      event: {
        id: 'e1',
        type: 'colloquy.cycle.step-completed.v1',
        organization: 'o',
        data: { member: 'fay', community: 'c', cycle: 'cycle-1', step: 1 },
      },
    });
  });

  it('completes the cycle with the last step, for everybody who took part', () => {
    const decision = completeStep(
      completedThrough(steps.length - 1),
      actor('facilitator'),
      ask(steps.length),
    );
    expect(decision).toMatchObject({
      outcome: 'completed',
      event: { type: 'colloquy.cycle.completed.v1', data: { title: 'Why', members: ['fay', 'ada', 'ben'] } },
    });
    expect(decision.outcome === 'completed' && nextStep(decision.cycle)).toBeUndefined();
  });

  it.each(['member', 'coach'] as const)('refuses a %s', (role) => {
    expect(reasonOf(completeStep(started, actor(role), ask(1)))).toBe('not-facilitator');
  });

  it.each([
    ['an administrator', actor('member', { role: 'administrator' })],
    ["another community's facilitator", actor('member', { communities: new Map([['d', 'facilitator']]) })],
    ["another organization's facilitator", actor('facilitator', { organization: 'p' })],
  ])('refuses %s', (_, who) => {
    expect(reasonOf(completeStep(started, who, ask(1)))).toBe('not-facilitator');
  });

  it.each([
    [0, 2, 'not-next'],
    [0, 7, 'not-next'],
    [3, 3, 'done-already'],
    [3, 1, 'done-already'],
    [3, 4, 'completed'],
    [7, 7, 'done-already'],
    [7, 8, 'not-next'],
  ])('with %i complete, step %i is %s', (complete, step, outcome) => {
    expect(reasonOf(completeStep(completedThrough(complete), actor('facilitator'), ask(step)))).toBe(outcome);
  });

  it('leaves the cycle it was given as it was', () => {
    const before = structuredClone(started);
    completeStep(started, actor('facilitator'), ask(1));
    expect(started).toEqual(before);
  });
});

describe('startCycle', () => {
  it.each([
    ['no title', { title: '' }, /cycle: title/],
    ['101 who take part', { members: Array.from({ length: 100 }, (_, i) => `m${i}`) }, /cycle: members/],
  ])('refuses %s, naming the field', (_, wrong, message) => {
    const draft = {
      organization: 'o',
      community: 'c',
      cycle: 'x',
      title: 'T',
      members: [],
      by: 'fay',
      at,
      eventId: 'e',
    };
    expect(() => startCycle({ ...draft, ...wrong })).toThrow(message);
  });
});
