import type { FeedItem } from '../discussions/model.ts';
import type { Links } from '../mail/links.ts';
import { type Choice, chooseStories, contentOf, type DigestMatter, peopleOf } from './choose-content.ts';
import type { DigestContent } from './content.ts';
import type { MailPreferences } from './model.ts';
import type { Story } from './rank.ts';
import type { Reading } from './reading.ts';
import { withoutPosts } from './threads.ts';
import type { Window } from './window.ts';
import { isOutdated } from './withheld.ts';

/** Whom content is for, and of which time. */
export interface ContentFor {
  readonly organization: string;
  readonly member: string;
  readonly timeZone: string;
  readonly scopes: MailPreferences['communities'];
  readonly window: Window;
  /** True where a mail of its own tells the member of a step on the day before it is due. */
  readonly mailedDeadlines?: boolean;
  readonly now: Date;
  readonly links: Links;
  /** Most items; ten where absent. */
  readonly limit?: number;
}

/** How often it is chosen anew because of what was held back meanwhile; by then somebody holds back without end. */
const ROUNDS = 4;

/** What an item shows of a discussion, and what it stands under; the other posts are counted, and not asked about. */
const shownOf = (story: Story): FeedItem[] =>
  story.kind === 'thread'
    ? [story.speaking, story.thread.head, story.thread.opening, story.posts[0]].filter(
        (post) => post !== undefined,
      )
    : [];

/**
 * Chooses what is told as things stand now: windows are kept for a while, and a post held back since is told nobody.
 *
 * @param outdated - communities in which that may have happened; nobody is asked about the posts of others.
 */
const chooseNow = async (
  reading: Pick<Reading, 'notTold'>,
  organization: string,
  matter: DigestMatter,
  outdated: ReadonlySet<string>,
): Promise<Choice> => {
  let { communities } = matter;
  for (let round = 1; ; round += 1) {
    const choice = chooseStories({ ...matter, communities });
    const shown = round < ROUNDS && outdated.size > 0 ? choice.stories.flatMap(shownOf) : [];
    const posts = shown.filter(({ community }) => outdated.has(community));
    const gone = posts.length > 0 ? await reading.notTold(organization, posts) : new Set<string>();
    if (gone.size === 0) return choice;
    communities = communities.map((window) => withoutPosts(window, gone));
  }
};

/**
 * Reads what a member is told of a window, and chooses it: one rule for the mail, the home page and the Atom feed. What
 * they may see is asked now: a community that they left is not read, and one that they muted neither.
 *
 * @returns with it, to how many communities they belong.
 */
export const readContent = async (
  reading: Omit<Reading, 'organization' | 'member'>,
  { organization, member, timeZone, scopes, window, mailedDeadlines, now, links, limit }: ContentFor,
): Promise<{ readonly content: DigestContent; readonly communities: number }> => {
  const [memberships, readLately, goals, badges, credits] = await Promise.all([
    reading.memberships(organization, member),
    reading.reads(organization, member, window.from),
    reading.goals(organization, member),
    reading.badges(organization, member, window),
    reading.credits(organization, member, window),
  ]);
  const heard = memberships.filter(({ community }) => scopes?.[community] !== 'muted');
  const ids = heard.map(({ community }) => community);
  const [withheldAt, ...read] = await Promise.all([
    ids.length > 0 ? reading.withheldAt(organization, ids) : undefined,
    ...ids.map((community) => reading.window(organization, community, window)),
  ]);
  const windows = read.filter((one) => one !== undefined);
  // What was held back may have been read long before the window in which it is told.
  const [released] = windows.flatMap(({ releasedFrom }) => releasedFrom ?? []).sort();
  const reads =
    released === undefined || released >= window.from
      ? readLately
      : await reading.reads(organization, member, released);
  const outdated = windows.filter((one) => isOutdated(one, withheldAt?.get(one.community)));
  const choice = await chooseNow(
    reading,
    organization,
    {
      member,
      timeZone,
      window,
      now,
      communities: windows,
      scopes,
      reads,
      goals,
      badges,
      credits,
      mailedDeadlines,
      limit,
    },
    new Set(outdated.map(({ community }) => community)),
  );
  const people = peopleOf(choice);
  const names = people.length > 0 ? await reading.names(organization, people) : new Map<string, string>();
  return { content: contentOf(choice, names, links), communities: memberships.length };
};
