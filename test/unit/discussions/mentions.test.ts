import { describe, expect, it } from 'vitest';
import { createPost } from '../../../shared/discussions/create-post.ts';
import {
  MAX_MENTIONS,
  mentionsIn,
  piecesOf,
  readMentions,
  withNames,
} from '../../../shared/discussions/mentions.ts';

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
      piecesOf(body, [])
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
  const people = [
    { member: 'ada', name: 'Ada Lovelace' },
    { member: 'ben', name: 'Ben Ahmed' },
  ];
  const { post, event } = createPost({ ...draft, people });
  expect(post.body).toBe(draft.body);
  expect([post.mentions, event.data.mentions]).toEqual([['ben'], ['ben']]);
  expect(event.data.excerpt).toBe('Ada Lovelace Ben Ahmed');
  const alone = createPost({ ...draft, people: people.slice(0, 1) });
  expect('mentions' in alone.post || 'mentions' in alone.event.data).toBe(false);
});

describe('readMentions', () => {
  const people = [
    { member: 'm03', name: 'Zoë Brontë' },
    { member: 'm04', name: 'Ann O’Hara' },
    { member: 'm05', name: 'Ann' },
    { member: 'm06', name: 'Sam Smith' },
    { member: 'm07', name: 'sam smith' },
    { member: 'Twin', name: 'One' },
    { member: 'twin', name: 'Two' },
    { member: 'zoe', name: 'Quite Another' },
    { member: 'm10', name: '李 明' },
  ];

  it.each([
    ['an identifier in any case', 'See @M03, please', ['m03'], []],
    ['one that two have, each in their own case', '@Twin and @twin, not @TWIN', ['Twin', 'twin'], ['TWIN']],
    ['a full name without accents or in capitals', '@Zoe Bronte and @ZOË BRONTË!', ['m03'], []],
    ['a full name with accents set apart', '@Zoe\u0308 Bronte\u0308.', ['m03'], []],
    ['a name before the identifier that begins like it', '@zoe bronte, @zoe asked', ['m03', 'zoe'], []],
    ['the longest name', "@Ann O'Hara’s idea; @Ann too", ['m04', 'm05'], []],
    ['a name over the end of a line of mail', 'ask @Zoë\nBrontë', ['m03'], []],
    ['none over an empty line', '@Zoë\n\nBrontë', [], ['Zoë']],
    ['a name in quotation marks', '@"zoe bronte" @“Ann”', ['m03', 'm05'], []],
    ['nobody where two have the name', '@Sam Smith and @"Sam Smith"', [], ['Sam Smith']],
    ['nobody where the name goes on', '@Zoë Brontës, @Annabel', [], ['Zoë', 'Annabel']],
    ['another script', '@李 明，你好', ['m10'], []],
    ['nobody in an address, code or a link', 'm@m03 `@m03` https://x.example/@m03', [], []],
    ['nobody', '@nobody @NOBODY.', [], ['nobody', 'NOBODY']],
  ])('finds %s', (_, body, members, nobody) => {
    expect(readMentions(body, people)).toEqual({ members, nobody });
    expect(
      piecesOf(body, people)
        .map(({ text }) => text)
        .join(''),
    ).toBe(body);
  });

  it('puts names in the place of mentions alone', () => {
    expect(withNames('@M03: x<y & `@m03`, @nobody', people)).toBe('Zoë Brontë: x<y & `@m03`, @nobody');
  });

  it.each(['@', '@sam ', '@Sam Smith ', '@é', '\u0308', '@"sam'])(
    'is quick on 20,000 characters of %j',
    (part) => {
      const many = Array.from({ length: 500 }, (_, i) => ({
        member: `s${i}`,
        name: `Sam Smith ${'x'.repeat(i % 90)}`,
      }));
      const start = process.cpuUsage().user;
      readMentions(part.repeat(20_000 / part.length), many);
      expect(process.cpuUsage().user - start).toBeLessThan(1_000_000);
    },
  );
});
