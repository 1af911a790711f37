import type { CreditedMeeting } from '../credits/meeting-words.ts';

/** The parts of a digest, in the order in which it tells of them. */
export const sections = ['to-you', 'pinned', 'next', 'unanswered', 'popular', 'news', 'earned'] as const;
/** @see sections */
export type Section = (typeof sections)[number];

/** By when something is to be done: a calendar date, `YYYY-MM-DD`, in the member's own calendar. */
export interface Deadline {
  readonly dueOn?: string | undefined;
  readonly overdue?: boolean | undefined;
}

/** Why an item is in somebody's digest; said beside it, in their language. Days are calendar dates, `YYYY-MM-DD`. */
export type Why =
  | { readonly kind: 'mention' | 'reply-to-you' | 'pinned' | 'new-topic' | 'discussion' | 'badge' }
  /** A step of a cycle the member takes part in: 1 to 7, the day by which it is to be done, and whether that is over. */
  | ({ readonly kind: 'next-step'; readonly step: number } & Deadline)
  | ({ readonly kind: 'goal'; readonly percent: number } & Deadline)
  /** A question nobody has answered for so many whole days, 0 where it is of today. */
  | { readonly kind: 'unanswered'; readonly days: number }
  /** A discussion in which so many people wrote. */
  | { readonly kind: 'popular'; readonly writers: number }
  /** So many people who joined a community. */
  | { readonly kind: 'new-members'; readonly count: number }
  | { readonly kind: 'resource' | 'video' | 'challenge' }
  | { readonly kind: 'meeting'; readonly minutes: number }
  /** Credit of so many entries, added up; of one, with what it was earned, where this system knows that and nobody else wrote it. */
  | {
      readonly kind: 'credit';
      readonly entries: number;
      readonly amount: number;
      readonly unit: string;
      readonly meeting?: CreditedMeeting | undefined;
    };

/**
 * One thing a digest tells, in no language yet: a discussion (however many posts, it is one item), a step, a goal, what
 * is new, or what was earned. Texts are of whoever wrote them, on one line, clipped.
 */
export interface DigestItem {
  /** The same thing has the same name in every digest and feed of its organization: `topic/c/t`, `goal/g`. */
  readonly id: string;
  readonly section: Section;
  readonly why: Why;
  readonly title: string;
  /** Absolute. */
  readonly url: string;
  /** The name of the community it is of, where it is of one. */
  readonly community?: string | undefined;
  /** Names of whom it is of, the newest first; at most two, others are counted. Empty where nobody is to be named. */
  readonly people: readonly string[];
  readonly others: number;
  /** Posts of the window that it tells of, by somebody else: a new topic counts as one, each reply and comment as one. */
  readonly posts: number;
  /** True where the topic itself is among those posts. */
  readonly opened: boolean;
  /** True where its counts are lower bounds: there was more than was read. */
  readonly atLeast: boolean;
  readonly excerpt: string;
  /** The instant of the newest thing that it tells of (RFC 3339, UTC). */
  readonly at: string;
}

/** What a digest tells, chosen and in order; the same for the mail, the home page and the Atom feed. */
export interface DigestContent {
  /** What facilitators say before the rest. */
  readonly introductions: readonly {
    readonly community: string;
    readonly by: string;
    /** A line of theirs each, as they wrote them. */
    readonly paragraphs: readonly string[];
  }[];
  readonly items: readonly DigestItem[];
  /** Posts no item tells of, by community: its name, its page, how many. */
  readonly more: readonly {
    readonly community: string;
    readonly url: string;
    readonly posts: number;
    readonly atLeast: boolean;
  }[];
}
