import { describe, expect, it } from 'vitest';
import { meetGoal } from '../../../shared/inquiry/meet-goal.ts';
import { progressGoal } from '../../../shared/inquiry/progress-goal.ts';
import { setGoal } from '../../../shared/inquiry/set-goal.ts';

const at = new Date('2026-11-22T10:00:00Z');
const draft = {
  organization: 'o',
  community: 'c',
  member: 'ada',
  goal: 'g',
  title: 'T',
  measure: '',
  at,
  eventId: 'e',
};
const { goal, event } = setGoal(draft);
const by = (member: string) => ({ by: member, at, eventId: 'e2' });

describe('a goal', () => {
  it('is set with nothing reached, and the event tells no more than that', () => {
    expect(goal).toMatchObject({ percent: 0, revision: 0, setAt: at.toISOString() });
    expect(event.data).toEqual({ member: 'ada', community: 'c', goal: 'g' });
  });

  it('is refused without a title', () => {
    expect(() => setGoal({ ...draft, title: '' })).toThrow(/goal: title/);
  });

  it.each([0, 40, 100])('progresses to %i percent', (percent) => {
    expect(progressGoal(goal, percent, by('ada'))).toMatchObject({
      outcome: 'changed',
      goal: { percent, revision: 1 },
      event: { type: 'colloquy.goal.progressed.v1', data: { percent } },
    });
  });

  it.each([-1, 101, 12.5, Number.NaN])('does not progress to %d percent', (percent) => {
    expect(() => progressGoal(goal, percent, by('ada'))).toThrow(/goal: percent/);
  });

  it('is met by its owner, at 100 percent, once', () => {
    const met = meetGoal(goal, by('ada'));
    if (met.outcome !== 'changed') throw new Error(met.because);
    expect(met).toMatchObject({
      goal: { percent: 100, metAt: at.toISOString(), revision: 1 },
      event: { type: 'colloquy.goal.met.v1' },
    });
    expect(meetGoal(met.goal, by('ada'))).toEqual({ outcome: 'refused', because: 'met-already' });
    expect(progressGoal(met.goal, 50, by('ada'))).toEqual({ outcome: 'refused', because: 'met-already' });
  });

  it('is changed by nobody else', () => {
    expect(meetGoal(goal, by('ben'))).toEqual({ outcome: 'refused', because: 'not-owner' });
    expect(progressGoal(goal, 10, by('ben'))).toEqual({ outcome: 'refused', because: 'not-owner' });
  });
});
