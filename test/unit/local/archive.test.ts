import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../local/system/archive.ts';
import { openDatabase } from '../../../local/system/database.ts';

const at = new Date('2026-11-22T07:00:00Z');
const count = (texts: readonly { event: string }[]) =>
  texts.map(({ event }) => (JSON.parse(event) as { n: number }).n);

describe('the archive of the bus', () => {
  it('gives the newest events first', () => {
    const archive = openArchive(openDatabase(':memory:'));
    for (const n of [1, 2, 3]) archive.add('Bus', at, { n });
    expect(count(archive.recent(2))).toEqual([3, 2]);
    expect(archive.recent(1)[0]?.receivedAt).toBe('2026-11-22T07:00:00.000Z');
  });

  it('forgets the oldest beyond its number of events', () => {
    const archive = openArchive(openDatabase(':memory:'), { events: 10, bytes: 1_000_000 });
    for (let n = 1; n <= 25; n += 1) archive.add('Bus', at, { n });
    expect(count(archive.recent(100))).toEqual([25, 24, 23, 22, 21, 20, 19, 18, 17, 16]);
  });

  it('forgets the oldest beyond its size, and counts what it finds when it is opened', () => {
    const database = openDatabase(':memory:');
    const first = openArchive(database, { events: 1000, bytes: 60 });
    for (let n = 1; n <= 4; n += 1) first.add('Bus', at, { n, t: 'xxxx' });
    expect(count(first.recent(100))).toEqual([4, 3, 2]);
    openArchive(database, { events: 1000, bytes: 60 }).add('Bus', at, { n: 5, t: 'xxxx' });
    expect(count(first.recent(100))).toEqual([5, 4, 3]);
  });
});
