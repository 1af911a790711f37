import type { CredentialsStore } from '../badges/store.ts';
import type { CurationStore } from '../communities/curation-store.ts';
import type { CommunitiesStore } from '../communities/store.ts';
import type { LedgerStore } from '../credits/store.ts';
import type { FeedStore } from '../discussions/feed-store.ts';
import type { Withheld } from '../discussions/feed-withheld-store.ts';
import type { FeedItem } from '../discussions/model.ts';
import type { ReadsStore } from '../discussions/reads-store.ts';
import { nextStep } from '../inquiry/complete-step.ts';
import type { InquiryStore } from '../inquiry/store.ts';
import type { MembersStore } from '../members/store.ts';
import { createKept, type Kept } from '../platform/kept.ts';
import { type CommunityWindow, summarizeWindow } from './threads.ts';
import type { Window } from './window.ts';
import { isFresh, isWithheld, letGo, withheldUntilNow } from './withheld.ts';

/** The stores that a digest is read from. */
export interface Sources {
  readonly communities: Pick<CommunitiesStore, 'getOrganization' | 'getCommunity'>;
  readonly members: Pick<MembersStore, 'getMember' | 'getMembers' | 'listMemberships'>;
  readonly feed: Pick<FeedStore, 'between' | 'topicStates' | 'newsBetween' | 'lastWithheld'>;
  readonly inquiry: Pick<InquiryStore, 'listCycles' | 'listGoals'>;
  readonly curation: Pick<CurationStore, 'getIntroduction'>;
  readonly reads: Pick<ReadsStore, 'readSince'>;
  readonly credentials: Pick<CredentialsStore, 'listOf'>;
  readonly ledger: Pick<LedgerStore, 'entriesBetween'>;
}

/**
 * Most posts of a kind, and most other news, read of a community's window, page by page; beyond it counts are lower
 * bounds, so that one community that was flooded cannot fill a sender's memory.
 */
const MAX_READ = 5000;

/** True where there may be more than was read. */
const isFlooded = (lists: readonly (readonly FeedItem[])[]): boolean =>
  lists.some(({ length }) => length >= MAX_READ);

/** Longest piece of an excerpt that is kept, in UTF-16 code units: as much as is ever shown, and the rest is memory. */
const KEPT_EXCERPT = 200;

/** What a sender keeps for the next: estimated bytes, and for how long, in ms. */
export const KEPT = { maxBytes: 24 * 1024 * 1024, keepFor: 120_000 } as const;

const bytesOfPost = ({ title, excerpt }: FeedItem): number => 650 + 2 * (title.length + excerpt.length);

/** About how much memory a window takes. */
const bytesOfWindow = (window: CommunityWindow | undefined): number =>
  (window?.threads ?? []).reduce(
    (sum, { posts }) => posts.reduce((bytes, post) => bytes + bytesOfPost(post), sum + 600),
    1000 + 1000 * ((window?.news.length ?? 0) + (window?.cycles.length ?? 0)),
  );

/** A bound of its own for whoever reads for one batch, page or mail alone: nothing runs out while it is at work. */
const forNow = (): Kept => createKept({ maxBytes: KEPT.maxBytes, keepFor: 1, clock: () => new Date(0) });

/**
 * What digests are read through. What is the same for several members (an organization, a community's window, a name)
 * is read once and kept, for the batch or, where `kept` outlives it, for the next ones; what is one member's is read
 * for them, as it is now.
 *
 * | read for                  | round trips | requests of the table                                       | items                     |
 * |---------------------------|-------------|-------------------------------------------------------------|---------------------------|
 * | each digest               | 1           | 6: member, communities, what they read, goals, badges, credit | 1, communities, at most 4 months, goals, those of the window |
 * | each digest               | 1           | 1: what was last withheld in its communities                | one of each community     |
 * | each community and window | 2           | 7: community, 3 kinds of posts, news, cycles, introduction; then heads of older topics; where topics were held back until then, 2 more | posts and news of the window, cycles, 2 |
 * | each organization         | (with them) | 1                                                           | 1                         |
 * | names not kept yet        | 1           | 1                                                           | at most 2 of each item    |
 *
 * So a digest is read in five round trips at most, and one of ten members who share their communities in three. A
 * window that something was withheld from since it was read is read anew.
 */
export const openReading = (sources: Sources, kept: Kept = forNow()) => {
  const { communities, members, feed, inquiry, curation, reads, credentials, ledger } = sources;

  /** What was said in discussions that were held back until this window; two queries, where there are such. */
  const readLetGo = async (
    organization: string,
    community: string,
    posts: readonly FeedItem[],
    window: Window,
    consistent: boolean,
  ): Promise<{ readonly earlier: FeedItem[]; readonly atLeast: boolean }> => {
    const since = letGo(posts);
    const [from] = [...since.values()].sort();
    if (from === undefined) return { earlier: [], atLeast: false };
    const earlier = await Promise.all(
      (['reply', 'comment'] as const).map((kind) =>
        feed.between(organization, community, kind, from, window.from, MAX_READ, consistent),
      ),
    );
    return { earlier: withheldUntilNow(earlier.flat(), since), atLeast: isFlooded(earlier) };
  };

  const readWindow = async (
    organization: string,
    community: string,
    window: Window,
    consistent: boolean,
  ): Promise<CommunityWindow | undefined> => {
    const { from, until } = window;
    const [found, news, cycles, introduction, ...read] = await Promise.all([
      communities.getCommunity(organization, community),
      feed.newsBetween(organization, community, from, until, MAX_READ),
      inquiry.listCycles(organization, community),
      curation.getIntroduction(organization, community),
      ...(['topic', 'reply', 'comment'] as const).map((kind) =>
        feed.between(organization, community, kind, from, until, MAX_READ, consistent),
      ),
    ]);
    if (!found) return undefined;
    const told = read.flat();
    const released = await readLetGo(organization, community, told, window, consistent);
    const all = [...told, ...released.earlier];
    const heads = new Map<string, FeedItem>();
    for (const post of all) if (post.kind === 'topic') heads.set(post.topic, post);
    const older = [...new Set(all.map(({ topic }) => topic))].filter((topic) => !heads.has(topic));
    const states =
      older.length > 0
        ? await feed.topicStates(organization, community, older, consistent)
        : new Map<string, FeedItem | 'removed'>();
    for (const [topic, head] of states) if (head !== 'removed') heads.set(topic, head);
    const posts = all
      .filter(({ topic }) => !isWithheld(states.get(topic) ?? heads.get(topic)))
      .map((post) => ({ ...post, excerpt: post.excerpt.slice(0, KEPT_EXCERPT) }));
    return summarizeWindow({
      community,
      name: found.name,
      window,
      posts,
      heads,
      news,
      cycles: cycles.filter((cycle) => nextStep(cycle) !== undefined),
      introduction,
      atLeast: isFlooded(read) || released.atLeast,
    });
  };

  return {
    organization: (organization: string) =>
      kept.get(
        `organization ${organization}`,
        () => communities.getOrganization(organization),
        () => 1000,
      ),
    /**
     * A community's window, or undefined where there is no such community.
     *
     * @param withheld - what was last withheld in it, asked for now: a window that was read before that is not told.
     */
    window: (organization: string, community: string, window: Window, withheld: Withheld | undefined) =>
      kept.get(
        `window ${organization}#${community}#${window.from}#${window.until}#${withheld?.changes ?? 0}`,
        () => readWindow(organization, community, window, isFresh(withheld, kept.clock())),
        bytesOfWindow,
      ),
    /** The names of those of the members that exist, by member; those that are not kept in one batch. */
    names: async (organization: string, ids: readonly string[]): Promise<Map<string, string>> => {
      const missing: string[] = [];
      let asked: ReturnType<typeof members.getMembers> | undefined;
      // Asked for when the first name turns out not to be kept, and by then everybody is on the list.
      const ask = () => (asked ??= Promise.resolve().then(() => members.getMembers(organization, missing)));
      const found = await Promise.all(
        ids.map((id) =>
          kept.get(
            `name ${organization}#${id}`,
            async () => {
              missing.push(id);
              return (await ask()).get(id)?.name;
            },
            () => 300,
          ),
        ),
      );
      return new Map(
        ids.flatMap((id, i): [string, string][] => {
          const name = found[i];
          return name === undefined ? [] : [[id, name]];
        }),
      );
    },
    member: members.getMember,
    lastWithheld: feed.lastWithheld,
    /** What somebody may see is what they may see now. */
    memberships: members.listMemberships,
    reads: reads.readSince,
    goals: inquiry.listGoals,
    badges: credentials.listOf,
    credits: ledger.entriesBetween,
  };
};

/** @see openReading */
export type Reading = ReturnType<typeof openReading>;
