import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../shared/awards/model.ts';
import { totalsByUnit } from '../../../shared/credits/amounts.ts';
import type { DayRecord } from '../../../shared/engagement/model.ts';
import { awardsHeader, awardsRow, byRule } from '../../../web/reports/awards-report.ts';
import { engagementHeader, engagementRow, reportEngagement } from '../../../web/reports/engagement-report.ts';
import { daysOf, lastMonth, lengthOf, MAX_DAYS, PeriodForm } from '../../../web/reports/period.ts';

const record = (member: string, community: string, day: string, counts: DayRecord['counts']): DayRecord => ({
  organization: 'o',
  member,
  community,
  day,
  counts,
});

describe('reportEngagement', () => {
  const period = { from: '2026-11-01', through: '2026-11-03' };
  const report = reportEngagement(
    [
      record('ada', 'x', '2026-11-01', {
        'post.created': 3,
        'post.created/reply': 2,
        'post.created/topic': 1,
      }),
      record('ada', 'y', '2026-11-01', { 'meeting.attended': 1, 'meeting.attended/virtual': 1 }),
      record('ada', 'x', '2026-11-03', { 'post.created': 1, 'post.created/reply': 1 }),
      record('ben', 'x', '2026-11-03', { 'post.created': 9, 'post.created/comment': 9 }),
    ],
    ['cy', 'ada', 'ben'],
    period,
  );

  it('counts an activity once, not again by its kinds', () => {
    expect(report.total).toBe(14);
    expect(report.activities).toEqual(['post.created', 'meeting.attended']);
  });

  it('has every member, the most active first, and counts a day in two communities as one', () => {
    expect(report.members.map(({ member, total, activeDays }) => [member, total, activeDays])).toEqual([
      ['ben', 9, 1],
      ['ada', 5, 2],
      ['cy', 0, 0],
    ]);
    expect(report.activeMembers).toBe(2);
  });

  it('adds up by community', () => {
    expect(report.communities.map(({ community, total, active }) => [community, total, active])).toEqual([
      ['x', 13, 2],
      ['y', 1, 1],
    ]);
  });

  it('has a point for every day, empty ones too', () => {
    expect(report.buckets.map(({ from, totals }) => [from, totals.get('x') ?? 0])).toEqual([
      ['2026-11-01', 3],
      ['2026-11-02', 0],
      ['2026-11-03', 10],
    ]);
  });

  it('shows a long period by week, and loses nothing by it', () => {
    const long = { from: '2026-01-01', through: '2026-03-31' };
    const weeks = reportEngagement(
      [record('ada', 'x', '2026-03-31', { 'post.created': 4 })],
      ['ada'],
      long,
    ).buckets;
    expect(weeks).toHaveLength(13);
    expect(weeks.at(-1)).toMatchObject({ from: '2026-03-26', through: '2026-03-31' });
    expect(weeks.at(-1)?.totals.get('x')).toBe(4);
  });

  it('makes a line of each member with a column per activity', () => {
    expect(engagementHeader(report.activities)).toHaveLength(6);
    const [ben] = report.members;
    expect(ben && engagementRow(ben, 'Ben', report.activities)).toEqual(['ben', 'Ben', 1, 9, 9, 0]);
  });
});

describe('a period', () => {
  it('is the last 30 days where none is chosen', () => {
    const period = lastMonth(new Date('2026-03-01T00:30:00Z'));
    expect(period).toEqual({ from: '2026-01-31', through: '2026-03-01' });
    expect(daysOf(period)).toHaveLength(30);
  });

  it('of one day has one day', () => {
    expect(lengthOf({ from: '2026-11-01', through: '2026-11-01' })).toBe(1);
  });

  it.each([
    [{ from: '2026-11-02', through: '2026-11-01' }, 'through', /before the first/],
    [{ from: '2020-01-01', through: '2026-11-01' }, 'from', new RegExp(`${MAX_DAYS} days`)],
    [{ from: 'yesterday', through: '2026-11-01' }, 'from', /year-month-day/],
    [{ from: '2026-11-01' }, 'through', /year-month-day/],
  ])('%j is refused with the field', (asked, field, message) => {
    const issues = PeriodForm.safeParse(asked).error?.issues ?? [];
    expect(issues.map(({ path }) => path.join('.'))).toEqual([field]);
    expect(issues.map((issue) => issue.message).join('\n')).toMatch(message);
  });
});

describe('awards', () => {
  const grant = (over: Partial<Grant>): Grant => ({
    organization: 'o',
    member: 'ada',
    rule: 'r',
    ruleName: 'R',
    period: 'ever',
    reason: 'because',
    evidence: [],
    grantedAt: '2026-11-01T00:00:00Z',
    ...over,
  });

  it('are added up by rule and unit', () => {
    const rows = byRule([
      grant({ credit: { amount: 2, unit: 'hours' } }),
      grant({ credit: { amount: 0.5, unit: 'hours' }, period: '2026' }),
      grant({ rule: 's', ruleName: 'S', credit: { amount: 1, unit: 'CEU' } }),
    ]);
    expect(rows.map(({ rule, grants }) => [rule, grants])).toEqual([
      ['r', 2],
      ['s', 1],
    ]);
    expect(rows[0]?.credits).toEqual(new Map([['hours', 2.5]]));
  });

  it('count what was issued again or renewed once, and say so in the download', () => {
    const credential = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01';
    const renewed = grant({ period: 'ever~1', renews: credential });
    const [row] = byRule([grant({}), renewed, grant({ period: 'ever~2', replaces: credential })]);
    expect(row).toMatchObject({ rule: 'r', grants: 1 });
    expect(byRule([renewed])).toEqual([]);
    expect(awardsRow(renewed, 'Ada').slice(-2)).toEqual(['Renewal', credential]);
    expect(awardsRow(renewed, 'Ada')).toHaveLength(awardsHeader.length);
  });

  it('take corrections off the total', () => {
    expect(
      totalsByUnit([
        { amount: 2, unit: 'h' },
        { amount: -0.5, unit: 'h' },
      ]),
    ).toEqual(new Map([['h', 1.5]]));
  });
});
