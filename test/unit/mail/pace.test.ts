import { describe, expect, it } from 'vitest';
import { createPace } from '../../../shared/mail/pace.ts';
import { sendBulkPatiently } from '../../../shared/mail/send-bulk-patiently.ts';
import { sendInTurn } from '../../../shared/mail/send-in-turn.ts';
import { sendPatiently } from '../../../shared/mail/send-patiently.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import type { Mail, SendOutcome } from '../../../shared/platform/mail-port.ts';

/** A clock that goes on by what is waited, and by nothing else. */
const standingClock = () => {
  const waited: number[] = [];
  let now = 1_000_000;
  return {
    waited,
    pass: (ms: number) => {
      now += ms;
    },
    elapsed: () => now,
    wait: (ms: number) => {
      waited.push(ms);
      return Promise.resolve();
    },
  };
};

describe('a pace', () => {
  it('spreads those who come at once evenly over the time they need', async () => {
    const clock = standingClock();
    const turn = createPace({ rate: () => Promise.resolve(4), ...clock });
    expect(await Promise.all([turn(), turn(), turn(), turn()])).toEqual([true, true, true, true]);
    expect(clock.waited).toEqual([250, 500, 750]);
  });

  it('saves nothing up while nobody comes', async () => {
    const clock = standingClock();
    const turn = createPace({ rate: () => Promise.resolve(2), ...clock });
    await turn();
    clock.pass(60_000);
    await Promise.all([turn(), turn(), turn()]);
    expect(clock.waited).toEqual([500, 1000]);
  });

  it('lets everybody go at once where there is no limit', async () => {
    const clock = standingClock();
    const turn = createPace({ rate: () => Promise.resolve(Number.POSITIVE_INFINITY), ...clock });
    expect(await Promise.all([turn(), turn(), turn()])).toEqual([true, true, true]);
    expect(clock.waited).toEqual([]);
  });

  it('sends away whoever would wait longer than a function may, and keeps no turn for them', async () => {
    const clock = standingClock();
    const turn = createPace({ rate: () => Promise.resolve(0.1), ...clock });
    expect(await Promise.all([turn(), turn(), turn(), turn()])).toEqual([true, true, true, false]);
    clock.pass(30_000);
    expect(await turn()).toBe(true);
    expect(clock.waited).toEqual([10_000, 20_000]);
  });
});

describe('sending patiently', () => {
  const unavailable = (throttled: boolean): SendOutcome => ({
    kind: 'unavailable',
    error: new Unavailable('TooManyRequestsException'),
    throttled,
  });
  const accepted: SendOutcome = { kind: 'accepted', messageId: 'm1' };

  /** What becomes of a mail that is answered like this, how often it was sent, and what was waited. */
  const sent = async (...answers: SendOutcome[]) => {
    const { waited, wait } = standingClock();
    let times = 0;
    const last = answers.at(-1) ?? accepted;
    const outcome = await sendPatiently(() => Promise.resolve(answers[times++] ?? last), wait);
    return { kind: outcome.kind, times, waited };
  };

  it('waits out what comes too fast, longer each time', async () => {
    expect(await sent(unavailable(true), unavailable(true), accepted)).toEqual({
      kind: 'accepted',
      times: 3,
      waited: [1000, 2000],
    });
  });

  it('gives up after a few times', async () => {
    expect(await sent(unavailable(true))).toEqual({
      kind: 'unavailable',
      times: 4,
      waited: [1000, 2000, 4000],
    });
  });

  it('never sends again what was perhaps sent, nor what will not be taken a second later', async () => {
    const error = new Unavailable('broke off');
    for (const outcome of [accepted, unavailable(false), { kind: 'unknown', error } as const]) {
      expect(await sent(outcome)).toMatchObject({ times: 1, waited: [] });
    }
  });
});

describe('sending one body to many patiently', () => {
  it('sends again to those alone for whom it came too fast, and gives up on them after a few times', async () => {
    const { waited, wait } = standingClock();
    const error = new Unavailable('broke off');
    const entry = (to: string) => ({ to, values: {}, headers: [], tags: {} });
    const calls: string[] = [];
    const outcomes = await sendBulkPatiently(
      ({ entries }) => {
        calls.push(entries.map(({ to }) => to).join(' '));
        const outcomeOf = (to: string): SendOutcome => {
          if (to === 'never' || (to === 'later' && calls.length < 3))
            return { kind: 'unavailable', error, throttled: true };
          if (to === 'paused') return { kind: 'unavailable', error, throttled: false };
          return to === 'unknown' ? { kind: to, error } : { kind: 'accepted', messageId: to };
        };
        return Promise.resolve(entries.map(({ to }) => outcomeOf(to)));
      },
      {
        ...{ organization: 'maths', from: 'plc@example.org', template: { subject: '', html: '', text: '' } },
        entries: ['now', 'later', 'unknown', 'never', 'paused'].map(entry),
      },
      wait,
    );
    expect(calls).toEqual(['now later unknown never paused', 'later never', 'later never', 'never']);
    expect(waited).toEqual([1000, 2000, 4000]);
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'accepted',
      'accepted',
      'unknown',
      'unavailable',
      'unavailable',
    ]);
    expect(outcomes[1]).toMatchObject({ messageId: 'later' });
  });
});

describe('sending in turn', () => {
  const mail: Mail = {
    ...{ organization: 'maths', from: 'plc@example.org', to: 'ana@example.org' },
    ...{ subject: 's', html: 'h', text: 't', headers: [], tags: {} },
  };

  it('sends one after the other at the rate allowed, and what would wait too long not at all', async () => {
    const { waited, elapsed, wait } = standingClock();
    const sent: Mail[] = [];
    const send = sendInTurn({
      send: (one) => Promise.resolve({ kind: 'accepted', messageId: `m${sent.push(one)}` }),
      pace: createPace({ rate: () => Promise.resolve(0.1), elapsed, wait }),
      wait,
    });
    const outcomes = await Promise.all([send(mail), send(mail), send(mail), send(mail)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted', 'unavailable']);
    expect(waited).toEqual([10_000, 20_000]);
    expect(sent).toHaveLength(3);
  });
});
