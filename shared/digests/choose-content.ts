import type { CredentialSummary } from '../badges/model.ts';
import { type Introduction, isTold } from '../communities/introduction.ts';
import type { LedgerEntry } from '../credits/model.ts';
import type { ReadOf } from '../discussions/reads-store.ts';
import type { Goal } from '../inquiry/model.ts';
import type { Links } from '../mail/links.ts';
import { oneLine } from '../mail/plain.ts';
import type { DigestContent } from './content.ts';
import { dayIn } from './local-day.ts';
import type { MailPreferences } from './model.ts';
import { dueOnOf, nextStories, remindsBy } from './next-steps.ts';
import { MAX_ITEMS, rankStories, type Story } from './rank.ts';
import { type Scope, selectThreads } from './select-threads.ts';
import { peopleIn, tellStory } from './tell-story.ts';
import type { CommunityWindow } from './threads.ts';
import { earnedStories, newsStories } from './whats-new.ts';
import type { Window } from './window.ts';

/** What a digest is chosen from; everything was read before, and for this member's eyes. */
export interface DigestMatter {
  readonly member: string;
  readonly timeZone: string;
  readonly window: Window;
  readonly now: Date;
  /** The communities the member belongs to now, muted or not. */
  readonly communities: readonly CommunityWindow[];
  /** What the member hears of which community; of one that is not here, everything. */
  readonly scopes?: MailPreferences['communities'];
  /** What the member has read, by `community/topic`. */
  readonly reads: ReadonlyMap<string, ReadOf>;
  readonly goals: readonly Goal[];
  readonly badges: readonly CredentialSummary[];
  readonly credits: readonly LedgerEntry[];
  /** True where a mail of its own tells the member of a step on the day before it is due. */
  readonly mailedDeadlines?: boolean | undefined;
  /** Most items; {@link MAX_ITEMS} where absent. */
  readonly limit?: number | undefined;
}

/** What was chosen, before names are put to it. */
export interface Choice {
  readonly stories: readonly Story[];
  /** The day it is for the member, `YYYY-MM-DD`. */
  readonly today: string;
  readonly introductions: readonly Introduction[];
  /** Posts that no story tells of. */
  readonly more: readonly {
    readonly community: string;
    readonly posts: number;
    readonly atLeast: boolean;
  }[];
  readonly communities: ReadonlyMap<string, CommunityWindow>;
}

/** True where there is more to tell than what is undone, or a deadline comes near in this window. */
const isWorthwhile = (stories: readonly Story[], { window, timeZone }: DigestMatter): boolean =>
  stories.some((story) =>
    story.kind === 'step' || story.kind === 'goal' ? remindsBy(dueOnOf(story), window, timeZone) : true,
  );

/**
 * Chooses what a member is told of a window, over all their communities. Every post of it by somebody else, that the
 * member has not read and that nobody holds back, is told by exactly one story or counted in `more` of its community;
 * of a community that the member muted nothing is told or counted, and of one of which they hear what is to them
 * alone, only that. The order, and how it is come by, is {@link rankStories}'.
 */
export const chooseStories = (matter: DigestMatter): Choice => {
  const { member, goals, badges, credits, now, timeZone, mailedDeadlines, scopes = {} } = matter;
  const today = dayIn(timeZone, now.toISOString());
  const scopeOf = (community: string): Scope => scopes[community] ?? 'everything';
  const heard = matter.communities.filter(({ community }) => scopeOf(community) === 'everything');
  const left = new Map<string, number>();
  const count = (community: string, posts: number): void => {
    left.set(community, (left.get(community) ?? 0) + posts);
  };
  const threads = matter.communities.flatMap((window) => {
    const stories = selectThreads(window, scopeOf(window.community), matter);
    count(
      window.community,
      stories.reduce((sum, { posts }) => sum + posts.length, 0),
    );
    return stories;
  });
  const others = [
    ...nextStories({ member, today, mailedDeadlines }, heard, goals),
    ...newsStories(member, heard),
    ...earnedStories(badges, credits),
  ];
  const ranked = rankStories(threads, others, matter.limit ?? MAX_ITEMS);
  const stories = isWorthwhile(ranked, matter) ? ranked : [];

  for (const story of stories)
    if (story.kind === 'thread') count(story.thread.community, -story.posts.length);

  return {
    stories,
    today,
    introductions: heard.flatMap(({ introduction }) =>
      introduction && isTold(introduction, now) ? [introduction] : [],
    ),
    more: matter.communities.flatMap(({ community, atLeast }) => {
      const posts = left.get(community) ?? 0;
      const unknown = atLeast && scopeOf(community) === 'everything';
      return posts > 0 || unknown ? [{ community, posts, atLeast }] : [];
    }),
    communities: new Map(matter.communities.map((window) => [window.community, window])),
  };
};

/** The members whose names a choice needs: at most two of each story, and who wrote the introductions. */
export const peopleOf = ({ stories, introductions }: Choice): string[] => [
  ...new Set([...introductions.map(({ by }) => by), ...stories.flatMap((story) => peopleIn(story).named)]),
];

/** What was chosen, with names and addresses; whoever has no name here is not named. */
export const contentOf = (
  choice: Choice,
  names: ReadonlyMap<string, string>,
  links: Links,
): DigestContent => {
  const nameOf = (community: string): string =>
    oneLine(choice.communities.get(community)?.name ?? '') || community;
  return {
    introductions: choice.introductions.map(({ community, by, text }) => ({
      community: nameOf(community),
      by: oneLine(names.get(by) ?? ''),
      paragraphs: text.split('\n').flatMap((line) => oneLine(line) || []),
    })),
    items: choice.stories.map((story) =>
      tellStory(story, {
        names,
        links,
        communityName: nameOf,
        communities: choice.communities,
        today: choice.today,
      }),
    ),
    more: choice.more.map(({ community, posts, atLeast }) => ({
      community: nameOf(community),
      url: links.community(community),
      posts,
      atLeast,
    })),
  };
};

/** Chooses what a member is told and puts it in order: {@link chooseStories} with names and addresses. */
export const chooseContent = (
  matter: DigestMatter & { readonly names: ReadonlyMap<string, string>; readonly links: Links },
): DigestContent => contentOf(chooseStories(matter), matter.names, matter.links);
