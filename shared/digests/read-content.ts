import type { Links } from '../mail/links.ts';
import { chooseStories, contentOf, peopleOf } from './choose-content.ts';
import type { DigestContent } from './content.ts';
import type { MailPreferences } from './model.ts';
import type { Reading } from './reading.ts';
import type { Window } from './window.ts';

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
  // Windows are kept for a while: what was held back or removed since is asked for now.
  const withheld = await reading.lastWithheld(organization, ids);
  const read = await Promise.all(
    ids.map((community) => reading.window(organization, community, window, withheld.get(community))),
  );
  const windows = read.filter((one) => one !== undefined);
  // What was held back may have been read long before the window in which it is told.
  const [released] = windows.flatMap(({ releasedFrom }) => releasedFrom ?? []).sort();
  const reads =
    released === undefined || released >= window.from
      ? readLately
      : await reading.reads(organization, member, released);
  const choice = chooseStories({
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
  });
  const people = peopleOf(choice);
  const names = people.length > 0 ? await reading.names(organization, people) : new Map<string, string>();
  return { content: contentOf(choice, names, links), communities: memberships.length };
};
