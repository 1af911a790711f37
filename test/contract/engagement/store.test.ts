import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupUpdates, MAX_UPDATE_IDS } from '../../../shared/engagement/group-updates.ts';
import { createEngagementStore, type EngagementStore, FULL_PAGE } from '../../../shared/engagement/store.ts';
import type { EventOf } from '../../../shared/events/catalogue.ts';
import { eventOf, postOf } from '../../support/events.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let store: EngagementStore;
beforeAll(async () => {
  tables = await openLocalTables();
  store = createEngagementStore(tables.engagement);
});
afterAll(() => tables.close());

const record = async (events: readonly EventOf[]) => {
  let recorded = 0;
  let duplicates = 0;
  for (const { update } of groupUpdates(events)) {
    const applied = await store.apply(update);
    recorded += applied.recorded.length;
    duplicates += applied.duplicates.length;
  }
  return { recorded, duplicates };
};
const posts = (organization: string, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => postOf(`p${from + i}`, 'reply', { organization }));
const total = async (organization: string, counter = 'post.created') =>
  (await store.recordsOf(organization, 'ada')).reduce((sum, { counts }) => sum + (counts[counter] ?? 0), 0);

describe('adding to a record', () => {
  it('counts an activity and its kind once, whatever is repeated', async () => {
    const batch = [postOf('a', 'topic', { organization: 'once' }), ...posts('once', 0, 2)];
    expect(await record(batch)).toEqual({ recorded: 3, duplicates: 0 });
    expect(await record(batch)).toEqual({ recorded: 0, duplicates: 3 });
    expect(await record([...batch, ...posts('once', 2, 1)])).toEqual({ recorded: 1, duplicates: 3 });
    expect(await store.recordsOf('once', 'ada')).toEqual([
      {
        organization: 'once',
        member: 'ada',
        community: 'algebra',
        day: '2026-03-02',
        counts: { 'post.created': 4, 'post.created/topic': 1, 'post.created/reply': 3 },
      },
    ]);
  });

  it('fills pages one after the other, and knows an event of any page again', async () => {
    const events = posts('pages', 0, 200);
    expect(await record(events)).toEqual({ recorded: 200, duplicates: 0 });
    expect(await record(events)).toEqual({ recorded: 0, duplicates: 200 });
    expect(await record([...events.slice(0, 30), ...posts('pages', 200, 5)])).toEqual({
      recorded: 5,
      duplicates: 30,
    });
    expect(await total('pages')).toBe(205);
    expect(await store.recordsOf('pages', 'ada')).toHaveLength(1);
  });

  it('ends in the same record when writers meet', async () => {
    const events = posts('writers', 0, 90);
    const updates = [
      ...groupUpdates(events),
      ...groupUpdates(events),
      ...groupUpdates([...events].reverse()),
    ];
    const applied = await Promise.all(updates.map(({ update }) => store.apply(update)));
    expect(applied.flatMap(({ recorded }) => recorded)).toHaveLength(90);
    expect(applied.flatMap(({ duplicates }) => duplicates)).toHaveLength(180);
    expect(await total('writers')).toBe(90);
  });

  it('tells ids apart by their bytes, although neither is text', async () => {
    const update = groupUpdates([postOf('x', 'reply', { organization: 'bytes' })])[0]?.update;
    if (!update) throw new Error('a post is one update');
    const withId = (id: string) => ({ ...update, entries: [{ id, counters: ['post.created'] }] });
    expect((await store.apply(withId('ff80818283848586'))).recorded).toHaveLength(1);
    expect((await store.apply(withId('fe90919293949596'))).recorded).toHaveLength(1);
    expect((await store.apply(withId('ff80818283848586'))).recorded).toHaveLength(0);
  });

  it('keeps members, communities, days and organizations apart', async () => {
    await record([
      postOf('1', 'reply', { organization: 'apart' }),
      postOf('2', 'reply', { organization: 'apart', community: 'biology' }),
      postOf('3', 'reply', { organization: 'apart', time: '2026-03-03T00:00:00Z' }),
      postOf('4', 'reply', { organization: 'apart', member: 'grace' }),
      postOf('5', 'reply', { organization: 'elsewhere' }),
    ]);
    const records = await store.recordsOf('apart', 'ada');
    expect(records.map(({ day, community }) => `${day} ${community}`)).toEqual([
      '2026-03-02 algebra',
      '2026-03-02 biology',
      '2026-03-03 algebra',
    ]);
    expect(await store.recordsOf('apart', 'ada', { from: '2026-03-03' })).toHaveLength(1);
    expect(await store.recordsOf('apart', 'ada', { through: '2026-03-02' })).toHaveLength(2);
    expect(await store.recordsOf('apart', 'ada', { from: '2026-03-02', through: '2026-03-03' })).toHaveLength(
      3,
    );
    expect(await store.recordsOf('apart', 'ada', { from: '2026-03-03', through: '2026-03-02' })).toEqual([]);
    expect(await store.recordsOf('apart', 'nobody')).toEqual([]);
  });
});

it('finds the members of one organization, in segments', async () => {
  await record([
    postOf('1', 'reply', { organization: 'scan' }),
    postOf('2', 'reply', { organization: 'scan', member: 'grace' }),
  ]);
  const members = new Set<string>();
  for (const segment of [0, 1, 2]) {
    for await (const member of store.membersOf('scan', segment, 3)) members.add(member);
  }
  expect([...members].sort()).toEqual(['ada', 'grace']);
});

describe('what it costs', () => {
  it('is one write unit per event where each comes alone, on a day of 48', async () => {
    let units = 0;
    const { client } = tables;
    const metered = {
      name: 'engagement',
      client: Object.assign(Object.create(client) as typeof client, {
        send: async (command: UpdateCommand) => {
          command.input.ReturnConsumedCapacity = 'TOTAL';
          const answer = await client.send(command);
          units += answer.ConsumedCapacity?.CapacityUnits ?? 0;
          return answer;
        },
      }),
    };
    const alone = createEngagementStore(metered);
    for (const event of posts('cost', 0, FULL_PAGE)) {
      for (const { update } of groupUpdates([event])) await alone.apply(update);
    }
    expect(units).toBe(FULL_PAGE);
    await alone.apply(
      groupUpdates(posts('cost-2', 0, MAX_UPDATE_IDS))[0]?.update ?? expect.fail('one update'),
    );
    expect(units).toBe(FULL_PAGE + 1);
  });

  it('stays one unit on a page as full as it can get, with a dozen counters and the longest usual names', async () => {
    const organization = 'north-western-association-of-educators';
    const common = { organization, time: '2026-03-02T15:04:05Z' };
    const member = '3f6c1f0e-6d0a-4a52-9f0b-6a1f5f1f7c11';
    const community = 'secondary-mathematics-grade-8';
    const kinds = ['topic', 'reply', 'comment'] as const;
    const many = Array.from({ length: FULL_PAGE - 1 }, (_, i) =>
      postOf(`p${i}`, kinds[i % 3], { ...common, member, community }),
    );
    const others = Array.from({ length: MAX_UPDATE_IDS }, (_, i) =>
      eventOf(
        'meeting.attended',
        {
          member,
          community,
          meeting: 'm',
          kind: (['virtual', 'hybrid', 'in-person'] as const)[i % 3] ?? 'hybrid',
          minutes: 5,
        },
        { ...common, id: `m${i}` },
      ),
    );
    for (const { update } of groupUpdates(many)) await store.apply(update);
    const [last] = groupUpdates(others);
    if (!last) throw new Error('one update');
    await store.apply(last.update);
    const key = { pk: `ORG#${organization}#MEMBER#${member}`, sk: `DAY#2026-03-02#${community}#1` };
    const touched = await tables.client.send(
      new UpdateCommand({
        TableName: 'engagement',
        Key: key,
        UpdateExpression: 'SET #member = :member',
        ExpressionAttributeNames: { '#member': 'member' },
        ExpressionAttributeValues: { ':member': member },
        ReturnConsumedCapacity: 'TOTAL',
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect((touched.Attributes?.['seen'] as Set<unknown>).size).toBe(FULL_PAGE - 1 + MAX_UPDATE_IDS);
    expect(touched.ConsumedCapacity?.CapacityUnits).toBe(1);
  });
});
