import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/award/handler.ts';
import { backfill } from '../../../shared/awards/backfill.ts';
import type { Rule } from '../../../shared/awards/model.ts';
import { createAwardsStore } from '../../../shared/awards/store.ts';
import { type CredentialSummary, IssuedCredential } from '../../../shared/badges/model.ts';
import { createCredentialsStore } from '../../../shared/badges/store.ts';
import { createEngagementStore } from '../../../shared/engagement/store.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { randomIds } from '../../../shared/platform/ids.ts';
import { badge, count, ruleOf } from '../../support/awards.ts';
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
});

const pathway = (needs: readonly string[], grants: string, more: Partial<Rule> = {}): Rule =>
  ruleOf(
    { all: needs.map((needed) => ({ badge: needed })) },
    { rule: `to-${grants}`, grants: { badge: { ...badge, achievement: grants } }, ...more },
  );
const put = async (organization: string, ...rules: Rule[]) => {
  for (const rule of rules) await stores().awards.putRule({ ...rule, organization });
};

/** Issues a badge to a member, as issue-credential does. */
const issue = async (
  organization: string,
  achievement: string,
  more: Partial<CredentialSummary> = {},
): Promise<void> => {
  const issued = IssuedCredential.parse({
    credential: randomIds(),
    organization,
    member: 'ada',
    rule: achievement,
    period: 'ever',
    achievement: { ...badge, achievement, name: `The ${achievement}` },
    recipientName: 'Ada',
    issuerName: 'Midland',
    issuedAt: '2026-11-20T10:00:00Z',
    document: '{}',
    ...more,
  });
  const { credential, member, rule } = issued;
  const event = makeEvent('credential.issued', {
    id: credential,
    source: 'test',
    time: issued.issuedAt,
    organization,
    data: { member, credential, rule },
  });
  await stores().credentials.put(issued, event);
};

/** Of the credentials table's stream, what the mapping's filter lets through. */
const standingBadges = async (after?: string) => {
  const records = await tables.db.readStream('credentials', after, 10_000);
  return {
    last: records.at(-1)?.dynamodb.SequenceNumber,
    changes: records
      .filter(
        ({ dynamodb: { NewImage } }) =>
          NewImage?.['sk']?.S?.startsWith('CREDENTIAL#') === true && NewImage['standing']?.S === 'valid',
      )
      .map(({ dynamodb }) => ({
        before: dynamodb.OldImage as Parameters<typeof streamBatch>[0][number]['before'],
        after: dynamodb.NewImage as Parameters<typeof streamBatch>[0][number]['after'],
        sequenceNumber: dynamodb.SequenceNumber,
      })),
  };
};

const run = async (
  changes: Awaited<ReturnType<typeof standingBadges>>['changes'],
  change: (all: ReturnType<typeof stores>) => Partial<ReturnType<typeof stores>> = () => ({}),
) => {
  const handler = createHandler({
    ...stores(),
    ...change(stores()),
    clock: () => now,
    ids: randomIds,
    observer: keepingObserver().observer,
  });
  expect(await handler(streamBatch(changes), context)).toEqual({ batchItemFailures: [] });
};
const grants = async (organization: string) => stores().awards.grantsOf(organization, 'ada');
const names = async (organization: string) => (await grants(organization)).map(({ rule }) => rule);

/** Lets the stream be consumed from a place on, the issuing of what is granted included, until nothing comes of it. */
const settle = async (organization: string, from?: string): Promise<number> => {
  let rounds = 0;
  const issued = new Set(await names(organization));
  for (let { changes, last } = await standingBadges(from); changes.length > 0; rounds += 1) {
    if (rounds > 10) throw new Error('it goes on without end');
    await run(changes);
    for (const { rule, badge: granted } of await grants(organization)) {
      if (!granted || issued.has(rule)) continue;
      issued.add(rule);
      await issue(organization, granted.achievement, { rule });
    }
    ({ changes, last = last } = await standingBadges(last));
  }
  return rounds;
};
const position = async () => (await standingBadges()).last;

describe('a pathway', () => {
  it('is awarded by itself when the last badge it needs is issued, with the badges as evidence', async () => {
    const from = await position();
    await put('walk', pathway(['host', 'thinker'], 'guide'));
    await issue('walk', 'host');
    await settle('walk', from);
    expect(await names('walk')).toEqual([]);
    const second = await position();
    await issue('walk', 'thinker');
    await settle('walk', second);
    expect(await grants('walk')).toMatchObject([
      {
        rule: 'to-guide',
        evidence: ['Badge “The host”, held since 2026-11-20', 'Badge “The thinker”, held since 2026-11-20'],
      },
    ]);
  });

  it('may lead to another one; one that leads back to a badge that is held gives it no second time', async () => {
    const from = await position();
    await put(
      'chain',
      pathway(['host'], 'guide'),
      pathway(['guide'], 'mentor'),
      pathway(['mentor', 'host'], 'host', { rule: 'round' }),
    );
    await issue('chain', 'host');
    expect(await settle('chain', from)).toBeLessThan(6);
    expect(await names('chain')).toEqual(['to-guide', 'to-mentor']);
  });

  it.each<[string, Partial<CredentialSummary>]>([
    ['revoked', { standing: 'revoked' }],
    ['suspended', { standing: 'suspended' }],
    ['expired', { validUntil: '2026-11-22T11:00:00Z' }],
  ])('does not count a badge that is %s', async (name, more) => {
    const from = await position();
    await put(name, pathway(['host', 'thinker'], 'guide'));
    await issue(name, 'host', more);
    await issue(name, 'thinker');
    await settle(name, from);
    expect(await names(name)).toEqual([]);
  });

  it('is awarded when a suspended badge is reinstated, and not looked at when one is merely shared', async () => {
    await put('again', pathway(['host'], 'guide'));
    const from = await position();
    await issue('again', 'host');
    const [change] = (await standingBadges(from)).changes;
    const image = change?.after ?? {};
    const never = () => Promise.reject(new Error('was asked'));
    const shared = [{ before: image, after: { ...image, visibility: { S: 'public' } } }];
    await run(shared as never, ({ awards }) => ({ awards: { ...awards, grantsOf: never } }));
    const reinstated = [{ before: { ...image, standing: { S: 'suspended' } }, after: image }];
    await run(reinstated as never);
    expect(await names('again')).toEqual(['to-guide']);
  });

  it('reads nothing of a member where no rule needs the badge', async () => {
    await put('idle', pathway(['thinker'], 'guide'));
    const from = await position();
    await issue('idle', 'host');
    const never = () => Promise.reject(new Error('was asked'));
    await run((await standingBadges(from)).changes, ({ awards, credentials }) => ({
      awards: { ...awards, grantsOf: never },
      credentials: { ...credentials, listOf: never },
    }));
  });

  it('is found by a backfill, for somebody who has nothing but badges', async () => {
    await issue('late', 'host');
    await stores().awards.commit({
      organization: 'late',
      member: 'ada',
      rule: 'by-hand.host',
      ruleName: 'Host',
      period: 'ever',
      reason: 'Awarded by hand.',
      evidence: [],
      grantedAt: now.toISOString(),
    });
    const rules = [pathway(['host'], 'guide'), ruleOf(count('goal.met', 1))];
    const result = await backfill(
      { ...stores(), now, ids: randomIds, onProgress: () => undefined },
      'late',
      rules,
      false,
    );
    expect(result).toMatchObject({ members: 1, grants: { 'to-guide': { granted: 1 } } });
  });
});
