import { describe, expect, it } from 'vitest';
import type { DigestPreferences, DigestSchedule, MailPreferences } from '../../../shared/digests/model.ts';
import { changePreferences, moveSchedule, startSchedule, windowAt } from '../../../shared/digests/window.ts';

const daily: DigestPreferences = { frequency: 'daily', timeZone: 'UTC', hour: 7, weekday: 1 };

const scheduleOf = (own: Partial<DigestSchedule> = {}): DigestSchedule => ({
  ...daily,
  organization: 'maths',
  member: 'ana',
  coveredUntil: '2026-11-20T07:00:00.000Z',
  dueAt: '2026-11-21T07:00:00.000Z',
  unsubscribeToken: 'abcdefghijklmnopqrstuv',
  ...own,
});

const due = (from: string, until: string, nextDueAt: string) => ({
  kind: 'due',
  window: { from: `${from}:00.000Z`, until: `${until}:00.000Z` },
  nextDueAt: `${nextDueAt}:00.000Z`,
});

describe('windowAt', () => {
  it.each([
    ['a moment before', scheduleOf(), '2026-11-21T06:59:59.999Z', { kind: 'not-due' }],
    [
      'at the instant, when what is on its way has not arrived yet',
      scheduleOf(),
      '2026-11-21T07:00:00Z',
      { kind: 'not-due' },
    ],
    [
      'a minute after the instant, of all until the instant',
      scheduleOf(),
      '2026-11-21T07:01:00Z',
      due('2026-11-20T07:00', '2026-11-21T07:00', '2026-11-22T07:00'),
    ],
    [
      'a planner that comes ten minutes late tells no more than the day',
      scheduleOf(),
      '2026-11-21T07:10:00Z',
      due('2026-11-20T07:00', '2026-11-21T07:00', '2026-11-22T07:00'),
    ],
    [
      'a system that stood still for five days tells all of it at once',
      scheduleOf(),
      '2026-11-26T09:00:00Z',
      due('2026-11-20T07:00', '2026-11-26T07:00', '2026-11-27T07:00'),
    ],
    [
      'given back after the mail service was away: the same window',
      scheduleOf({ dueAt: '2026-11-21T07:03:00.000Z' }),
      '2026-11-21T07:20:00Z',
      due('2026-11-20T07:00', '2026-11-21T07:00', '2026-11-22T07:00'),
    ],
    [
      'no boundary of the present preferences since: as far as the schedule says',
      scheduleOf({ hour: 12, dueAt: '2026-11-20T10:00:00.000Z', coveredUntil: '2026-11-20T08:00:00.000Z' }),
      '2026-11-20T10:30:00Z',
      due('2026-11-20T08:00', '2026-11-20T10:00', '2026-11-20T12:00'),
    ],
    [
      'none either, and given back at an odd instant: as far as the quarter of an hour before',
      scheduleOf({ frequency: 'weekly', dueAt: '2026-11-20T10:07:12.345Z' }),
      '2026-11-20T10:30:00Z',
      due('2026-11-20T07:00', '2026-11-20T10:00', '2026-11-23T07:00'),
    ],
    [
      'due again before what the planner missed was told: the next is not left out',
      scheduleOf({ dueAt: '2026-11-21T07:00:00.000Z' }),
      '2026-11-22T07:00:30Z',
      due('2026-11-20T07:00', '2026-11-21T07:00', '2026-11-22T07:00'),
    ],
    [
      'nobody who wants none is due',
      scheduleOf({ frequency: 'none' }),
      '2026-11-20T00:00:00Z',
      { kind: 'not-due' },
    ],
  ])('%s', (_, schedule, now, expected) => {
    expect(windowAt(schedule, new Date(now))).toEqual(expected);
  });
});

/** The windows of a member whose planner comes a minute after each is due, from one that is behind them. */
const windowsOf = (preferences: DigestPreferences, coveredUntil: string, count: number) => {
  let schedule = changePreferences(scheduleOf({ coveredUntil }), preferences, new Date(coveredUntil));
  return Array.from({ length: count }, () => {
    const decision = windowAt(schedule, new Date(Date.parse(schedule.dueAt ?? '') + 60_000));
    if (decision.kind !== 'due') throw new Error('nothing was due');
    const { from, until } = decision.window;
    schedule = moveSchedule(schedule, until, decision.nextDueAt);
    return `${from.slice(0, 16)} ${(Date.parse(until) - Date.parse(from)) / 3_600_000} h`;
  });
};

describe('a member’s own days', () => {
  it.each([
    [
      'the day on which New York’s clock goes forward has 23 hours',
      'America/New_York',
      '2026-03-07T12:00:00.000Z',
      ['2026-03-07T12:00 23 h', '2026-03-08T11:00 24 h'],
    ],
    [
      'the day on which it goes back has 25',
      'America/New_York',
      '2026-10-31T11:00:00.000Z',
      ['2026-10-31T11:00 25 h', '2026-11-01T12:00 24 h'],
    ],
    [
      'Lord Howe’s clock goes forward by half an hour',
      'Australia/Lord_Howe',
      '2026-10-02T20:30:00.000Z',
      ['2026-10-02T20:30 23.5 h', '2026-10-03T20:00 24 h'],
    ],
    [
      'Chatham’s stands at 45 minutes, before and after',
      'Pacific/Chatham',
      '2026-09-25T18:15:00.000Z',
      ['2026-09-25T18:15 23 h', '2026-09-26T17:15 24 h'],
    ],
    [
      'Kolkata’s at 30, and never moves',
      'Asia/Kolkata',
      '2026-03-07T01:30:00.000Z',
      ['2026-03-07T01:30 24 h'],
    ],
    ['Kathmandu’s at 45', 'Asia/Kathmandu', '2026-03-07T01:15:00.000Z', ['2026-03-07T01:15 24 h']],
    [
      'the day that Samoa left out to cross the date line is no day: the next comes after 24 hours',
      'Pacific/Apia',
      '2011-12-28T17:00:00.000Z',
      ['2011-12-28T17:00 24 h', '2011-12-29T17:00 24 h', '2011-12-30T17:00 24 h'],
    ],
    [
      'a day in Kiritimati, the first place on earth',
      'Pacific/Kiritimati',
      '2026-12-30T17:00:00.000Z',
      ['2026-12-30T17:00 24 h'],
    ],
  ])('%s', (_, timeZone, since, expected) => {
    expect(windowsOf({ ...daily, timeZone }, since, expected.length)).toEqual(expected);
  });

  it('months have 28 to 31 days', () => {
    const monthly: DigestPreferences = { ...daily, frequency: 'monthly', monthday: 31 };
    expect(windowsOf(monthly, '2026-01-31T07:00:00.000Z', 3)).toEqual([
      `2026-01-31T07:00 ${28 * 24} h`,
      `2026-02-28T07:00 ${31 * 24} h`,
      `2026-03-31T07:00 ${30 * 24} h`,
    ]);
  });
});

describe('startSchedule', () => {
  it('tells a new member of everything since they joined, at the first hour they chose', () => {
    const schedule = startSchedule({
      organization: 'maths',
      member: 'ana',
      preferences: daily,
      since: '2026-11-20T09:30:00Z',
      now: new Date('2026-11-20T09:30:00Z'),
      unsubscribeToken: 'abcdefghijklmnopqrstuv',
    });
    expect(schedule).toMatchObject({
      coveredUntil: '2026-11-20T09:30:00.000Z',
      dueAt: '2026-11-21T07:00:00.000Z',
    });
  });
});

describe('changePreferences', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const neverDue = scheduleOf({ frequency: 'none' });
  delete neverDue.dueAt;
  const off = (offSince: string): DigestSchedule => ({ ...neverDue, offSince: `${offSince}:00.000Z` });

  it.each([
    [
      'a later hour: what was not told waits for it',
      scheduleOf(),
      { ...daily, hour: 9 },
      { coveredUntil: '2026-11-20T07:00:00.000Z', dueAt: '2026-11-21T09:00:00.000Z' },
    ],
    [
      'another zone',
      scheduleOf(),
      { ...daily, timeZone: 'America/New_York' },
      { coveredUntil: '2026-11-20T07:00:00.000Z', dueAt: '2026-11-21T12:00:00.000Z' },
    ],
    [
      'one that was due and not yet sent is not lost',
      scheduleOf({ dueAt: '2026-11-20T11:59:00.000Z' }),
      { ...daily, hour: 13 },
      { coveredUntil: '2026-11-20T07:00:00.000Z', dueAt: '2026-11-20T11:59:00.000Z' },
    ],
    [
      'digests after never any: from now on',
      neverDue,
      daily,
      { coveredUntil: '2026-11-20T12:00:00.000Z', dueAt: '2026-11-21T07:00:00.000Z' },
    ],
    [
      'digests again within a day: as if they had never ended',
      off('2026-11-19T12:00'),
      daily,
      { coveredUntil: '2026-11-20T07:00:00.000Z', dueAt: '2026-11-21T07:00:00.000Z' },
    ],
    [
      'digests again after more than a day: from now on, not of the time between',
      off('2026-11-19T11:59'),
      daily,
      { coveredUntil: '2026-11-20T12:00:00.000Z', dueAt: '2026-11-21T07:00:00.000Z' },
    ],
  ])('%s', (_, schedule, preferences, expected) => {
    expect(changePreferences(schedule, preferences, now)).toMatchObject({ ...preferences, ...expected });
  });

  it.each<[string, Partial<MailPreferences>]>([
    ['what is told at once', { off: ['mention'] }],
    ['the language', { language: 'fr' }],
    ['quiet hours', { quietHours: { from: 22, until: 6 } }],
    ['what is heard of a community', { communities: { algebra: 'muted' } }],
    ['the weekday, where digests come daily', { weekday: 4 }],
  ])('never moves what is due where %s changes', (_, other) => {
    // A given-back digest is due at an instant that no choice names.
    for (const dueAt of ['2026-11-20T11:03:20.000Z', '2026-11-20T12:03:20.000Z', '2026-11-21T07:00:00.000Z'])
      expect(changePreferences(scheduleOf({ dueAt }), { ...daily, ...other }, now)).toMatchObject({ dueAt });
    expect(changePreferences(neverDue, { ...neverDue, ...other }, now)).not.toHaveProperty('dueAt');
  });

  it.each<[string, DigestPreferences]>([
    ['the weekday of a weekly one', { ...daily, frequency: 'weekly', weekday: 3 }],
    ['the day of a monthly one', { ...daily, frequency: 'monthly', monthday: 7 }],
  ])('moves what is to come where %s changes, and leaves what has come', (_, chosen) => {
    const before = { ...chosen, weekday: 1, monthday: 1 };
    const dueAt = '2026-12-01T07:00:00.000Z';
    expect(changePreferences(scheduleOf({ ...before, dueAt }), chosen, now).dueAt).not.toBe(dueAt);
    expect(changePreferences(scheduleOf({ ...before, dueAt }), chosen, new Date(dueAt)).dueAt).toBe(dueAt);
  });

  it('none: nothing is due any more, not even what was due and not yet sent, and the hour is remembered', () => {
    const overdue = scheduleOf({ dueAt: '2026-11-20T11:59:00.000Z' });
    expect(changePreferences(overdue, { ...daily, frequency: 'none' }, now)).not.toHaveProperty('dueAt');
    const ended = changePreferences(scheduleOf(), { ...daily, frequency: 'none' }, now);
    expect(ended).not.toHaveProperty('dueAt');
    expect(ended).toMatchObject({ frequency: 'none', hour: 7 });
  });

  it.each([
    [30, '2026-11-20T07:00:00.000Z'],
    [31, '2026-12-21T12:00:00.000Z'],
  ])('taken back after %i days, it tells from %s on', (days, coveredUntil) => {
    const ended = changePreferences(scheduleOf(), { ...daily, frequency: 'none' }, now);
    const still = changePreferences(ended, { ...ended, hour: 9 }, new Date(now.getTime() + 86_400_000));
    const later = new Date(now.getTime() + days * 86_400_000);
    const again = changePreferences(still, { ...still, frequency: 'daily' }, later, 'undo');
    expect(again).toMatchObject({ frequency: 'daily', coveredUntil });
    expect(again).not.toHaveProperty('offSince');
  });

  it('takes the preferences alone from what it is given', () => {
    const other = scheduleOf({ member: 'ben', unsubscribeToken: 'z'.repeat(22) });
    expect(changePreferences(scheduleOf(), other, now)).toMatchObject({
      member: 'ana',
      unsubscribeToken: 'abcdefghijklmnopqrstuv',
    });
  });
});
