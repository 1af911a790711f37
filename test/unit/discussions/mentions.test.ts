import { describe, expect, it } from 'vitest';
import { createPost } from '../../../shared/discussions/create-post.ts';
import { MAX_MENTIONS, mentionsIn, piecesOf } from '../../../shared/discussions/mentions.ts';

describe('mentionsIn', () => {
  it.each([
    ['@ada, what do you think?', ['ada']],
    ['Thanks @ada and (@ben-2)!', ['ada', 'ben-2']],
    ['@ada @ada @Ada', ['ada', 'Ada']],
    ['So says @m.01.', ['m.01']],
    ['Ask @ada.\n@ben...', ['ada', 'ben']],
    ['@ada’s idea, “@ben”', ['ada', 'ben']],
    ['write to ada@example.org or <ada.b+c@example.org>', []],
    ['@ada@example.org', []],
    ['@a.b@c', []],
    ['see https://example.org/@ada?to=@ben', []],
    ['see www.example.org/@ada and example.org/@ada', []],
    ['mailto:ada@example.org, matrix://@ada', []],
    ['`@ada` and ``@ben`` but @cam', ['cam']],
    ['```\n@ada\n\n@ben\n```\n@cam', ['cam']],
    ['``` never closed @ada', []],
    ['a lone ` here, @ada', ['ada']],
    ['<code>@ada</code> <pre>\n@ben</pre> @cam', ['cam']],
    ['@ ada, @-ada, @@ada, @ándre, @andré, ünder@ada', []],
    [`@${'a'.repeat(64)} @${'b'.repeat(65)}`, ['a'.repeat(64)]],
    ['', []],
  ])('%j', (body, members) => {
    expect(mentionsIn(body)).toEqual(members);
    expect(
      piecesOf(body)
        .map(({ text }) => text)
        .join(''),
    ).toBe(body);
  });

  it('finds no more than an event takes', () => {
    const many = Array.from({ length: MAX_MENTIONS + 9 }, (_, i) => `@m${i}`);
    expect(mentionsIn(many.join(' '))).toEqual(many.slice(0, MAX_MENTIONS).map((name) => name.slice(1)));
  });

  it.each(['@', '`', '<code', '@a.', 'a+', '```', 'x://'])('is quick on 20,000 characters of %j', (part) => {
    const body = part.repeat(20_000 / part.length);
    const start = process.cpuUsage().user;
    mentionsIn(body);
    expect(process.cpuUsage().user - start).toBeLessThan(500_000);
  });
});

it('a post and its event say whom it mentions, and not its author', () => {
  const draft = {
    organization: 'o',
    community: 'c',
    member: 'ada',
    post: 'p',
    kind: 'topic' as const,
    topic: 'p',
    title: 'T',
    body: '@ada @ben',
    at: new Date('2026-11-22T10:00:00Z'),
    eventId: 'e',
  };
  const { post, event } = createPost({ ...draft, mentions: ['ada', 'ben'] });
  expect([post.mentions, event.data.mentions]).toEqual([['ben'], ['ben']]);
  const alone = createPost({ ...draft, mentions: ['ada'] });
  expect('mentions' in alone.post || 'mentions' in alone.event.data).toBe(false);
});
