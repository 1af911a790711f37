import { createHandler as createPlanner, RUN_LIMITS } from '../../functions/plan-digests/handler.ts';
import { createHandler as createSender } from '../../functions/send-digest/handler.ts';
import { createCurationStore } from '../../shared/communities/curation-store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import type { DigestDue, MailPreferences } from '../../shared/digests/model.ts';
import { createSources } from '../../shared/digests/sources-store.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { startSchedule } from '../../shared/digests/window.ts';
import { createFeedStore } from '../../shared/discussions/feed-store.ts';
import type { FeedItem } from '../../shared/discussions/model.ts';
import { createReadsStore } from '../../shared/discussions/reads-store.ts';
import { createInquiryStore } from '../../shared/inquiry/store.ts';
import { createMailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import type { Mail, SendOutcome } from '../../shared/platform/mail.ts';
import type { Table } from '../../shared/platform/table.ts';
import { createDeadLetters } from './dead-letters.ts';
import { context, queueBatch } from './invocations.ts';
import type { LocalTables } from './local-tables.ts';
import type { Mortal } from './mortal.ts';
import { keepingObserver } from './observer.ts';

/** A digest every day at seven, in UTC. */
const dailyAtSeven: MailPreferences = {
  frequency: 'daily',
  timeZone: 'UTC',
  hour: 7,
  weekday: 1,
};

/** When everybody in the world joined. */
const JOINED = '2026-11-20T00:00:00.000Z';

const storesOn = (community: Table, credentials: Table) => ({
  ...createSources(community, credentials),
  digests: createDigestsStore(community),
  communities: createCommunitiesStore(community),
  members: createMembersStore(community),
  feed: createFeedStore(community),
  inquiry: createInquiryStore(community),
  curation: createCurationStore(community),
  reads: createReadsStore(community),
});

/** How a sender runs: on the world's own tables, alive, where nothing is said. */
interface Process {
  readonly community?: Table;
  readonly credentials?: Table;
  readonly mortal?: Mortal;
}

/** How messages reach a sender; for the first time where nothing is said. */
interface Delivery extends Process {
  readonly receives?: number;
  readonly sender?: ReturnType<typeof createSender>;
}

/**
 * An organization with digests on the tables given, a clock to set, a mailbox that takes everything unless told
 * otherwise, and the planner and the sender as Lambda calls them.
 */
export const createDigestWorld = (tables: LocalTables, organization = 'maths') => {
  const stores = storesOn(tables.community, tables.credentials);
  const mails: Mail[] = [];
  const { observer, counts, lines } = keepingObserver();
  const { deadLetters, setAside } = createDeadLetters();
  let minted = 0;
  const world = {
    stores,
    mails,
    counts,
    lines,
    /** What was sent to the dead-letter queue. */
    setAside,
    now: new Date(JOINED),
    /** How long somebody waited, in ms; the clock goes on by it. */
    waited: 0,
    wait: (ms: number): Promise<void> => {
      world.waited += ms;
      world.now = new Date(world.now.getTime() + ms);
      return Promise.resolve();
    },
    /** Comes back when it is a mail's turn. */
    pace: (): Promise<boolean> => Promise.resolve(true),
    send: (mail: Mail): Promise<SendOutcome> => {
      mails.push(mail);
      return Promise.resolve({ kind: 'accepted', messageId: `mail-${mails.length}` });
    },

    /** An organization with communities of these names. */
    async found(...communities: string[]): Promise<void> {
      // Another world in the same tables may have told what is due in this one's time, before anything of this was there.
      await stores.digests.setCursor({ hour: JOINED.slice(0, 13) });
      await stores.communities.putOrganization({
        organization,
        name: `The ${organization} association`,
        url: 'https://maths.example.org/',
      });
      for (const community of communities) {
        await stores.communities.putCommunity({
          organization,
          community,
          name: `Circle of ${community}`,
          purpose: '',
          createdAt: JOINED,
        });
      }
    },

    /** A member of the communities, with a digest as chosen. */
    async join(
      member: string,
      communities: readonly string[],
      preferences = dailyAtSeven,
      email = `${member}@${organization}.example.org`,
    ): Promise<void> {
      const name = `${member.charAt(0).toUpperCase()}${member.slice(1)} Example`;
      const place = { organization, member, joinedAt: JOINED };
      await stores.members.addMember({
        ...place,
        name,
        email,
        role: 'member',
      });
      for (const community of communities) await stores.members.join({ ...place, community, role: 'member' });
      await stores.digests.putSchedule(
        startSchedule({
          organization,
          member,
          preferences,
          since: JOINED,
          now: new Date(JOINED),
          unsubscribeToken: `${organization}-${member}-0123456789abcdef`,
        }),
      );
    },

    /** A post in the feed; a topic unless told otherwise. */
    async post(own: Partial<FeedItem> & Pick<FeedItem, 'post' | 'member' | 'postedAt'>): Promise<void> {
      await stores.feed.add({
        organization,
        community: 'algebra',
        kind: 'topic',
        topic: own.post,
        title: `About ${own.post}`,
        excerpt: '',
        ...own,
      });
    },

    /** Runs the planner, as a process that may die if one is given; returns what it told the sender. */
    async plan(mortal?: Mortal): Promise<DigestDue[]> {
      const told: DigestDue[] = [];
      const take = (due: readonly DigestDue[]): Promise<void> => {
        told.push(...due);
        return Promise.resolve();
      };
      const planner = createPlanner({
        digests: mortal ? createDigestsStore(mortal.table(tables.community)) : stores.digests,
        sendDigests: (due) => (mortal ? mortal.call('SendMessageBatch', () => take(due)) : take(due)),
        sendNotifications: () => Promise.reject(new Error('no notification waits in this world')),
        clock: () => world.now,
        elapsed: () => 0,
        limits: RUN_LIMITS,
        observer,
      });
      await planner({}, context).catch((error: unknown) => {
        if (!mortal?.isDead()) throw error;
      });
      return told;
    },

    /** A sender, as a process that may die if one is given: what it reads it keeps for a while. */
    startSender({ mortal, ...given }: Process = {}): ReturnType<typeof createSender> {
      const through = (table: Table): Table => mortal?.table(table) ?? table;
      const community = through(given.community ?? tables.community);
      const credentials = through(given.credentials ?? tables.credentials);
      return createSender({
        ...storesOn(community, credentials),
        standings: createMailStandingsStore(community),
        mailDays: createMailCountsStore(community),
        send: (mail) => (mortal ? mortal.call('SendEmail', () => world.send(mail)) : world.send(mail)),
        pace: () => world.pace(),
        wait: world.wait,
        place: {
          publicUrl: 'https://colloquy.example.org',
          mailFrom: 'Colloquy <digests@colloquy.example.org>',
        },
        clock: () => world.now,
        ids: () => `event-${String(++minted)}`,
        deadLetters,
        observer,
      });
    },

    /** Gives a sender messages, one of its own unless told otherwise; returns those that will come again. */
    async deliver(
      messages: readonly unknown[],
      { receives = 1, sender, ...process }: Delivery = {},
    ): Promise<string[]> {
      const bodies = messages.map((message) =>
        typeof message === 'string' ? message : JSON.stringify(message),
      );
      const { batchItemFailures } = await (sender ?? world.startSender(process))(
        queueBatch(bodies, receives),
        context,
      );
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },

    /** Plans and sends once, as every quarter of an hour. */
    async run(at: string): Promise<void> {
      world.now = new Date(at);
      await world.deliver(await world.plan());
    },
  };
  return world;
};

/** @see createDigestWorld */
export type DigestWorld = ReturnType<typeof createDigestWorld>;
