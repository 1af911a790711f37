import { addAmounts } from '../credits/amounts.ts';
import { meetingOf } from '../credits/meeting-words.ts';
import { type Links, webLink } from '../mail/links.ts';
import { clip, oneLine } from '../mail/plain.ts';
import type { DigestItem } from './content.ts';
import { dueOnOf, isOverdue } from './next-steps.ts';
import type { Story } from './rank.ts';
import { openingIn, type ThreadStory } from './select-threads.ts';
import { type CommunityWindow, tellTime } from './threads.ts';

/** What stories are put in words with. */
export interface Telling {
  readonly names: ReadonlyMap<string, string>;
  readonly links: Links;
  readonly communityName: (community: string) => string;
  readonly communities: ReadonlyMap<string, CommunityWindow>;
  /** The day it is for the member, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Most people an item names. */
const NAMED = 2;
const TITLE = 160;
const EXCERPT = 180;

/** The member whose word begins a new topic first, then whoever wrote, the newest first. */
const writersOf = ({ thread, posts }: ThreadStory): string[] => {
  const opening = openingIn(thread, posts);
  return [...new Set([...(opening ? [opening.member] : []), ...posts.map(({ member }) => member)])];
};

const membersOf = (story: Story): readonly string[] => {
  if (story.kind === 'thread') return writersOf(story);
  if (story.kind === 'joined') return [...new Set(story.joined.map(({ member }) => member))];
  return story.kind === 'shared' ? [story.item.member] : [];
};

/** Whom a story is of: those who are named, and how many more there are. */
export const peopleIn = (story: Story): { readonly named: readonly string[]; readonly others: number } => {
  const members = membersOf(story);
  return { named: members.slice(0, NAMED), others: Math.max(members.length - NAMED, 0) };
};

/** What most items have in common. */
const plain = { people: [], others: 0, posts: 0, opened: false, atLeast: false, excerpt: '' } as const;

const tellThread = (story: ThreadStory, { links, communities }: Telling) => {
  const { thread, posts, section, why, speaking } = story;
  const { community, topic, head } = thread;
  const [newest] = posts;
  const opening = openingIn(thread, posts);
  return {
    id: `topic/${thread.key}`,
    section,
    why,
    title: clip(head?.title ?? newest?.title ?? topic, TITLE) || topic,
    url: webLink(head ? head.link : newest?.link) ?? links.topic(community, topic),
    posts: posts.length,
    opened: opening !== undefined,
    atLeast: communities.get(community)?.atLeast ?? false,
    excerpt: clip((speaking ?? opening ?? newest)?.excerpt ?? '', EXCERPT),
    at: newest ? tellTime(newest) : '',
  };
};

/** The part of an item that its kind of story makes. */
const tellKind = (story: Story, telling: Telling): Omit<DigestItem, 'people' | 'others' | 'community'> => {
  const { links, communityName, today } = telling;
  switch (story.kind) {
    case 'thread':
      return tellThread(story, telling);
    case 'step': {
      const { community, cycle, title, completed, startedAt } = story.cycle;
      return {
        ...plain,
        id: `cycle/${community}/${cycle}`,
        section: story.section,
        why: {
          kind: 'next-step',
          step: story.step,
          dueOn: dueOnOf(story),
          ...(isOverdue(story, today) && { overdue: true }),
        },
        title: clip(title, TITLE),
        url: links.cycle(community, cycle),
        at: completed.at(-1)?.at ?? startedAt,
      };
    }
    case 'goal': {
      const { goal, percent, title, setAt } = story.goal;
      const overdue = isOverdue(story, today) && { overdue: true };
      const why = { kind: 'goal', percent, dueOn: dueOnOf(story), ...overdue } as const;
      const id = `goal/${goal}`;
      return {
        ...plain,
        id,
        section: story.section,
        why,
        title: clip(title, TITLE),
        url: links.goals,
        at: setAt,
      };
    }
    case 'joined': {
      const { community, joined } = story;
      return {
        ...plain,
        id: `joined/${community}`,
        section: story.section,
        why: { kind: 'new-members', count: new Set(joined.map(({ member }) => member)).size },
        title: communityName(community),
        url: links.community(community),
        at: joined[0]?.tellAt ?? '',
      };
    }
    case 'shared': {
      const { kind, community, id, title, link, minutes, tellAt } = story.item;
      return {
        ...plain,
        id: `${kind}/${community}/${id}`,
        section: story.section,
        why: kind === 'meeting' ? { kind, minutes: minutes ?? 0 } : { kind },
        title: clip(title ?? '', TITLE) || communityName(community),
        url: webLink(link) ?? links.community(community),
        at: tellAt,
      };
    }
    case 'badge': {
      const { member, credential, achievement, issuedAt } = story.badge;
      return {
        ...plain,
        id: `badge/${credential}`,
        section: story.section,
        why: { kind: 'badge' },
        title: clip(achievement.name, TITLE),
        url: links.badge(member, credential),
        excerpt: clip(achievement.description, EXCERPT),
        at: issuedAt,
      };
    }
    case 'credit': {
      const { entries } = story;
      const newest = entries.at(-1);
      const meeting = newest && entries.length === 1 ? meetingOf(newest) : undefined;
      const amount = addAmounts(entries.map((entry) => entry.amount));
      return {
        ...plain,
        id: `credit/${newest?.entry ?? 0}`,
        section: story.section,
        why: {
          kind: 'credit',
          entries: entries.length,
          amount,
          unit: oneLine(newest?.unit ?? ''),
          ...(meeting && { meeting }),
        },
        title: clip(newest?.reason ?? '', TITLE),
        url: links.profile(newest?.member ?? ''),
        at: newest?.at ?? '',
      };
    }
  }
};

const communityOf = (story: Story): string | undefined => {
  switch (story.kind) {
    case 'thread':
      return story.thread.community;
    case 'step':
      return story.cycle.community;
    case 'goal':
      return story.goal.community;
    case 'joined':
      return story.community;
    case 'shared':
      return story.item.community;
    case 'badge':
    case 'credit':
      return undefined;
  }
};

/** A story as an item of a digest: its texts on one line and clipped, its address absolute. */
export const tellStory = (story: Story, telling: Telling): DigestItem => {
  const { named, others } = peopleIn(story);
  const people = named.flatMap((member) => oneLine(telling.names.get(member) ?? '') || []);
  const community = communityOf(story);
  return {
    ...tellKind(story, telling),
    community: community === undefined ? undefined : telling.communityName(community),
    people,
    others: people.length === 0 ? 0 : others + named.length - people.length,
  };
};
