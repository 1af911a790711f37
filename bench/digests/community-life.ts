import type { Introduction } from '../../shared/communities/introduction.ts';
import type { FeedItem } from '../../shared/discussions/model.ts';
import type { NewsItem } from '../../shared/discussions/news.ts';
import { excerptAt, titleAt } from './texts.ts';
import { communityAt, DAY, MIDNIGHT, memberIn, organization } from './who.ts';

/** Replies and comments of one topic after another: most have few, some many, some none. */
const answers = [2, 0, 5, 1, 8, 0, 3, 1] as const;
/** Topics of each community in the two days, twenty posts or so. */
const TOPICS = 8;

/** An instant of the two days around the first midnight, chosen by number. */
const instantAt = (n: number): string =>
  new Date(MIDNIGHT - DAY + ((n * 7919) % 2880) * 60_000).toISOString();

/** What was written in a community: some posts speak to a member by name, some are pinned, some topics have no answer. */
export const postsOf = (c: number, members: number): FeedItem[] =>
  Array.from({ length: TOPICS }, (_, t): FeedItem[] => {
    const topic = `topic-${c}-${t}`;
    const count = answers[(t + c) % answers.length] ?? 0;
    return Array.from({ length: count + 1 }, (_none, p): FeedItem => {
      const n = c * 97 + t * 11 + p;
      return {
        organization,
        community: communityAt(c),
        kind: p === 0 ? 'topic' : p % 3 === 2 ? 'comment' : 'reply',
        post: p === 0 ? topic : `${topic}-${p}`,
        topic,
        member: memberIn(c, n, members),
        title: titleAt(c + t),
        excerpt: excerptAt(n),
        // Answers follow within hours.
        postedAt: new Date(Date.parse(instantAt(c * 31 + t)) + p * 2_700_000).toISOString(),
        ...(n % 9 === 4 && { mentions: [memberIn(c, n + 1, members)] }),
        ...(n % 23 === 7 && { pinned: true as const }),
      };
    });
  }).flat();

const kinds = ['member', 'resource', 'meeting', 'video', 'challenge'] as const;

/** What else is new in a community: nothing in some, up to three things in others. */
export const newsOf = (c: number, members: number): NewsItem[] =>
  Array.from({ length: c % 4 }, (_, n): NewsItem => {
    const at = instantAt(c * 13 + n);
    return {
      organization,
      community: communityAt(c),
      kind: kinds[(c + n) % kinds.length] ?? 'member',
      id: `news-${c}-${n}`,
      member: memberIn(c, n, members),
      title: titleAt(c + n + 3),
      minutes: 45,
      at,
      tellAt: at,
    };
  });

/** The words before the digests of every tenth community. */
export const introductionOf = (c: number, members: number): Introduction | undefined =>
  c % 10 === 3
    ? {
        organization,
        community: communityAt(c),
        by: memberIn(c, 0, members),
        text: `Welcome to “week ${c}” & thanks for all that was shared. This week we look at ${titleAt(c)}`,
        from: new Date(MIDNIGHT - DAY).toISOString(),
        until: new Date(MIDNIGHT + 3 * DAY).toISOString(),
      }
    : undefined;
