import { createCurationStore } from '../../shared/communities/curation-store.ts';
import { feedChangeOf } from '../../shared/discussions/feed-change.ts';
import { createFeedStore } from '../../shared/discussions/feed-store.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import type { Table } from '../../shared/platform/table.ts';
import type { DemoContent, DemoIntroduction } from './model.ts';

/** What in the demo is about digests: when things are told, what comes first, and what is said before. */
export const createDemoFeed = (table: Table, organization: string, day: Date) => {
  const feed = createFeedStore(table);
  const curation = createCurationStore(table);

  return {
    /**
     * Keeps an event in the feed as told when it happened, before it is raised. The demo's past is written in a minute;
     * by its arrival alone all of a week would be news of that minute, in the order in which it happened to arrive.
     * What an event changes nothing in the feed is not told of.
     */
    tellInTime: async (event: EventOf): Promise<void> => {
      if (!told.has(event.type)) return;
      const change = feedChangeOf(event, new Date(event.time));
      if (change.kind === 'post') await feed.add(change.item);
      if (change.kind === 'news') await feed.addNews(change.item);
    },

    /** Puts a post first in the digest that tells it. */
    pin: (community: string, post: string): Promise<void> => feed.pin(organization, community, post),

    /** Writes an introduction that is told from the demo's day on, unless the community has one. */
    introduce: async ({ community, by, text, days }: DemoIntroduction): Promise<void> => {
      if ((await curation.getIntroduction(organization, community)) !== undefined) return;
      const until = new Date(day.getTime() + days * 24 * 3_600_000).toISOString();
      await curation.putIntroduction({
        organization,
        community,
        by,
        text,
        from: day.toISOString(),
        until,
      });
    },
  };
};

const told: ReadonlySet<string> = new Set<EventOf['type']>([
  'colloquy.post.created.v1',
  'colloquy.member.joined.v1',
  'colloquy.resource.shared.v1',
  'colloquy.meeting.held.v1',
  'colloquy.video.shared.v1',
  'colloquy.challenge.opened.v1',
]);

/** Whether somebody of the demo belongs to a community, so that they can be mentioned in it. */
export const belongsTo = ({ members }: DemoContent, member: string, community: string): boolean =>
  members.some(
    (one) =>
      one.member === member && one.memberships.some((membership) => membership.community === community),
  );
