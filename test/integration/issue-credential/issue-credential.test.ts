import { createHash, randomInt, randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createHandler } from '../../../functions/issue-credential/handler.ts';
import { createRecords } from '../../../functions/issue-credential/records.ts';
import { Grant } from '../../../shared/awards/model.ts';
import { achievementVersion } from '../../../shared/badges/achievement-version.ts';
import { createIssuer, type Issuer } from '../../../shared/badges/issue.ts';
import { createDocumentIssuer } from '../../../shared/badges/issue-document.ts';
import { createIssuedAchievementsStore } from '../../../shared/badges/issued-achievements-store.ts';
import { createPlaces } from '../../../shared/badges/status/status-places.ts';
import { createPublication } from '../../../shared/badges/status/status-publication.ts';
import { createStatusStore } from '../../../shared/badges/status/status-store.ts';
import { type CredentialsStore, createCredentialsStore } from '../../../shared/badges/store.ts';
import { verifyCredential } from '../../../shared/badges/verify.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { createMembersStore } from '../../../shared/members/store.ts';
import { type AwsEndpoint, openAwsEndpoint } from '../../support/aws-endpoint.ts';
import { midland, openSigner, PUBLIC_URL, resolverOf, tenComments } from '../../support/badges.ts';
import { busMessage, postOf } from '../../support/events.ts';
import { context, queueBatch } from '../../support/invocations.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { keepingObserver } from '../../support/observer.ts';

const NOW = new Date('2026-11-22T07:00:01.500Z');
const signer = openSigner();
let tables: LocalTables;
let queue: AwsEndpoint;
let credentials: CredentialsStore;
beforeAll(async () => {
  tables = await openLocalTables();
  credentials = createCredentialsStore(tables.credentials);
  await createCommunitiesStore(tables.community).putOrganization(midland);
  await createMembersStore(tables.community).addMember({
    organization: 'midland',
    member: 'ada',
    name: 'Ada Quist',
    email: 'ada@example.org',
    role: 'member',
    joinedAt: '2026-01-01T00:00:00Z',
  });
});
afterAll(() => tables.close());
beforeEach(async () => {
  queue = await openAwsEndpoint(({ body }) => ({
    MessageId: 'dead-letter',
    MD5OfMessageBody: createHash('md5').update(String(body['MessageBody'])).digest('hex'),
  }));
  return () => queue.close();
});

const grantOf = (more: Partial<Grant> = {}): Grant => ({
  organization: 'midland',
  member: 'ada',
  rule: 'ten',
  ruleName: 'Ten comments',
  period: 'ever',
  reason: 'Ten comments in your communities',
  evidence: ['post.created/comment: 12 of 10'],
  grantedAt: '2026-11-22T07:00:00.100Z',
  credential: randomUUID(),
  badge: tenComments,
  ...more,
});

const messageOf = ({ organization, member, rule, period, credential }: Grant, data: object = {}): string =>
  busMessage(
    makeEvent('badge.granted', {
      id: `granted-${credential ?? ''}`,
      source: 'colloquy',
      time: '2026-11-22T07:00:00Z',
      organization,
      data: { member, rule, period, credential: credential ?? randomUUID(), ...data },
    }),
  );

const setUp = (grants: readonly Grant[], plant = (issuer: Pick<Issuer, 'issue'>) => issuer) => {
  const kept = keepingObserver();
  const statuses = createStatusStore(tables.credentials);
  const handler = createHandler({
    records: createRecords({
      communities: createCommunitiesStore(tables.community),
      members: createMembersStore(tables.community),
      awards: {
        grantsAt: (o, keys) =>
          Promise.resolve(
            grants.filter(
              (g) =>
                g.organization === o &&
                keys.some((k) => k.member === g.member && k.rule === g.rule && k.period === g.period),
            ),
          ),
      },
      credentials,
    }),
    credentials,
    achievements: createIssuedAchievementsStore(tables.credentials),
    places: createPlaces({
      statuses,
      publish: createPublication({
        statuses,
        issuer: createDocumentIssuer({ signer, publicUrl: PUBLIC_URL }),
        publicUrl: PUBLIC_URL,
        clock: () => NOW,
      }),
      random: () => randomInt(2 ** 32),
    }),
    issuer: plant(createIssuer({ signer, publicUrl: PUBLIC_URL })),
    again: { grantWhereMoved: () => Promise.resolve(undefined) },
    salts: randomUUID,
    accessKeys: randomUUID,
    clock: () => NOW,
    deadLetters: {
      client: new SQSClient(queue.client),
      queueUrl: `${queue.client.endpoint}/dead`,
      maxReceives: 5,
    },
    observer: kept.observer,
  });
  const run = async (...bodies: string[]) => (await handler(queueBatch(bodies), context)).batchItemFailures;
  return { run, ...kept };
};
/** A document with other values put into it, as deep as they are. */
const planted = (document: unknown, fault: unknown): unknown => {
  const [old, put] = [z.record(z.string(), z.unknown()), z.record(z.string(), z.unknown())].map(
    (schema, i) => schema.safeParse([document, fault][i]).data,
  );
  if (old === undefined || put === undefined) return fault;
  if (Object.keys(put).length === 0) return {};
  return { ...old, ...Object.fromEntries(Object.entries(put).map(([k, v]) => [k, planted(old[k], v)])) };
};
const setAside = () =>
  queue.calls.map(({ body }) => {
    const attributes = body['MessageAttributes'] as Record<string, { StringValue: string }>;
    return Object.fromEntries(
      Object.entries(attributes).map(([name, { StringValue }]) => [name, StringValue]),
    );
  });

describe('a granted badge', () => {
  it('becomes a credential that verifies, once, however often it is told', async () => {
    const grant = grantOf();
    const { run, counts } = setUp([grantOf({ rule: 'other' }), grant]);
    expect(await run(messageOf(grant))).toEqual([]);
    expect(await run(messageOf(grant), messageOf(grant))).toEqual([]);
    expect(Object.fromEntries(counts)).toEqual({ CredentialsIssued: 1, CredentialsKnown: 2 });
    const issued = await credentials.get(grant.credential ?? '');
    expect(issued).toMatchObject({
      member: 'ada',
      rule: 'ten',
      recipientName: 'Ada Quist',
      issuerName: midland.name,
      issuedAt: '2026-11-22T07:00:01Z',
    });
    const document: unknown = JSON.parse(issued?.document ?? '');
    expect(
      await verifyCredential(document, { resolveDid: await resolverOf(signer), now: NOW }),
    ).toMatchObject({
      verified: true,
    });
    expect(document).toMatchObject({
      awardedDate: '2026-11-22T07:00:00Z',
      evidence: [
        { narrative: 'Ten comments in your communities\nComments written: 12, where 10 were asked for' },
      ],
    });
    expect(queue.calls).toEqual([]);
  });

  it('says all that its grant does, for as long as its achievement is valid, to its member alone', async () => {
    const badge = {
      ...tenComments,
      validFor: { months: 3 },
      results: [{ result: 'score', name: 'Score', resultType: 'Percent' as const }],
    };
    const grant = grantOf({
      period: '2026-10',
      badge,
      narrative: 'Held a workshop for colleagues.',
      artifacts: [{ url: 'https://midland.example/slides', name: 'The slides' }],
      results: [{ result: 'score', value: '92' }],
      credit: { amount: 1.5, unit: 'hours' },
    });
    const { run } = setUp([grant]);
    expect(await run(messageOf(grant))).toEqual([]);
    const issued = await credentials.get(grant.credential ?? '');
    expect(issued).toMatchObject({
      validUntil: '2027-02-22T07:00:01Z',
      visibility: 'private',
      standing: 'valid',
      changes: 0,
      status: { list: 1 },
    });
    expect(issued?.accessKey).toHaveLength(36);
    const text = issued?.document ?? '';
    for (const said of ['Held a workshop', 'https://midland.example/slides', '"92"', '"creditsEarned":1.5']) {
      expect(text).toContain(said);
    }
    expect(JSON.parse(text)).toMatchObject({
      validUntil: '2027-02-22T07:00:01Z',
      credentialStatus: { statusListIndex: String(issued?.status?.index) },
    });
  });

  it('keeps its achievement as it was issued, by its version', async () => {
    const grant = grantOf({ period: '2026-09', badge: { ...tenComments, description: 'As it was then.' } });
    await setUp([grant]).run(messageOf(grant));
    const badge = grant.badge ?? tenComments;
    expect(
      await createIssuedAchievementsStore(tables.credentials).find(
        'midland',
        badge.achievement,
        achievementVersion(badge),
      ),
    ).toEqual(badge);
  });

  it('is issued for each of a batch', async () => {
    const grants = ['2026-01', '2026-02', '2026-03'].map((period) => grantOf({ period }));
    const { run } = setUp(grants);
    expect(await run(...grants.map((grant) => messageOf(grant)))).toEqual([]);
    const issued = await Promise.all(grants.map(({ credential }) => credentials.get(credential ?? '')));
    expect(issued.map((one) => one?.period)).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(new Set(issued.map((one) => one?.status?.index)).size).toBe(3);
  });
});

describe('what cannot be issued is set aside with the field and the reason', () => {
  const grant = grantOf();
  it.each([
    ['an unknown organization', messageOf({ ...grant, organization: 'nowhere' }), 'NotFound', 'organization'],
    ['an unknown member', messageOf({ ...grant, member: 'nobody' }), 'NotFound', 'data.member'],
    ['an unknown grant', messageOf({ ...grant, rule: 'twenty' }), 'NotFound', 'data.rule'],
    ['another period', messageOf({ ...grant, period: '2026' }), 'NotFound', 'data.rule'],
    ['another credential', messageOf(grant, { credential: randomUUID() }), 'InvalidInput', 'data.credential'],
    ['another event', busMessage(postOf('p1')), 'InvalidInput', 'type'],
    ['no message', 'nonsense', 'InvalidInput', '(root)'],
  ])('%s', async (_, body, kind, field) => {
    const { run } = setUp([grant]);
    expect(await run(body)).toEqual([]);
    expect(setAside()).toEqual([{ kind, field, reason: expect.any(String) as string }]);
    expect(setAside()[0]?.['reason']).not.toContain('ada@example.org');
  });

  it('a grant of credit alone', async () => {
    const credit = Grant.omit({ badge: true })
      .strip()
      .parse(grantOf({ credit: { amount: 1, unit: 'hours' } }));
    const { run } = setUp([credit]);
    expect(await run(messageOf(credit))).toEqual([]);
    expect(setAside()).toMatchObject([{ kind: 'InvalidInput', field: 'data.rule' }]);
  });

  it.each([
    ['credentialSubject.achievement.criteria', { credentialSubject: { achievement: { criteria: {} } } }],
    ['issuer.type', { issuer: { type: ['Organization'] } }],
    ['credentialSubject.achievement.name', { credentialSubject: { achievement: { name: '' } } }],
  ])('a credential with a fault planted in %s', async (field, fault) => {
    const broken = grantOf({ period: '2025' });
    const { run } = setUp([broken], (issuer) => ({
      issue: async (award) => {
        const document = z.record(z.string(), z.unknown()).parse(JSON.parse(await issuer.issue(award)));
        return JSON.stringify(planted(document, fault));
      },
    }));
    expect(await run(messageOf(broken))).toEqual([]);
    expect(setAside()).toMatchObject([{ kind: 'InvalidInput', field }]);
    expect(await credentials.get(broken.credential ?? '')).toBeUndefined();
  });
});
