import { describe, expect, it } from 'vitest';
import { remindsBy } from '../../../shared/digests/next-steps.ts';
import { communityOf, contentFor, cycleOf, goalOf, outline, topic } from './content-sample.ts';

/** The day that begins at seven in the morning, New York. */
const dayOf = (day: number) => ({
  from: new Date(Date.UTC(2026, 10, day - 1, 12)).toISOString(),
  until: new Date(Date.UTC(2026, 10, day, 12)).toISOString(),
});

describe('a deadline alone', () => {
  it.each([
    ['makes no digest while it is far off', [1, 12], []],
    ['makes one a week before, the day before, and the day after', [1, 30], [13, 19, 21]],
    ['makes none ever after', [22, 60], []],
  ])('%s', (_, [first = 0, last = 0], days) => {
    const all = Array.from({ length: last - first + 1 }, (__, i) => first + i);
    expect(all.filter((day) => remindsBy('2026-11-20', dayOf(day), 'America/New_York'))).toEqual(days);
  });

  it('is told once in a mail of five days, and by the member’s own calendar', () => {
    const window = { from: dayOf(10).from, until: dayOf(14).until };
    expect(remindsBy('2026-11-20', window, 'America/New_York')).toBe(true);
    // Half past eleven in the evening of the twelfth in New York is the thirteenth in Auckland.
    const evening = { from: '2026-11-12T04:30:00.000Z', until: '2026-11-13T04:30:00.000Z' };
    expect(remindsBy('2026-11-20', evening, 'America/New_York')).toBe(false);
    expect(remindsBy('2026-11-20', evening, 'Pacific/Auckland')).toBe(true);
  });

  it('is no matter where no day was set', () => {
    expect(remindsBy(undefined, dayOf(13), 'UTC')).toBe(false);
  });
});

describe('what is undone', () => {
  it('is told beside other news, and not by itself', () => {
    const goals = [goalOf({ dueOn: '2026-11-05' })];
    expect(outline(contentFor([communityOf([])], { goals }))).toEqual([]);
    expect(outline(contentFor([communityOf([topic({ post: 't' })])], { goals }))).toEqual([
      'next: goal goal/listen',
      'unanswered: unanswered topic/algebra/t',
    ]);
  });

  it('comes last once its day is over, and is told for two weeks', () => {
    const goals = ['2026-11-15', '2026-11-02', '2026-11-01', '2026-11-20'].map((dueOn) =>
      goalOf({ goal: dueOn, dueOn }),
    );
    const { items } = contentFor([communityOf([topic({ post: 't' })])], { goals: [...goals, goalOf()] });
    expect(
      items.flatMap(({ why, id }) => (why.kind === 'goal' ? [`${id} ${why.overdue ?? false}`] : [])),
    ).toEqual(['goal/2026-11-20 false', 'goal/listen false', 'goal/2026-11-15 true', 'goal/2026-11-02 true']);
  });

  it('is left to the mail of its own on the day before, where the member gets one', () => {
    const step = (nextDueOn: string, mailedDeadlines: boolean) =>
      outline(contentFor([communityOf([], { cycles: [cycleOf({ nextDueOn })] })], { mailedDeadlines }));
    expect(step('2026-11-17', true)).toEqual([]);
    expect(step('2026-11-17', false)).toEqual(['next: next-step cycle/algebra/fractions']);
    const goals = [goalOf({ dueOn: '2026-11-17' })];
    expect(outline(contentFor([communityOf([])], { goals, mailedDeadlines: true }))).toHaveLength(1);
  });

  it('is told by itself as its day comes near', () => {
    const goals = [goalOf({ dueOn: '2026-11-17' })];
    expect(outline(contentFor([communityOf([])], { goals }))).toEqual(['next: goal goal/listen']);
  });
});
