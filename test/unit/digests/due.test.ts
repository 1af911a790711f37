import { describe, expect, it } from 'vitest';
import { lastDue, nextDue } from '../../../shared/digests/due.ts';
import { instantShowing, wallClock } from '../../../shared/digests/local-time.ts';
import type { DigestPreferences } from '../../../shared/digests/model.ts';

const daily = (timeZone: string, hour: number): DigestPreferences => ({
  frequency: 'daily',
  timeZone,
  hour,
  weekday: 1,
});

/** The due instants that follow one another from an instant on. */
const following = (preferences: DigestPreferences, after: string, count: number): string[] => {
  const instants: string[] = [];
  let at = new Date(after);
  while (instants.length < count) {
    at = nextDue(preferences, at) ?? new Date(Number.NaN);
    instants.push(at.toISOString().slice(0, 16));
  }
  return instants;
};

describe('nextDue, daily', () => {
  it.each([
    [
      'New York springs forward on 8 March 2026; 07:00 stays 07:00',
      'America/New_York',
      7,
      '2026-03-06T13:00:00Z',
      ['2026-03-07T12:00', '2026-03-08T11:00', '2026-03-09T11:00'],
    ],
    [
      'New York has no 02:00 that day; 03:00 follows',
      'America/New_York',
      2,
      '2026-03-07T12:00:00Z',
      ['2026-03-08T07:00', '2026-03-09T06:00'],
    ],
    [
      'New York falls back on 1 November 2026; 01:00 comes twice and counts once',
      'America/New_York',
      1,
      '2026-10-31T12:00:00Z',
      ['2026-11-01T05:00', '2026-11-02T06:00'],
    ],
    [
      'London springs forward on 29 March 2026 over 01:00',
      'Europe/London',
      1,
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00', '2026-03-30T00:00'],
    ],
    [
      'London falls back on 25 October 2026 over 01:00',
      'Europe/London',
      1,
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:00', '2026-10-26T01:00'],
    ],
    [
      'Sydney springs forward on 4 October 2026 over 02:00',
      'Australia/Sydney',
      2,
      '2026-10-03T00:00:00Z',
      ['2026-10-03T16:00', '2026-10-04T15:00'],
    ],
    [
      'Sydney falls back on 5 April 2026; 02:00 comes twice',
      'Australia/Sydney',
      2,
      '2026-04-04T00:00:00Z',
      ['2026-04-04T15:00', '2026-04-05T16:00'],
    ],
    [
      'Lord Howe springs forward by half an hour: 02:00 is 02:30',
      'Australia/Lord_Howe',
      2,
      '2026-10-03T00:00:00Z',
      ['2026-10-03T15:30', '2026-10-04T15:00'],
    ],
    [
      'Lord Howe falls back by half an hour: 02:00 is reached after 01:30 came twice',
      'Australia/Lord_Howe',
      2,
      '2026-04-04T00:00:00Z',
      ['2026-04-04T15:30', '2026-04-05T15:30'],
    ],
    ['Kolkata is 5 h 30 min ahead', 'Asia/Kolkata', 7, '2026-11-21T01:31:00Z', ['2026-11-22T01:30']],
    ['Kathmandu is 5 h 45 min ahead', 'Asia/Kathmandu', 7, '2026-11-21T02:00:00Z', ['2026-11-22T01:15']],
    [
      'Chatham springs forward from 12:45 to 13:45 ahead',
      'Pacific/Chatham',
      7,
      '2026-09-25T18:16:00Z',
      ['2026-09-26T17:15', '2026-09-27T17:15'],
    ],
    [
      'Chatham has no 02:45 on 27 September 2026; 03:00 is there',
      'Pacific/Chatham',
      3,
      '2026-09-25T18:00:00Z',
      ['2026-09-26T14:15', '2026-09-27T13:15'],
    ],
    [
      'Kiritimati is a day ahead of Honolulu',
      'Pacific/Kiritimati',
      7,
      '2026-11-20T17:00:00Z',
      ['2026-11-21T17:00', '2026-11-22T17:00'],
    ],
    [
      'Samoa left out 30 December 2011; each day that was counts once',
      'Pacific/Apia',
      7,
      '2011-12-28T17:00:00Z',
      ['2011-12-29T17:00', '2011-12-30T17:00', '2011-12-31T17:00'],
    ],
    [
      'Havana has no midnight on 8 March 2026; 01:00 follows',
      'America/Havana',
      0,
      '2026-03-07T06:00:00Z',
      ['2026-03-08T05:00', '2026-03-09T04:00'],
    ],
  ])('%s', (_, timeZone, hour, after, expected) => {
    expect(following(daily(timeZone, hour), after, expected.length)).toEqual(expected);
  });

  it('is strictly after the instant given', () => {
    const due = new Date('2026-11-22T07:00:00.000Z');
    expect(nextDue(daily('UTC', 7), due)?.toISOString()).toBe('2026-11-23T07:00:00.000Z');
    expect(nextDue(daily('UTC', 7), new Date(due.getTime() - 1))).toEqual(due);
  });
});

describe('nextDue, weekly', () => {
  const weekly = (timeZone: string, weekday: number): DigestPreferences => ({
    frequency: 'weekly',
    timeZone,
    hour: 7,
    weekday,
  });

  it.each([
    [
      'Monday in London across the end of summer time',
      'Europe/London',
      1,
      '2026-10-19T06:00:00Z',
      ['2026-10-26T07:00', '2026-11-02T07:00'],
    ],
    [
      'Sunday, the last of the week',
      'UTC',
      7,
      '2026-11-22T07:00:00Z',
      ['2026-11-29T07:00', '2026-12-06T07:00'],
    ],
    [
      'Monday in Kiritimati is Sunday in UTC',
      'Pacific/Kiritimati',
      1,
      '2026-11-20T00:00:00Z',
      ['2026-11-22T17:00'],
    ],
    [
      'Monday in Honolulu, the same calendar',
      'Pacific/Honolulu',
      1,
      '2026-11-20T00:00:00Z',
      ['2026-11-23T17:00'],
    ],
    [
      'the Friday Samoa left out is told the next morning',
      'Pacific/Apia',
      5,
      '2011-12-24T00:00:00Z',
      ['2011-12-30T17:00', '2012-01-05T17:00'],
    ],
  ])('%s', (_, timeZone, weekday, after, expected) => {
    expect(following(weekly(timeZone, weekday), after, expected.length)).toEqual(expected);
  });
});

describe('nextDue, monthly', () => {
  const monthly = (timeZone: string, monthday?: number): DigestPreferences => ({
    frequency: 'monthly',
    timeZone,
    hour: 7,
    weekday: 1,
    ...(monthday !== undefined && { monthday }),
  });

  it.each([
    [
      'the 31st is the last day of months of 31, 28 and 30 days',
      monthly('UTC', 31),
      '2026-01-01T00:00:00Z',
      ['2026-01-31T07:00', '2026-02-28T07:00', '2026-03-31T07:00', '2026-04-30T07:00', '2026-05-31T07:00'],
    ],
    [
      'the 30th is the 29th in February of a leap year',
      monthly('UTC', 30),
      '2028-01-31T00:00:00Z',
      ['2028-02-29T07:00', '2028-03-30T07:00'],
    ],
    ['the first, where no day was chosen', monthly('UTC'), '2026-12-01T07:00:00Z', ['2027-01-01T07:00']],
    [
      'the 1st in Kiritimati is still the last of the month before in UTC',
      monthly('Pacific/Kiritimati', 1),
      '2026-11-20T00:00:00Z',
      ['2026-11-30T17:00', '2026-12-31T17:00'],
    ],
    [
      'the 30th that Samoa left out is told the next morning',
      monthly('Pacific/Apia', 30),
      '2011-12-01T00:00:00Z',
      ['2011-12-30T17:00', '2012-01-29T17:00'],
    ],
  ])('%s', (_, preferences, after, expected) => {
    expect(following(preferences, after, expected.length)).toEqual(expected);
  });
});

describe('lastDue', () => {
  it.each([
    [
      'a daily digest, an hour before it',
      daily('UTC', 7),
      '2026-11-22T06:00:00Z',
      '2026-11-21T07:00:00.000Z',
    ],
    ['a daily digest, at the instant', daily('UTC', 7), '2026-11-22T07:00:00Z', '2026-11-22T07:00:00.000Z'],
    [
      'a weekly one, the day before',
      { ...daily('UTC', 7), frequency: 'weekly' as const },
      '2026-11-22T12:00:00Z',
      '2026-11-16T07:00:00.000Z',
    ],
    [
      'in the second run of a doubled hour',
      daily('America/New_York', 1),
      '2026-11-01T06:30:00Z',
      '2026-11-01T05:00:00.000Z',
    ],
    [
      'after a left-out hour',
      daily('America/New_York', 2),
      '2026-03-08T07:00:00Z',
      '2026-03-08T07:00:00.000Z',
    ],
  ])('%s', (_, preferences, now, expected) => {
    expect(lastDue(preferences, new Date(now))?.toISOString()).toBe(expected);
  });

  it('and nextDue are undefined where no digest is wanted', () => {
    const none: DigestPreferences = { ...daily('UTC', 7), frequency: 'none' };
    const now = new Date('2026-11-22T07:00:00Z');
    expect([nextDue(none, now), lastDue(none, now)]).toEqual([undefined, undefined]);
  });
});

describe('instantShowing', () => {
  it('finds the instant a wall clock shows, in a zone whose offset has seconds', () => {
    const local = Date.UTC(1900, 0, 1, 12);
    const instant = instantShowing('Europe/Amsterdam', local);
    expect(wallClock('Europe/Amsterdam', instant)).toBe(local);
  });
});
