import { describe, expect, it } from 'vitest';
import { explainCounter } from '../../../shared/engagement/explain-counter.ts';
import { CounterName } from '../../../shared/engagement/model.ts';
import { activityNames, outcomeNames } from '../../../shared/events/catalogue.ts';

describe('the name of a counter', () => {
  it.each([
    ...activityNames,
    'post.created/topic',
    'post.created/reply',
    'post.created/comment',
    'meeting.held/in-person',
    'meeting.attended/virtual',
    'meeting.attended/hybrid',
    'reaction.given/thanks',
    'reaction.given/a/b #1',
  ])('may be %s', (name) => {
    expect(explainCounter(name)).toBeUndefined();
    expect(CounterName.parse(name)).toBe(name);
  });

  it.each([
    ['post.created/coment', '"coment" is no kind of post.created; there are topic, reply, comment'],
    ['post.created/', '"" is no kind of post.created; there are topic, reply, comment'],
    ['post.created/Reply', '"Reply" is no kind of post.created; there are topic, reply, comment'],
    ['post.created/reply/', '"reply/" is no kind of post.created; there are topic, reply, comment'],
    ['meeting.held/online', '"online" is no kind of meeting.held; there are in-person, virtual, hybrid'],
    [
      'meeting.attended/reply',
      '"reply" is no kind of meeting.attended; there are in-person, virtual, hybrid',
    ],
    ['reaction.given/', '"" is no kind of reaction.given; there are texts of 1 to 32 characters'],
    ['goal.met/early', 'goal.met has no kinds; count "goal.met" alone'],
    ['cycle.completed/', 'cycle.completed has no kinds; count "cycle.completed" alone'],
  ])('may not be %s, and it is said what there is', (name, reason) => {
    expect(explainCounter(name)).toBe(reason);
    expect(CounterName.safeParse(name).error?.issues).toMatchObject([{ message: reason }]);
  });

  it.each([...outcomeNames, 'post.written', 'post.written/reply', 'toString', '', '/'])(
    'may not be "%s", which no member does',
    (name) => {
      const [activity = ''] = name.split('/');
      expect(explainCounter(name)).toBe(
        `"${activity}" is no activity; there are ${activityNames.join(', ')}`,
      );
    },
  );
});
