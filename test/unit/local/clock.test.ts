import { types } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { createClock, machineNow, replaceDate } from '../../../local/system/clock.ts';

const DAY = 86_400_000;

let undo = (): void => undefined;
afterEach(() => {
  undo();
});

describe('the local clock', () => {
  it('moves every way of asking for the time', () => {
    const clock = createClock(7 * DAY);
    undo = replaceDate(clock.shared);
    const expected = machineNow() + 7 * DAY;
    const told = [Date.now(), new Date().getTime(), Date.parse(Date()), clock.now().getTime()];
    for (const time of told) expect(Math.abs(time - expected)).toBeLessThan(2000);
  });

  it('leaves everything else of Date as it is', () => {
    undo = replaceDate(createClock(DAY).shared);
    const date = new Date('2026-11-22T07:00:00Z');
    expect(date.toISOString()).toBe('2026-11-22T07:00:00.000Z');
    expect(date).toBeInstanceOf(Date);
    expect(types.isDate(date)).toBe(true);
    expect(Date.UTC(2026, 10, 22, 7)).toBe(date.getTime());
    class Later extends Date {}
    expect(new Later()).toBeInstanceOf(Later);
  });

  it('is seen at once by whoever shares it, and is never added twice', () => {
    const clock = createClock(0);
    undo = replaceDate(clock.shared);
    const again = replaceDate(clock.shared);
    clock.setOffset(-DAY);
    expect(Math.abs(Date.now() - (machineNow() - DAY))).toBeLessThan(2000);
    again();
  });

  it('puts the former Date back', () => {
    const former = Date;
    replaceDate(createClock(DAY).shared)();
    expect(Date).toBe(former);
  });
});
