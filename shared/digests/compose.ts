import type { CredentialSummary } from '../badges/model.ts';
import type { LedgerEntry } from '../credits/model.ts';
import { type Links, webLink } from '../mail/links.ts';
import { clip, counted, oneLine } from '../mail/plain.ts';
import type { DigestPreferences } from './model.ts';
import { type Reason, reasons, type Selection, type Thread, writersOf } from './select-news.ts';
import type { Window } from './window.ts';

/** One thing a digest tells: where to read it, who it is of, and why this member is told. */
export interface DigestEntry {
  readonly title: string;
  readonly url: string;
  readonly byline: string;
  readonly excerpt: string;
  readonly reason: string;
}

/** A heading and what stands under it; never empty. */
export interface DigestSection {
  readonly heading: string;
  readonly entries: readonly DigestEntry[];
}

/** A digest's content, ready to be rendered: every text is one line, every link absolute. */
export interface Digest {
  readonly organizationName: string;
  readonly memberName: string;
  readonly period: string;
  readonly subject: string;
  readonly preheader: string;
  readonly sections: readonly DigestSection[];
  readonly more: readonly { readonly text: string; readonly url: string }[];
  readonly frequency: 'daily' | 'weekly' | 'monthly';
  readonly settingsUrl: string;
  readonly unsubscribeUrl: string;
  readonly homeUrl: string;
  /** How many things it tells. */
  readonly items: number;
}

/** Either a digest, or the reason why there is nothing to send. */
export type Composition =
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'suppressed'; readonly reason: string };

/** What a digest is composed from; everything was read before, and for this member's eyes. */
export interface DigestMatter {
  readonly member: { readonly member: string; readonly name: string };
  readonly organization: { readonly name: string };
  readonly preferences: DigestPreferences;
  readonly window: Window;
  readonly selection: Selection;
  /** The names of the communities the member belongs to, by community. */
  readonly communities: ReadonlyMap<string, string>;
  /** Names by member; whoever is not in it is "a member". */
  readonly names: ReadonlyMap<string, string>;
  readonly badges: readonly CredentialSummary[];
  readonly credits: readonly LedgerEntry[];
  readonly links: Links;
  readonly unsubscribeToken: string;
}

/** Most writers a byline names; whose names have to be read for it. */
export const NAMED_WRITERS = 2;
const MAX_BADGES = 5;
const EXCERPT = 180;

const headings: Readonly<Record<Reason, string>> = {
  'reply-to-you': 'Replies to your topics',
  'new-topic': 'New topics',
  discussion: 'Also discussed',
};

const listed = (names: readonly string[], others: number): string => {
  const all = others > 0 ? [...names, counted(others, 'other', 'others')] : names;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
};

const entryOf = (matter: DigestMatter, thread: Thread): DigestEntry => {
  const { community, topic, head, posts, reason } = thread;
  const newest = posts[0];
  const place = oneLine(matter.communities.get(community) ?? community);
  const nameOf = (member: string) => oneLine(matter.names.get(member) ?? '') || 'a member';
  const writers = writersOf(thread, Number.POSITIVE_INFINITY);
  const replies = posts.filter(({ kind }) => kind !== 'topic').length;
  const answers = counted(replies, 'reply', 'replies');
  const named = listed(
    writers.slice(0, NAMED_WRITERS).map(nameOf),
    Math.max(writers.length - NAMED_WRITERS, 0),
  );
  const opened = reason === 'new-topic' && head;
  return {
    title: clip(head?.title ?? newest?.title ?? topic, 160) || 'Untitled',
    url: webLink(head ? head.link : newest?.link) ?? matter.links.topic(community, topic),
    byline: opened
      ? `A topic by ${nameOf(head.member)}${replies > 0 ? `, ${answers} so far` : ''}`
      : `${answers} by ${named}`,
    excerpt: clip((opened ? head.excerpt : newest?.excerpt) ?? '', EXCERPT),
    reason: `In ${place}, ${reason === 'reply-to-you' ? 'on a topic that you began' : 'where you are a member'}.`,
  };
};

const earned = ({ badges, credits, links, member }: DigestMatter): DigestEntry[] => [
  ...badges.slice(0, MAX_BADGES).map(({ achievement, credential }) => ({
    title: clip(achievement.name, 160),
    url: links.badge(member.member, credential),
    byline: 'A badge you can keep and share',
    excerpt: clip(achievement.description, EXCERPT),
    reason: `For: ${clip(achievement.criteria, EXCERPT)}`,
  })),
  ...credits.slice(0, MAX_BADGES).map(({ amount, unit, reason }) => ({
    title: `${amount} ${oneLine(unit)}`,
    url: links.profile(member.member),
    byline: amount < 0 ? 'A correction of your credit' : 'Credit added to your record',
    excerpt: '',
    reason: `For: ${clip(reason, EXCERPT)}`,
  })),
];

const periodOf = ({ from, until }: Window, timeZone: string): string => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `from ${format.format(new Date(from))} to ${format.format(new Date(until))}`;
};

const moreOf = ({ selection, communities, links }: DigestMatter) =>
  selection.more.map(({ community, posts, atLeast }) => ({
    text:
      posts === 0
        ? `More in ${oneLine(communities.get(community) ?? community)}`
        : `And ${atLeast ? 'more than ' : ''}${posts} more in ${oneLine(communities.get(community) ?? community)}`,
    url: links.community(community),
  }));

/**
 * Composes a member's digest in the order in which it matters to them: replies to their topics, new topics, other
 * discussions, what they earned; or says why there is nothing to send.
 */
export const composeDigest = (matter: DigestMatter): Composition => {
  const { selection, preferences, organization, member, links } = matter;
  const sections = [
    ...reasons.map((reason) => ({
      heading: headings[reason],
      entries: selection.threads
        .filter((thread) => thread.reason === reason)
        .map((thread) => entryOf(matter, thread)),
    })),
    { heading: 'What you earned', entries: earned(matter) },
  ].filter(({ entries }) => entries.length > 0);
  const [first, ...others] = sections.flatMap(({ entries }) => entries);
  if (!first || preferences.frequency === 'none') {
    return {
      kind: 'suppressed',
      reason:
        matter.communities.size === 0
          ? 'the member belongs to no community and earned nothing'
          : 'nobody else wrote in the communities of the member, and nothing was earned',
    };
  }
  const rest = others.length > 0 ? ` and ${others.length} more` : '';
  const digest: Digest = {
    organizationName: oneLine(organization.name),
    memberName: oneLine(member.name),
    period: periodOf(matter.window, preferences.timeZone),
    subject: `${clip(first.title, 70)}${rest} · ${clip(organization.name, 60)}`,
    preheader: sections.map(({ heading, entries }) => `${heading}: ${entries.length}`).join(' · '),
    sections,
    more: moreOf(matter),
    frequency: preferences.frequency,
    settingsUrl: links.settings,
    unsubscribeUrl: links.unsubscribe(matter.unsubscribeToken),
    homeUrl: links.home,
    items: 1 + others.length,
  };
  return { kind: 'digest', digest };
};
