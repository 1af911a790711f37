import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../local/system/database.ts';
import { openQueues, type Queues } from '../../../local/system/queues.ts';
import { type ManualTimers, manualTimers } from './manual-timers.ts';

const settings = [
  {
    name: 'Work',
    visibility: 30_000,
    delay: 0,
    retention: 60_000,
    redrive: { queue: 'Dead', maxReceives: 2 },
  },
  { name: 'Dead', visibility: 30_000, delay: 0, retention: 600_000, redrive: undefined },
  { name: 'Slow', visibility: 30_000, delay: 5_000, retention: 600_000, redrive: undefined },
];

/** What a turn of the event loop does: listeners are told in a turn of their own. */
const turn = () => new Promise((done) => setImmediate(done));

let database: Database;
let timers: ManualTimers;
let queues: Queues;
beforeEach(() => {
  database = openDatabase(':memory:');
  timers = manualTimers();
  queues = openQueues(database, settings, timers);
});

const bodies = (queue: string, most = 10) => queues.receive(queue, most).map(({ body }) => body);

describe('a queue', () => {
  it('hides what was received for its visibility timeout, and gives it again after it', () => {
    queues.send('Work', { body: 'a' });
    expect(queues.receive('Work', 10)).toMatchObject([{ body: 'a', receives: 1 }]);
    timers.advance(29_999);
    expect(bodies('Work')).toEqual([]);
    timers.advance(1);
    expect(queues.receive('Work', 10)).toMatchObject([
      { body: 'a', receives: 2, firstReceivedAt: 1_000_000 },
    ]);
  });

  it('forgets what was deleted, but not by the receipt of an earlier receive', () => {
    queues.send('Work', { body: 'a' });
    const [first] = queues.receive('Work', 1, 0);
    const [second] = queues.receive('Work', 1);
    expect(queues.remove('Work', first?.receipt ?? '')).toBe(false);
    expect(queues.remove('Dead', second?.receipt ?? '')).toBe(false);
    expect(queues.remove('Work', second?.receipt ?? '')).toBe(true);
    expect(queues.counts('Work')).toEqual({ visible: 0, delayed: 0, inFlight: 0 });
  });

  it('moves a message that was received too often to its dead-letter queue, where it names its origin', () => {
    queues.send('Work', { body: 'a' });
    queues.receive('Work', 1, 0);
    queues.receive('Work', 1, 0);
    expect(bodies('Work')).toEqual([]);
    expect(queues.receive('Dead', 1)).toMatchObject([{ body: 'a', receives: 1, origin: 'Work' }]);
  });

  it('delays a message, by its own delay or the one it was sent with', () => {
    queues.send('Slow', { body: 'a' });
    queues.send('Slow', { body: 'b', delay: 0 });
    expect(queues.counts('Slow')).toEqual({ visible: 1, delayed: 1, inFlight: 0 });
    expect(bodies('Slow')).toEqual(['b']);
    timers.advance(5_000);
    expect(bodies('Slow')).toEqual(['a']);
  });

  it('tells listeners when something can be received: when it is sent, and when it becomes visible again', async () => {
    let told = 0;
    queues.listen('Work', () => (told += 1));
    await turn();
    expect(told).toBe(0);
    queues.send('Work', { body: 'a' });
    await turn();
    expect(told).toBe(1);
    queues.receive('Work', 1);
    await turn();
    timers.advance(29_999);
    expect(told).toBe(1);
    timers.advance(1);
    expect(told).toBe(2);
  });

  it('gives a message back early where its visibility is changed', () => {
    queues.send('Work', { body: 'a' });
    const [message] = queues.receive('Work', 1);
    expect(queues.changeVisibility('Work', message?.receipt ?? '', 10)).toBe(true);
    timers.advance(10);
    expect(bodies('Work')).toEqual(['a']);
    expect(queues.changeVisibility('Work', message?.receipt ?? '', 10)).toBe(false);
  });

  it('knows whether it holds anything, hidden or not', () => {
    expect(queues.holdsAny(['Work', 'Slow'])).toBe(false);
    queues.send('Slow', { body: 'a' });
    expect(queues.holdsAny(['Work', 'Slow'])).toBe(true);
    expect(queues.holdsAny(['Work'])).toBe(false);
  });

  it('after a restart gives what was in flight again at once, and forgets what is past its retention', () => {
    queues.send('Work', { body: 'old' });
    timers.advance(60_001);
    queues.send('Work', { body: 'new' });
    queues.send('Slow', { body: 'later' });
    queues.receive('Work', 10);
    const again = openQueues(database, settings, timers);
    again.recover('Work');
    again.recover('Slow');
    expect(again.receive('Work', 10)).toMatchObject([{ body: 'new', receives: 2 }]);
    expect(again.counts('Slow')).toEqual({ visible: 0, delayed: 1, inFlight: 0 });
  });

  it('holds nothing of a transaction that failed', () => {
    expect(() =>
      database.transaction(() => {
        queues.send('Work', { body: 'a' });
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(bodies('Work')).toEqual([]);
  });

  it('is refused by name where there is none', () => {
    expect(() => queues.send('Other', { body: 'a' })).toThrow('There is no queue Other.');
  });
});
