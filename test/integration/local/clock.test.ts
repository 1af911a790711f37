import { describe, expect, it } from 'vitest';
import { startFixture, startOn } from './local-system.ts';

const HOUR = 3_600_000;
const scheduled = (lines: readonly string[]) =>
  lines.map((line) => JSON.parse(line) as { event: { scheduled: string }; now: number });

describe('the clock of the local system', () => {
  it('is the one every function tells the time by', async () => {
    const { system } = await startFixture();
    const there = new Date('2027-03-01T07:00:00Z');
    await system.setClock(there);
    const response = await fetch(`${system.url}/other?answer=environment`);
    const { now, date } = (await response.json()) as { now: number; date: string };
    expect(Math.abs(now - there.getTime())).toBeLessThan(60_000);
    expect(date).toMatch(/^2027-03-01T07:0/);
    expect(system.status().now).toMatch(/^2027-03-01T07:0/);
    expect(Date.now() - there.getTime()).toBeLessThan(60_000);
  });

  it('runs a schedule that was missed often once, with the time it was due', async () => {
    const { system, fixture } = await startFixture();
    const began = Date.now();
    await system.setClock(new Date(began + 5 * HOUR));
    await system.idle();
    const runs = scheduled(fixture.collected());
    expect(runs).toHaveLength(1);
    const due = Date.parse(runs[0]?.event.scheduled ?? '');
    expect(due).toBeGreaterThan(began + 5 * HOUR - 15 * 60_000 - 60_000);
    expect(due).toBeLessThanOrEqual(began + 5 * HOUR + 60_000);
    await system.setClock(new Date(began + 5 * HOUR + 16 * 60_000));
    await system.idle();
    expect(fixture.collected()).toHaveLength(2);
  });

  it('runs every schedule when it is told to', async () => {
    const { system, fixture } = await startFixture();
    system.runSchedules();
    await system.idle();
    expect(scheduled(fixture.collected())).toHaveLength(1);
  });

  it('goes on where it was after a restart, and runs what became due meanwhile', async () => {
    const { system, fixture } = await startFixture({}, { clock: new Date('2027-03-01T07:00:00Z') });
    await system.stop();
    expect(fixture.collected()).toEqual([]);
    const again = await startOn(fixture, { clock: new Date('2027-03-01T09:05:00Z') });
    await again.system.idle();
    expect(fixture.collected()).toHaveLength(1);
    await again.system.stop();
    const third = await startOn(fixture);
    expect(third.system.status().now).toMatch(/^2027-03-01T09:0[56]/);
  });

  it('can be put back, which starts the schedules anew, and to real time', async () => {
    const { system, fixture } = await startFixture({}, { clock: new Date('2027-03-01T07:00:00Z') });
    await system.setClock(undefined);
    expect(system.status().clockOffset).toBe(0);
    await system.idle();
    expect(fixture.collected()).toEqual([]);
    await system.setClock(new Date(Date.now() + 16 * 60_000));
    await system.idle();
    expect(fixture.collected()).toHaveLength(1);
  });

  it('leaves Date as it was when the system stops', async () => {
    const before = Date;
    const { system } = await startFixture({}, { clock: new Date('2027-03-01T07:00:00Z') });
    expect(Date).not.toBe(before);
    await system.stop();
    expect(Date).toBe(before);
  });
});
