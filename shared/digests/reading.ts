import type { CredentialsStore } from '../badges/store.ts';
import type { CommunitiesStore } from '../communities/store.ts';
import type { LedgerStore } from '../credits/store.ts';
import type { FeedStore } from '../discussions/feed-store.ts';
import type { MembersStore } from '../members/store.ts';
import type { CommunityNews } from './select-news.ts';
import type { Window } from './window.ts';

/** The stores that a digest is read from. */
export interface Sources {
  readonly communities: Pick<CommunitiesStore, 'getOrganization' | 'getCommunity'>;
  readonly members: Pick<MembersStore, 'getMember' | 'getMembers' | 'listMemberships'>;
  readonly feed: Pick<FeedStore, 'between' | 'topicHeads'>;
  readonly credentials: Pick<CredentialsStore, 'listOf'>;
  readonly ledger: Pick<LedgerStore, 'entriesOf'>;
}

/** Most posts of a kind read for a community's window; a digest says "more than" where there were more. */
const MAX_POSTS = 300;

/** Asks once for each key, and gives the same answer, or the same failure, to everybody who asks again. */
const remembered = <Answer>() => {
  const answers = new Map<string, Promise<Answer>>();
  return (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const known = answers.get(key) ?? ask();
    answers.set(key, known);
    return known;
  };
};

/**
 * What the digests of one batch are read through. What is the same for several members (an organization, a
 * community's window, a writer's name) is read once for the batch; what is one member's is read for them.
 */
export const openReading = ({ communities, members, feed, credentials, ledger }: Sources) => {
  const organizations = remembered<Awaited<ReturnType<typeof communities.getOrganization>>>();
  const news = remembered<CommunityNews | undefined>();
  const writers = new Map<string, ReturnType<typeof members.getMembers>>();

  const readNews = async (
    organization: string,
    community: string,
    window: Window,
  ): Promise<CommunityNews | undefined> => {
    const kinds = (['topic', 'reply', 'comment'] as const).map((kind) =>
      feed.between(organization, community, kind, window.from, window.until, MAX_POSTS),
    );
    const [found, ...read] = await Promise.all([communities.getCommunity(organization, community), ...kinds]);
    if (!found) return undefined;
    const posts = read.flat();
    const heads = new Map(posts.filter(({ kind }) => kind === 'topic').map((post) => [post.topic, post]));
    const older = posts.map(({ topic }) => topic).filter((topic) => !heads.has(topic));
    for (const [topic, head] of await feed.topicHeads(organization, community, older)) heads.set(topic, head);
    const truncated = read.some(({ length }) => length >= MAX_POSTS);
    return { community, name: found.name, window, posts, heads, truncated };
  };

  return {
    organization: (organization: string) =>
      organizations(organization, () => communities.getOrganization(organization)),
    /** A community's posts in a window, or undefined where there is no such community. */
    news: (organization: string, community: string, window: Window) =>
      news(`${organization}#${community}#${window.from}#${window.until}`, () =>
        readNews(organization, community, window),
      ),
    /** The names of those of the members that exist, by member. */
    names: async (organization: string, ids: readonly string[]): Promise<Map<string, string>> => {
      const keyOf = (id: string) => `${organization}#${id}`;
      const missing = ids.filter((id) => !writers.has(keyOf(id)));
      if (missing.length > 0) {
        const answer = members.getMembers(organization, missing);
        for (const id of missing) writers.set(keyOf(id), answer);
      }
      const names = new Map<string, string>();
      for (const id of ids) {
        const found = (await writers.get(keyOf(id)))?.get(id);
        if (found) names.set(id, found.name);
      }
      return names;
    },
    member: members.getMember,
    /** Read anew for each digest: what somebody may see is what they may see now. */
    memberships: members.listMemberships,
    badges: (organization: string, member: string, window: Window) =>
      credentials.listOf(organization, member, window),
    credits: async (organization: string, member: string, { from, until }: Window) =>
      (await ledger.entriesOf(organization, member)).filter(
        ({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(until),
      ),
  };
};

/** @see openReading */
export type Reading = ReturnType<typeof openReading>;
