import { BatchWriteCommand, type BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import type { DigestSchedule } from '../../shared/digests/model.ts';
import { scheduleItem } from '../../shared/digests/schedule-item.ts';
import { createFeedStore } from '../../shared/discussions/feed-store.ts';
import { memberItem, membershipItem } from '../../shared/members/member-items.ts';
import { untilProcessed } from '../../shared/platform/batches.ts';
import { chunksOf } from '../../shared/platform/chunks-of.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import type { Table } from '../../shared/platform/table.ts';

/** The organization of the bench. */
const organization = 'bench';
/** The first midnight; every member's digest falls due once in the day after it. */
export const MIDNIGHT = Date.parse('2026-03-02T00:00:00.000Z');

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Communities a member belongs to, and members for each community there is. */
const OWN = 3;
const MEMBERS_EACH = 50;
/** Posts of each community in a day: a topic and two replies, four times. */
const POSTS = 12;
const JOINED = '2026-01-01T00:00:00.000Z';
const AT_ONCE = 16;
const WRITE_LIMIT = 25;

const memberAt = (i: number): string => `member-${String(i).padStart(7, '0')}`;

/** How many of so many members have a digest due in one hour. */
export const dueAnHour = (members: number): number => Math.floor(members / 24);

/** Members are spread over all hours of the day, as an association around the world is. */
const scheduleOf = (i: number): DigestSchedule => {
  const dueAt = MIDNIGHT + (i % 24) * HOUR;
  return {
    organization,
    member: memberAt(i),
    frequency: 'daily',
    timeZone: 'UTC',
    hour: i % 24,
    weekday: 1,
    coveredUntil: new Date(dueAt - DAY).toISOString(),
    dueAt: new Date(dueAt).toISOString(),
    unsubscribeToken: `token-of-${memberAt(i)}-of-bench`,
  };
};

const itemsOf = (i: number, communities: number): Record<string, unknown>[] => {
  const member = memberAt(i);
  return [
    memberItem({
      organization,
      member,
      name: `Name of ${member}`,
      email: `${member}@bench.example.org`,
      role: 'member',
      joinedAt: JOINED,
    }),
    scheduleItem(scheduleOf(i)),
    ...Array.from({ length: OWN }, (_, own) =>
      membershipItem({
        organization,
        member,
        community: `community-${(i * 7 + own * 13) % communities}`,
        role: 'member',
        joinedAt: JOINED,
      }),
    ),
  ];
};

const writeAll = async (table: Table, items: readonly Record<string, unknown>[]): Promise<void> => {
  const outcomes = await sideBySide(chunksOf(items, WRITE_LIMIT), AT_ONCE, (chunk) => {
    const requests: BatchWriteCommandInput['RequestItems'] = {
      [table.name]: chunk.map((Item) => ({ PutRequest: { Item } })),
    };
    return untilProcessed(requests, async (rest) => {
      const { UnprocessedItems } = await table.client.send(new BatchWriteCommand({ RequestItems: rest }));
      return Object.keys(UnprocessedItems ?? {}).length === 0 ? undefined : UnprocessedItems;
    });
  });
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
};

/** Members written before the next are made, so that this process's memory is not that of all of them. */
const GROUP = 5000;

/**
 * Fills a table with so many members, each in three communities, one community for every fifty of them (at least
 * seventeen), and the posts of two days in each: everything in proportion.
 */
export const fill = async (table: Table, members: number): Promise<void> => {
  const communities = Math.max(17, Math.round(members / MEMBERS_EACH));
  const places = createCommunitiesStore(table);
  await places.putOrganization({ organization, name: 'Bench', url: 'https://bench.example.org/' });
  const feed = createFeedStore(table);
  const numbers = Array.from({ length: communities }, (_, c) => c);
  const filled = await sideBySide(numbers, AT_ONCE, async (c) => {
    const community = `community-${c}`;
    await places.putCommunity({ organization, community, name: community, purpose: '', createdAt: JOINED });
    for (let p = 0; p < 2 * POSTS; p += 1) {
      const topic = `topic-${c}-${p - (p % 3)}`;
      const postedAt = new Date(MIDNIGHT - DAY + (p * 2 * DAY) / (2 * POSTS)).toISOString();
      await feed.add({
        organization,
        community,
        kind: p % 3 === 0 ? 'topic' : 'reply',
        post: p % 3 === 0 ? topic : `reply-${c}-${p}`,
        topic,
        member: memberAt((c * 31 + p * 7) % members),
        title: 'How do you open a unit on fractions?',
        excerpt:
          'We tried number lines before circles this year, and far fewer children stumbled at five quarters.',
        postedAt,
      });
    }
  });
  for (const outcome of filled) if (outcome.status === 'rejected') throw outcome.reason;
  for (let first = 0; first < members; first += GROUP) {
    const group = Array.from({ length: Math.min(GROUP, members - first) }, (_, i) => first + i);
    await writeAll(
      table,
      group.flatMap((i) => itemsOf(i, communities)),
    );
  }
};
