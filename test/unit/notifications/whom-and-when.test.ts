import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallClock } from '../../../shared/digests/local-time.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { noteId } from '../../../shared/notifications/note-id.ts';
import { quietUntil } from '../../../shared/notifications/quiet-hours.ts';
import { dueOnOf, earliestReminder, remindAt } from '../../../shared/notifications/reminders.ts';
import { whenToTell } from '../../../shared/notifications/when-to-tell.ts';
import { isHistory, whomToTell } from '../../../shared/notifications/whom-to-tell.ts';

const about = { id: 'e1', source: 'colloquy', time: '2026-11-20T10:00:00.000Z', organization: 'maths' };
const post = (member: string, kind: 'topic' | 'reply' | 'comment', mentions?: string[]) =>
  makeEvent('post.created', {
    ...about,
    data: {
      ...{ member, community: 'algebra', post: 'p1', kind, topic: 't1', title: 'T', excerpt: '' },
      ...(mentions && { mentions }),
    },
  });
const asking = (coach?: string) =>
  makeEvent('coaching.requested', {
    ...about,
    data: { member: 'ben', community: 'algebra', ...(coach !== undefined && { coach }) },
  });

describe('who is told', () => {
  it.each([
    ['of a new topic, nobody but those it names', post('ben', 'topic', ['cy']), {}, ['cy mention']],
    ['of a reply, whoever began the topic', post('ben', 'reply'), { topicAuthor: 'ana' }, ['ana reply']],
    ['of a comment, too', post('ben', 'comment'), { topicAuthor: 'ana' }, ['ana reply']],
    ['of their own reply, nobody', post('ana', 'reply', ['ana']), { topicAuthor: 'ana' }, []],
    ['of a reply to a topic that is not known, nobody', post('ben', 'reply'), {}, []],
    [
      'of a reply that names its author, that author once',
      post('ben', 'reply', ['ana', 'cy', 'cy', 'ben']),
      { topicAuthor: 'ana' },
      ['ana reply,mention', 'cy mention'],
    ],
    [
      'of a coaching request, every coach but who asks',
      asking(),
      { coaches: ['cy', 'ben'] },
      ['cy coaching'],
    ],
    ['of one for a coach, that coach', asking('di'), { coaches: ['cy'] }, ['di coaching']],
    ['of one for oneself, nobody', asking('ben'), {}, []],
  ])('%s', (_case, event, facts, expected) => {
    expect(whomToTell(event, facts).map(({ member, kinds }) => `${member} ${kinds.join()}`)).toEqual(
      expected,
    );
  });

  it('nobody of what is reported more than a day late', () => {
    expect(isHistory(about, new Date('2026-11-21T10:00:00.000Z'))).toBe(false);
    expect(isHistory(about, new Date('2026-11-21T10:00:00.001Z'))).toBe(true);
  });

  it('by an identifier that differs by each of what it is made from, wherever its parts are cut', () => {
    const ids = [
      noteId(['a', 'b'], 'm', 'reply'),
      noteId(['a', 'b'], 'm', 'mention'),
      noteId(['a', 'b'], 'n', 'reply'),
      noteId(['ab'], 'm', 'reply'),
      noteId(['a'], 'bm', 'reply'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('when', () => {
  const now = new Date('2026-11-20T23:30:00.000Z');
  const quietHours = { from: 22, until: 7 };
  it.each([
    ['at once by default', {}, 'reply', 'algebra', 'now'],
    ['never, of a kind switched off', { off: ['reply'] as const }, 'reply', 'algebra', 'switched-off'],
    ['at once, of another kind', { off: ['reply'] as const }, 'mention', 'algebra', 'now'],
    ['never, in a muted community', { communities: { algebra: 'muted' } }, 'mention', 'algebra', 'muted'],
    ['at once, in another one', { communities: { algebra: 'muted' } }, 'mention', 'geometry', 'now'],
    ['at once, a notice of no community', { communities: { algebra: 'muted' } }, 'notice', undefined, 'now'],
    [
      'at once, a reply where mentions are wanted',
      { communities: { algebra: 'mentions' } },
      'reply',
      'algebra',
      'now',
    ],
    [
      'never, a deadline there',
      { communities: { algebra: 'mentions' } },
      'deadline',
      'algebra',
      'mentions-only',
    ],
    ['in the morning, in quiet hours', { quietHours }, 'reply', 'algebra', '2026-11-21T07:00:00.000Z'],
    ['never, whatever the hour', { quietHours, off: ['reply'] as const }, 'reply', 'algebra', 'switched-off'],
  ] as const)('%s', (_case, choice, kind, community, expected) => {
    const time = whenToTell(
      { timeZone: 'UTC', ...choice } as Parameters<typeof whenToTell>[0],
      kind,
      community,
      now,
    );
    expect(time.kind === 'held' ? time.until.toISOString() : time.kind === 'not' ? time.reason : 'now').toBe(
      expected,
    );
  });
});

describe('quiet hours', () => {
  it.each([
    ['before midnight', 'Europe/Paris', 22, 7, '2026-11-20T22:30:00Z', '2026-11-21T06:00:00.000Z'],
    ['after midnight', 'Europe/Paris', 22, 7, '2026-11-21T04:30:00Z', '2026-11-21T06:00:00.000Z'],
    ['at their first moment', 'UTC', 22, 7, '2026-11-20T22:00:00Z', '2026-11-21T07:00:00.000Z'],
    ['at their end: over', 'UTC', 22, 7, '2026-11-21T07:00:00Z', undefined],
    ['within a day', 'UTC', 12, 14, '2026-11-20T13:00:00Z', '2026-11-20T14:00:00.000Z'],
    ['until midnight', 'UTC', 20, 0, '2026-11-20T21:00:00Z', '2026-11-21T00:00:00.000Z'],
    ['in a zone of 45 minutes', 'Asia/Kathmandu', 22, 7, '2026-11-20T18:30:00Z', '2026-11-21T01:15:00.000Z'],
    [
      'in a zone of 30 minutes',
      'Australia/Adelaide',
      22,
      7,
      '2026-11-20T12:00:00Z',
      '2026-11-20T20:30:00.000Z',
    ],
    [
      'in the night the clock goes back',
      'America/New_York',
      22,
      7,
      '2026-11-01T05:30:00Z',
      '2026-11-01T12:00:00.000Z',
    ],
    [
      'ending in the hour that is skipped',
      'America/New_York',
      22,
      2,
      '2026-03-08T06:30:00Z',
      '2026-03-08T07:00:00.000Z',
    ],
    [
      'over the day that Samoa left out',
      'Pacific/Apia',
      22,
      7,
      '2011-12-30T09:30:00Z',
      '2011-12-30T17:00:00.000Z',
    ],
  ])('%s', (_case, zone, from, until, now, expected) => {
    expect(quietUntil({ from, until }, zone, new Date(now))?.toISOString()).toBe(expected);
  });

  it('end later than they are asked about, within a day and an hour, at an instant that is not quiet', () => {
    const zones = [
      'UTC',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'America/Havana',
      'Africa/Casablanca',
    ];
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        hour,
        hour,
        fc.date({ min: new Date('2020-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        (zone, from, until, now) => {
          fc.pre(from !== until);
          const end = quietUntil({ from, until }, zone, now);
          const local = Math.floor((wallClock(zone, now.getTime()) % 86_400_000) / 3_600_000);
          const isQuiet = (local - from + 24) % 24 < (until - from + 24) % 24;
          expect(end !== undefined).toBe(isQuiet);
          if (!end) return;
          expect(end.getTime()).toBeGreaterThan(now.getTime());
          expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
          expect(quietUntil({ from, until }, zone, end)).toBeUndefined();
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a reminder', () => {
  it('is looked for from the moment at which the day before begins anywhere', () => {
    expect(earliestReminder('2026-11-25').toISOString()).toBe('2026-11-23T10:00:00.000Z');
    expect(dueOnOf('2026-11-23T10:00:00.000Z')).toBe('2026-11-25');
  });

  it.each([
    ['in the morning of the day before', 'UTC', '2026-11-23T10:00:00Z', '2026-11-24T09:00:00.000Z'],
    [
      'at once where that has passed',
      'Pacific/Kiritimati',
      '2026-11-23T22:00:00Z',
      '2026-11-23T22:00:00.000Z',
    ],
    ['on the day itself, still', 'UTC', '2026-11-25T23:59:00Z', '2026-11-25T23:59:00.000Z'],
    ['no more when the day is over', 'UTC', '2026-11-26T00:00:00Z', undefined],
    [
      'while it lasts in the last zone',
      'Pacific/Pago_Pago',
      '2026-11-26T10:59:00Z',
      '2026-11-26T10:59:00.000Z',
    ],
  ])('comes %s', (_case, timeZone, now, expected) => {
    expect(remindAt({ timeZone, hour: 9 }, '2026-11-25', new Date(now))?.toISOString()).toBe(expected);
  });
});
