import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/award/handler.ts';
import { backfill } from '../../../shared/awards/backfill.ts';
import type { Rule } from '../../../shared/awards/model.ts';
import { createAwardsStore } from '../../../shared/awards/store.ts';
import { createCredentialsStore } from '../../../shared/badges/store.ts';
import { createLedgerStore } from '../../../shared/credits/store.ts';
import { verifyChain } from '../../../shared/credits/verify-chain.ts';
import { groupUpdates } from '../../../shared/engagement/group-updates.ts';
import { createEngagementStore } from '../../../shared/engagement/store.ts';
import type { EventOf } from '../../../shared/events/catalogue.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import { randomIds } from '../../../shared/platform/ids.ts';
import { badge, count, ruleOf } from '../../support/awards.ts';
import { postOf } from '../../support/events.ts';
import { context, streamBatch } from '../../support/invocations.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { keepingObserver } from '../../support/observer.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const now = new Date('2026-11-22T12:00:00Z');
const stores = () => ({
  engagement: createEngagementStore(tables.engagement),
  awards: createAwardsStore(tables.community, tables.credentials),
  credentials: createCredentialsStore(tables.credentials),
  ledger: createLedgerStore(tables.credentials),
});
type Stores = ReturnType<typeof stores>;

const put = async (organization: string, ...rules: Rule[]) => {
  for (const rule of rules) await stores().awards.putRule({ ...rule, organization });
};
const play = async (events: readonly EventOf[]) => {
  for (const { update } of groupUpdates(events)) await stores().engagement.apply(update);
};
/** The stream of the engagement table from a place on, as a batch for the function. */
const streamFrom = async (after: string | undefined) => {
  const records = await tables.db.readStream('engagement', after, 10_000);
  return records.map(({ dynamodb }) => ({
    before: dynamodb.OldImage as Parameters<typeof streamBatch>[0][number]['before'],
    after: dynamodb.NewImage as Parameters<typeof streamBatch>[0][number]['after'],
    sequenceNumber: dynamodb.SequenceNumber,
  }));
};
const position = async () => (await streamFrom(undefined)).at(-1)?.sequenceNumber;

const setUp = (change: (stores: Stores) => Partial<Stores> = () => ({})) => {
  const kept = keepingObserver();
  const { engagement, awards, credentials } = { ...stores(), ...change(stores()) };
  const handler = createHandler({
    engagement,
    awards,
    credentials,
    clock: () => now,
    ids: randomIds,
    observer: kept.observer,
  });
  const run = async (changes: Awaited<ReturnType<typeof streamFrom>>) =>
    (await handler(streamBatch(changes), context)).batchItemFailures.map(
      ({ itemIdentifier }) => itemIdentifier,
    );
  return { run, ...kept };
};
const posts = (organization: string, member: string, n: number, more = {}) =>
  Array.from({ length: n }, (_, i) => postOf(`${member}-${i}`, 'comment', { organization, member, ...more }));
const granted = async (organization: string, member: string) =>
  (await stores().awards.grantsOf(organization, member)).map(({ rule, period }) => `${rule} ${period}`);
const tenComments = ruleOf(count('post.created/comment', 10), {
  grants: { badge, credit: { amount: 1, unit: 'hours' } },
});

describe('a change of records', () => {
  it('grants once what it made due, and the same batch again changes nothing', async () => {
    await put('once', tenComments);
    const start = await position();
    await play([...posts('once', 'ada', 10), ...posts('once', 'grace', 9)]);
    const batch = await streamFrom(start);
    const { run, counts } = setUp();
    expect(await run(batch)).toEqual([]);
    expect(await run(batch)).toEqual([]);
    expect(counts.get('Grants')).toBe(1);
    expect(await granted('once', 'ada')).toEqual(['active ever']);
    expect(await granted('once', 'grace')).toEqual([]);
    const [grant] = await stores().awards.grantsOf('once', 'ada');
    expect(grant).toMatchObject({
      evidence: ['post.created/comment: 10 of 10'],
      grantedAt: now.toISOString(),
    });
    expect(await stores().ledger.entriesOf('once', 'ada')).toMatchObject([
      { entry: 1, amount: 1, unit: 'hours' },
    ]);
  });

  it('reads nothing of a member where no rule looks at what changed', async () => {
    await put('idle', ruleOf(count('goal.met', 1)));
    const start = await position();
    await play(posts('idle', 'ada', 3));
    const never = (): Promise<never> => Promise.reject(new Error('was asked'));
    const { run } = setUp(({ awards }) => ({
      engagement: { ...stores().engagement, recordsOf: never },
      awards: { ...awards, grantsOf: never },
    }));
    expect(await run(await streamFrom(start))).toEqual([]);
  });

  it('looks at a member once, however many changes there are', async () => {
    await put('busy', tenComments);
    const start = await position();
    for (const event of posts('busy', 'ada', 12)) await play([event]);
    const batch = await streamFrom(start);
    expect(batch).toHaveLength(12);
    let reads = 0;
    const { run } = setUp(({ engagement }) => ({
      engagement: {
        ...engagement,
        recordsOf: (...of) => {
          reads += 1;
          return engagement.recordsOf(...of);
        },
      },
    }));
    expect(await run(batch)).toEqual([]);
    expect(reads).toBe(1);
    expect(await granted('busy', 'ada')).toEqual(['active ever']);
  });

  it('is read again from the first change of a member that could not be done; the others are', async () => {
    await put('half', tenComments);
    const start = await position();
    await play([...posts('half', 'ada', 10), ...posts('half', 'grace', 10), ...posts('half', 'emmy', 10)]);
    const batch = await streamFrom(start);
    const { run } = setUp(({ awards }) => ({
      awards: {
        ...awards,
        commit: (grant) =>
          grant.member === 'ada' ? awards.commit(grant) : Promise.reject(new Unavailable('throttled')),
      },
    }));
    expect(await run(batch)).toEqual([batch[1]?.sequenceNumber]);
    expect(await granted('half', 'ada')).toEqual(['active ever']);
    expect(await setUp().run(batch.slice(1))).toEqual([]);
    expect(await granted('half', 'grace')).toEqual(['active ever']);
    expect(await granted('half', 'emmy')).toEqual(['active ever']);
  });

  it('grants a recurring rule for the period that an event names, however late it comes', async () => {
    await put('late', ruleOf(count('post.created', 2), { every: 'monthly' }));
    await play(posts('late', 'ada', 1, { time: '2026-05-31T23:59:59Z' }));
    const start = await position();
    await play([postOf('late-2', 'topic', { organization: 'late', time: '2026-05-01T00:00:00Z' })]);
    expect(await setUp().run(await streamFrom(start))).toEqual([]);
    expect(await granted('late', 'ada')).toEqual(['active 2026-05']);
  });
});

describe('a backfill', () => {
  const monthly = ruleOf(count('post.created', 1), { rule: 'monthly', every: 'monthly' });
  const run = async (organization: string, rules: readonly Rule[], dryRun = false) => {
    const progress: string[] = [];
    const onProgress = (done: number, of: number) => progress.push(`${done}/${of}`);
    const result = await backfill(
      { ...stores(), now, ids: randomIds, onProgress },
      organization,
      rules,
      dryRun,
    );
    return { ...result, progress };
  };

  it('grants for all that was recorded before the rule, past periods too, once', async () => {
    for (const month of ['01', '02', '10']) {
      await play([postOf(month, 'topic', { organization: 'past', time: `2026-${month}-15T10:00:00Z` })]);
    }
    await play([...posts('past', 'grace', 10), ...posts('elsewhere', 'emmy', 10)]);
    const dry = await run('past', [tenComments, monthly], true);
    expect(dry).toMatchObject({
      members: 2,
      grants: { active: { granted: 1, before: 0 }, monthly: { granted: 4, before: 0 } },
    });
    expect(await granted('past', 'ada')).toEqual([]);
    expect((await run('past', [tenComments, monthly])).progress).toEqual(['1/2', '2/2']);
    expect(await granted('past', 'ada')).toEqual(['monthly 2026-01', 'monthly 2026-02', 'monthly 2026-10']);
    expect(await granted('past', 'grace')).toEqual(['active ever', 'monthly 2026-03']);
    expect(await granted('elsewhere', 'emmy')).toEqual([]);
    expect(verifyChain(await stores().ledger.entriesOf('past', 'ada'))).toMatchObject({
      intact: true,
      entries: 3,
    });
    expect((await run('past', [tenComments, monthly])).grants).toEqual({
      active: { granted: 0, before: 1 },
      monthly: { granted: 0, before: 4 },
    });
  });

  it('says how many members could not be done, after doing the others', async () => {
    await play([...posts('broken', 'ada', 10), ...posts('broken', 'grace', 10)]);
    const { engagement, awards, credentials } = stores();
    const breaking = {
      ...awards,
      commit: (grant: Parameters<typeof awards.commit>[0]) =>
        grant.member === 'ada' ? Promise.reject(new Unavailable('throttled')) : awards.commit(grant),
    };
    const backfilling = {
      engagement,
      awards: breaking,
      credentials,
      now,
      ids: randomIds,
      onProgress: () => undefined,
    };
    await expect(backfill(backfilling, 'broken', [tenComments], false)).rejects.toMatchObject({
      kind: 'Unavailable',
      message: expect.stringMatching(/^1 of 2 members/) as string,
    });
    expect(await granted('broken', 'grace')).toEqual(['active ever']);
    expect((await run('broken', [tenComments])).grants).toEqual({ active: { granted: 1, before: 1 } });
  });
});
