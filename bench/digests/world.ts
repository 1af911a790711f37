import { BatchWriteCommand, type BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { createCurationStore } from '../../shared/communities/curation-store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { scheduleItem } from '../../shared/digests/schedule-item.ts';
import { createFeedStore } from '../../shared/discussions/feed-store.ts';
import { untilProcessed } from '../../shared/platform/batches.ts';
import { chunksOf } from '../../shared/platform/chunks-of.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import type { Table } from '../../shared/platform/table.ts';
import { introductionOf, newsOf, postsOf } from './community-life.ts';
import { cycleItem, memberItems } from './member-life.ts';
import { communityNameAt } from './texts.ts';
import { communitiesOf, communityAt, JOINED, organization, scheduleOf } from './who.ts';

const AT_ONCE = 16;
const WRITE_LIMIT = 25;

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
 * seventeen), and what happened in each in two days: everything in proportion.
 */
export const fill = async (table: Table, members: number): Promise<void> => {
  const communities = communitiesOf(members);
  const places = createCommunitiesStore(table);
  await places.putOrganization({
    organization,
    name: 'Société des professeurs de mathématiques',
    url: 'https://bench.example.org/',
    colour: '#7a1f4b',
    logo: 'https://bench.example.org/logo.png',
    postalAddress: '1 High Street, Bath BA1 1AA',
  });
  const feed = createFeedStore(table);
  const curation = createCurationStore(table);
  const numbers = Array.from({ length: communities }, (_, c) => c);
  const filled = await sideBySide(numbers, AT_ONCE, async (c) => {
    const community = communityAt(c);
    const name = communityNameAt(c);
    await places.putCommunity({ organization, community, name, purpose: '', createdAt: JOINED });
    for (const post of postsOf(c, members)) await feed.add(post);
    for (const news of newsOf(c, members)) await feed.addNews(news);
    const introduction = introductionOf(c, members);
    if (introduction) await curation.putIntroduction(introduction);
  });
  for (const outcome of filled) if (outcome.status === 'rejected') throw outcome.reason;
  await writeAll(
    table,
    numbers.map((c) => cycleItem(c, members)).filter((item) => item !== undefined),
  );
  for (let first = 0; first < members; first += GROUP) {
    const group = Array.from({ length: Math.min(GROUP, members - first) }, (_, i) => first + i);
    await writeAll(
      table,
      group.flatMap((i) => [scheduleItem(scheduleOf(i)), ...memberItems(i, members)]),
    );
  }
};
