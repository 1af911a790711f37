import type { CredentialSummary } from '../badges/model.ts';
import type { LedgerEntry } from '../credits/model.ts';
import { type NewsItem, NewsKind } from '../discussions/news.ts';
import { type CommunityWindow, newsFirst } from './threads.ts';

/** What is new in a community beside what was written: those who joined it are one thing together. */
export type NewsStory =
  | {
      readonly kind: 'joined';
      readonly section: 'news';
      readonly community: string;
      readonly joined: readonly NewsItem[];
    }
  | { readonly kind: 'shared'; readonly section: 'news'; readonly item: SharedItem };

/** News that is no new member. */
export type SharedItem = NewsItem & { readonly kind: Exclude<NewsItem['kind'], 'member'> };

/** What a member earned: a badge, or all credit of one unit together. */
export type EarnedStory =
  | { readonly kind: 'badge'; readonly section: 'earned'; readonly badge: CredentialSummary }
  | { readonly kind: 'credit'; readonly section: 'earned'; readonly entries: readonly LedgerEntry[] };

const isShared = (item: NewsItem): item is SharedItem => item.kind !== 'member';

/**
 * What others brought into the communities: those who joined, resources, meetings, videos, challenges, the newest of
 * each kind first and the kinds in turn, so that twenty shared resources do not hide the one meeting.
 */
export const newsStories = (member: string, communities: readonly CommunityWindow[]): NewsStory[] => {
  const byKind = new Map<string, NewsStory[]>(NewsKind.options.map((kind) => [kind, []]));
  const shared: SharedItem[] = [];
  for (const { community, news } of communities) {
    if (news.length === 0) continue;
    const others = news.filter((item) => item.member !== member);
    const joined = others.filter(({ kind }) => kind === 'member');
    if (joined.length > 0) {
      byKind.get('member')?.push({ kind: 'joined', section: 'news', community, joined });
    }
    shared.push(...others.filter(isShared));
  }
  // Each community's are in order already.
  for (const item of shared.sort(newsFirst)) {
    byKind.get(item.kind)?.push({ kind: 'shared', section: 'news', item });
  }
  const lists = [...byKind.values()];
  const most = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: most }, (_, turn) => lists.flatMap((list) => list[turn] ?? [])).flat();
};

/** What the member earned: badges, the newest first, then credit by its unit; a correction counts against it. */
export const earnedStories = (
  badges: readonly CredentialSummary[],
  credits: readonly LedgerEntry[],
): EarnedStory[] => {
  const byUnit = Map.groupBy(credits, ({ unit }) => unit);
  return [
    ...badges
      .toSorted((a, b) => b.issuedAt.localeCompare(a.issuedAt))
      .map((badge) => ({ kind: 'badge', section: 'earned', badge }) as const),
    ...[...byUnit.values()].map((entries) => ({ kind: 'credit', section: 'earned', entries }) as const),
  ];
};
