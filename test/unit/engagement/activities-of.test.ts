import { describe, expect, it } from 'vitest';
import { activitiesOf } from '../../../shared/engagement/activities-of.ts';
import { groupUpdates, hashId, MAX_UPDATE_IDS } from '../../../shared/engagement/group-updates.ts';
import { activityNames, eventNames, outcomeNames } from '../../../shared/events/catalogue.ts';
import { examples } from '../../../shared/events/examples.ts';
import { parseEvent } from '../../../shared/events/parse-event.ts';
import { eventOf, postOf } from '../../support/events.ts';

describe('what an event adds', () => {
  it.each([
    ['a reply', postOf('1', 'reply'), ['post.created', 'post.created/reply']],
    ['a topic', postOf('1', 'topic'), ['post.created', 'post.created/topic']],
    [
      'a meeting',
      eventOf('meeting.attended', { meeting: 'm', kind: 'hybrid', minutes: 50 }),
      ['meeting.attended', 'meeting.attended/hybrid'],
    ],
    [
      'a reaction',
      eventOf('reaction.given', { post: 'p', kind: 'a/b #1' }),
      ['reaction.given', 'reaction.given/a/b #1'],
    ],
    ['a goal met', eventOf('goal.met', { goal: 'g' }), ['goal.met']],
  ])('%s counts for its member on its own day', (_, event, counters) => {
    expect(activitiesOf(event)).toEqual([
      { member: 'ada', community: 'algebra', day: '2026-03-02', counters },
    ]);
  });

  it('counts a completed cycle once for each of its members, not for who closed it', () => {
    const event = eventOf('cycle.completed', { cycle: 'c', title: 'T', members: ['grace', 'emmy', 'grace'] });
    expect(activitiesOf(event).map(({ member, counters }) => [member, counters])).toEqual([
      ['grace', ['cycle.completed']],
      ['emmy', ['cycle.completed']],
    ]);
  });

  it('takes the UTC day of the event up to its last millisecond', () => {
    expect(activitiesOf(postOf('1', 'reply', { time: '2024-02-29T23:59:59.999Z' }))[0]?.day).toBe(
      '2024-02-29',
    );
  });

  it('adds something for every activity and nothing for every outcome', () => {
    for (const name of eventNames) {
      const added = activitiesOf(parseEvent(examples[name][0])).length > 0;
      expect(added, name).toBe((activityNames as string[]).includes(name));
      expect(added, name).toBe(!(outcomeNames as readonly string[]).includes(name));
    }
  });
});

describe('the updates of a batch', () => {
  it('is one for each member, community and day', () => {
    const batch = [
      postOf('1'),
      postOf('2', 'topic'),
      postOf('3', 'reply', { member: 'grace' }),
      postOf('4', 'reply', { community: 'biology' }),
      postOf('5', 'reply', { time: '2026-03-03T00:00:00Z' }),
      postOf('6', 'reply', { organization: 'other' }),
    ];
    expect(
      groupUpdates(batch).map(({ update: { organization, member, community, day }, positions }) => [
        `${organization} ${member} ${community} ${day}`,
        positions,
      ]),
    ).toEqual([
      ['midland ada algebra 2026-03-02', [0, 1]],
      ['midland grace algebra 2026-03-02', [2]],
      ['midland ada biology 2026-03-02', [3]],
      ['midland ada algebra 2026-03-03', [4]],
      ['other ada algebra 2026-03-02', [5]],
    ]);
  });

  it('holds an event once and remembers everywhere it stood', () => {
    const [only, ...rest] = groupUpdates([postOf('1'), postOf('2'), postOf('1')]);
    expect(rest).toEqual([]);
    expect(only?.update.entries.map(({ id }) => id)).toEqual([hashId(postOf('1')), hashId(postOf('2'))]);
    expect(only?.positions).toEqual([0, 2, 1]);
  });

  it('splits what is too much for one write', () => {
    const batch = Array.from({ length: 2 * MAX_UPDATE_IDS + 1 }, (_, i) => postOf(`${i}`));
    expect(groupUpdates(batch).map(({ update }) => update.entries.length)).toEqual([
      MAX_UPDATE_IDS,
      MAX_UPDATE_IDS,
      1,
    ]);
  });

  it('tells the same id of two sources apart', () => {
    const [update] = groupUpdates([postOf('1'), { ...postOf('1'), source: 'https://other.example.org' }]);
    expect(update?.update.entries).toHaveLength(2);
    // The first 8 bytes of SHA-256 over source, newline and id: what is stored must never change.
    expect(hashId({ source: 'colloquy', id: '1' })).toBe('660316c6d2eeac3d');
  });
});
