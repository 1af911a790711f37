import { describe, expect, it } from 'vitest';
import { readRecurrence } from '../../../local/system/schedule-expression.ts';

const at = (text: string) => new Date(text);

describe('a rate', () => {
  const quarter = readRecurrence('rate(15 minutes)');
  const made = at('2026-11-22T07:01:30Z');

  it('runs first a period after it was made, and keeps its phase however late a run is', () => {
    expect(quarter.next(made, made)).toEqual(at('2026-11-22T07:16:30Z'));
    expect(quarter.next(at('2026-11-22T07:20:00Z'), made)).toEqual(at('2026-11-22T07:31:30Z'));
  });

  it('is not due before its first period is over, and then by its latest run', () => {
    expect(quarter.latest(at('2026-11-22T07:16:29Z'), made)).toBeUndefined();
    expect(quarter.latest(at('2026-11-22T07:16:30Z'), made)).toEqual(at('2026-11-22T07:16:30Z'));
    expect(quarter.latest(at('2026-11-29T07:16:31Z'), made)).toEqual(at('2026-11-29T07:16:30Z'));
  });

  it.each([
    ['rate(1 minute)', '2026-11-22T07:02:30Z'],
    ['rate(1 hour)', '2026-11-22T08:01:30Z'],
    ['rate(2 days)', '2026-11-24T07:01:30Z'],
  ])('%s', (expression, next) => {
    expect(readRecurrence(expression).next(made, made)).toEqual(at(next));
  });
});

describe('a cron expression', () => {
  const daily = readRecurrence('cron(0 7 * * ? *)');

  it('runs at its minute, in UTC', () => {
    expect(daily.next(at('2026-11-22T06:59:59Z'), at('2026-01-01T00:00:00Z'))).toEqual(
      at('2026-11-22T07:00:00Z'),
    );
    expect(daily.next(at('2026-11-22T07:00:00Z'), at('2026-01-01T00:00:00Z'))).toEqual(
      at('2026-11-23T07:00:00Z'),
    );
  });

  it('counts a run at the very instant as the latest', () => {
    expect(daily.latest(at('2026-11-22T07:00:00Z'), at('2026-01-01T00:00:00Z'))).toEqual(
      at('2026-11-22T07:00:00Z'),
    );
    expect(daily.latest(at('2026-11-22T06:59:59.999Z'), at('2026-01-01T00:00:00Z'))).toEqual(
      at('2026-11-21T07:00:00Z'),
    );
  });

  it('knows weekdays', () => {
    const mondays = readRecurrence('cron(30 8 ? * MON *)');
    expect(mondays.next(at('2026-11-22T00:00:00Z'), at('2026-01-01T00:00:00Z'))).toEqual(
      at('2026-11-23T08:30:00Z'),
    );
  });
});

describe('a single instant', () => {
  it('runs once', () => {
    const once = readRecurrence('at(2026-11-22T07:00:00)');
    const made = at('2026-11-01T00:00:00Z');
    expect(once.next(made, made)).toEqual(at('2026-11-22T07:00:00Z'));
    expect(once.next(at('2026-11-22T07:00:00Z'), made)).toBeUndefined();
    expect(once.latest(at('2026-11-22T06:59:59Z'), made)).toBeUndefined();
    expect(once.latest(at('2026-12-01T00:00:00Z'), made)).toEqual(at('2026-11-22T07:00:00Z'));
  });
});

describe('what is no schedule', () => {
  it.each(['rate(0 minutes)', 'rate(5 weeks)', 'cron(0 7 * * *)', 'cron()', 'at(tomorrow)', 'every day', ''])(
    '"%s" is refused',
    (expression) => {
      expect(() => readRecurrence(expression)).toThrow(/is neither rate/);
    },
  );
});
