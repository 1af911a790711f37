import { describe, expect, it } from 'vitest';
import { hoursBetween } from '../../../shared/digests/due-hours.ts';
import { afterStep, nextStep, openCursor, type PlannerCursor } from '../../../shared/digests/planning.ts';

const now = new Date('2026-11-22T07:20:00.000Z');
const QUARTER = 15 * 60_000;

/** A run that is never stopped, over something due in one hour that nobody sends; says what it went over. */
const run = (cursor: PlannerCursor | undefined, at: Date, standing?: string) => {
  let next = openCursor(cursor, at);
  const passes: string[] = [];
  for (let step = nextStep(next, at); step; step = nextStep(next, at)) {
    const { kind, pass } = step;
    passes.push(`${kind} ${pass.after} to ${pass.through}`);
    const found = standing !== undefined && standing > pass.after && standing <= pass.through;
    const told = { kind, pass: found ? { ...pass, earliest: standing.slice(0, 13) } : pass };
    next = afterStep(next, told, { stopped: false, now: at });
  }
  return { cursor: next, passes };
};

describe('the planner’s passes', () => {
  it('begin with what became due since the last run, or in three days where there was none', () => {
    expect(run({ hour: '2026-11-22T06' }, now).passes).toEqual([
      'fresh 2026-11-22T05:59:59.999Z to 2026-11-22T07:20:00.000Z',
    ]);
    expect(run(undefined, now).passes).toEqual([
      'fresh 2026-11-19T06:59:59.999Z to 2026-11-22T07:20:00.000Z',
    ]);
    const { cursor } = run(undefined, now);
    expect(run(cursor, new Date('2026-11-22T07:35:00Z')).passes).toEqual([
      'fresh 2026-11-22T07:20:00.000Z to 2026-11-22T07:35:00.000Z',
    ]);
  });

  it('take up what was before the clock was set back, and what was due longer ago than that still', () => {
    const ahead = { hour: '2026-11-01T05', told: '2026-11-22T08:00:00.000Z' };
    expect(run(ahead, now).passes).toEqual(['fresh 2026-11-01T04:59:59.999Z to 2026-11-22T07:20:00.000Z']);
  });

  it('tell again hourly for a day, every three hours for a week, then daily, and for ever', () => {
    const due = '2026-11-22T07:15:00.000Z';
    let { cursor } = run({ hour: '2026-11-22T07' }, now, due);
    const again: number[] = [];
    for (let quarter = 1; quarter <= 60 * 96; quarter += 1) {
      const at = new Date(now.getTime() + quarter * QUARTER);
      const result = run(cursor, at, due);
      ({ cursor } = result);
      const covers = (pass: string): boolean => {
        const [kind, after = '', , through = ''] = pass.split(' ');
        return kind === 'again' && after < due && due <= through;
      };
      if (result.passes.some(covers)) again.push((at.getTime() - Date.parse(due)) / 60_000);
      expect(cursor.hour).toBe('2026-11-22T07');
    }
    // Minutes since it was due, and since it was told last.
    const gaps = again.map((minutes, i) => [minutes / 60, minutes - (again[i - 1] ?? 0)] as const);
    expect(again[0]).toBeLessThanOrEqual(120 + 15);
    for (const [hours, gap] of gaps.slice(1)) {
      expect(gap).toBeGreaterThanOrEqual(60);
      expect(gap).toBeLessThanOrEqual(hours < 24 ? 75 : hours < 7 * 24 ? 4 * 60 : 25 * 60);
    }
    expect(gaps.filter(([hours]) => hours > 8 * 24 && hours <= 58 * 24)).toHaveLength(50);
  });

  it('move on to the present where nothing is left over', () => {
    let cursor: PlannerCursor = { hour: '2026-11-20T00' };
    for (let quarter = 0; quarter <= 96; quarter += 1) {
      ({ cursor } = run(cursor, new Date(now.getTime() + quarter * QUARTER)));
    }
    expect(cursor.hour >= '2026-11-23T04').toBe(true);
  });

  it('stop where a run does, and go on from there before anything else is begun', () => {
    const begun = openCursor({ hour: '2026-11-01T00' }, now);
    const step = nextStep(begun, now);
    if (!step) throw new Error('nothing is to be told');
    const at = { hour: '2026-11-03T04', shard: 1, after: 'x' };
    const stopped = afterStep(
      begun,
      { ...step, pass: { ...step.pass, at, earliest: '2026-11-02T00' } },
      { stopped: true, now },
    );
    const later = new Date(now.getTime() + QUARTER);
    expect(nextStep(openCursor(stopped, later), later)).toEqual({
      kind: 'fresh',
      pass: { ...step.pass, at, earliest: '2026-11-02T00' },
    });
    expect(run(stopped, later).passes).toEqual([
      'fresh 2026-10-31T23:59:59.999Z to 2026-11-22T07:20:00.000Z',
      'fresh 2026-11-22T07:20:00.000Z to 2026-11-22T07:35:00.000Z',
    ]);
  });
});

describe('the hours of the index', () => {
  it('are all of them, both ends included, and none where there is nothing between', () => {
    expect([...hoursBetween('2026-11-21T22', '2026-11-22T01')]).toEqual([
      '2026-11-21T22',
      '2026-11-21T23',
      '2026-11-22T00',
      '2026-11-22T01',
    ]);
    expect([...hoursBetween('2026-11-22T01', '2026-11-22T00')]).toEqual([]);
  });
});
