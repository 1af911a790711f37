import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Due } from '../../../shared/digests/due-store.ts';
import type { DigestClaim, DigestSchedule } from '../../../shared/digests/model.ts';
import { createDigestsStore, type DigestsStore } from '../../../shared/digests/store.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { Conflict } from '../../../shared/platform/errors.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let digests: DigestsStore;
beforeAll(async () => {
  tables = await openLocalTables();
  digests = createDigestsStore(tables.community, () => 'a-token-of-22-characters');
});
afterAll(() => tables.close());

let organizations = 0;
const scheduleOf = (own: Partial<DigestSchedule> = {}): DigestSchedule => ({
  organization: `o${++organizations}`,
  member: 'ana',
  frequency: 'daily',
  timeZone: 'UTC',
  hour: 7,
  weekday: 1,
  coveredUntil: '2026-11-20T07:00:00.000Z',
  dueAt: '2026-11-21T07:00:00.000Z',
  unsubscribeToken: `token-of-organization-${organizations}`,
  ...own,
});
const put = async (own: Partial<DigestSchedule> = {}): Promise<DigestSchedule> => {
  const schedule = scheduleOf(own);
  await digests.putSchedule(schedule);
  return schedule;
};

const claimOn = ({ organization, member }: DigestSchedule) => ({
  organization,
  member,
  from: '2026-11-20T07:00:00.000Z',
  until: '2026-11-21T07:00:00.000Z',
  status: 'SENDING' as const,
  items: 3,
  at: '2026-11-21T07:01:00.000Z',
});
const NEXT = '2026-11-22T07:00:00.000Z';

const dueThrough = async (instant: string, since: string, organization: string): Promise<Due[]> => {
  const due: Due[] = [];
  const after = new Date(Date.parse(`${since}:00:00.000Z`) - 1).toISOString();
  for await (const page of digests.duePages({ after, through: new Date(instant).toISOString() })) {
    due.push(...page.due.filter((one) => one.organization === organization));
  }
  return due;
};

describe('a schedule', () => {
  it('comes back as it was put, its instants brought to one form', async () => {
    const schedule = await put({ coveredUntil: '2026-11-20T07:00:00Z', dueAt: '2026-11-21T07:00:00.0Z' });
    expect(await digests.getSchedule(schedule.organization, 'ana')).toEqual({
      ...schedule,
      coveredUntil: '2026-11-20T07:00:00.000Z',
      dueAt: '2026-11-21T07:00:00.000Z',
    });
    expect(await digests.getSchedule(schedule.organization, 'ben')).toBeUndefined();
  });

  it('is made from now on for a member who had none', async () => {
    const { frequency, timeZone, hour, weekday } = scheduleOf();
    const now = new Date('2026-11-20T12:00:00Z');
    const preferences = { frequency, timeZone, hour, weekday };
    const saved = await digests.savePreferences('new', 'ana', preferences, now);
    expect(saved).toMatchObject({
      coveredUntil: '2026-11-20T12:00:00.000Z',
      dueAt: '2026-11-21T07:00:00.000Z',
    });
    expect(await digests.getSchedule('new', 'ana')).toEqual(saved);
    expect(await digests.findUnsubscribe('a-token-of-22-characters')).toEqual({
      organization: 'new',
      member: 'ana',
    });
  });

  it('keeps one of many choices made at once, whole', async () => {
    const { organization } = await put();
    const now = new Date('2026-11-20T12:00:00Z');
    const choices = [8, 9, 10].map((hour) => ({
      frequency: 'daily' as const,
      timeZone: 'UTC',
      hour,
      weekday: 1,
    }));
    await Promise.all(choices.map((choice) => digests.savePreferences(organization, 'ana', choice, now)));
    const kept = await digests.getSchedule(organization, 'ana');
    expect(new Date(kept?.dueAt ?? '').getUTCHours()).toBe(kept?.hour);
    expect([8, 9, 10]).toContain(kept?.hour);
  });
});

describe('the due index', () => {
  it('names what is due at the instant or before, and nothing else', async () => {
    const { organization } = await put();
    expect(await dueThrough('2026-11-21T06:59:59.999Z', '2026-11-21T05', organization)).toEqual([]);
    const due = { organization, member: 'ana', dueAt: '2026-11-21T07:00:00.000Z' };
    expect(await dueThrough('2026-11-21T07:00:00.000Z', '2026-11-21T05', organization)).toEqual([due]);
    expect(await dueThrough('2026-11-21T09:00:00.000Z', '2026-11-21T08', organization)).toEqual([]);
  });

  it('follows a schedule that moves, and forgets one that ends', async () => {
    const schedule = await put();
    const { organization } = schedule;
    await digests.claim(schedule, claimOn(schedule), NEXT);
    expect(await dueThrough('2026-11-21T07:05:59Z', '2026-11-21T07', organization)).toEqual([]);
    expect(await dueThrough('2026-11-22T08:00:00Z', '2026-11-22T07', organization)).toHaveLength(1);
    await digests.unsubscribe(schedule.unsubscribeToken, new Date('2026-11-21T09:00:00Z'));
    expect(await dueThrough('2026-11-22T08:00:00Z', '2026-11-22T07', organization)).toEqual([]);
  });

  it('spreads an hour over its shards and finds all of it', async () => {
    const organization = `o${++organizations}`;
    const members = Array.from({ length: 40 }, (_, i) => `member-${i}`);
    for (const member of members) await put({ organization, member });
    const due = await dueThrough('2026-11-21T07:00:00Z', '2026-11-21T07', organization);
    expect(due.map((one) => ('member' in one ? one.member : '')).sort()).toEqual(members.sort());
  });
});

describe('a claim', () => {
  it('is one sender’s alone, and moves the schedule with it', async () => {
    const schedule = await put();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => digests.claim(schedule, claimOn(schedule), NEXT)),
    );
    const claimed = outcomes.filter((one) => one.status === 'fulfilled' && one.value === 'claimed');
    expect(claimed).toHaveLength(1);
    expect(await digests.getSchedule(schedule.organization, 'ana')).toMatchObject({
      coveredUntil: '2026-11-21T07:00:00.000Z',
      dueAt: NEXT,
    });
    expect(await digests.claim(schedule, claimOn(schedule), NEXT)).toBe('taken');
  });

  it('is not made where the member has chosen anew since', async () => {
    const schedule = await put();
    const { organization } = schedule;
    const chosen = { frequency: 'daily' as const, timeZone: 'Europe/London', hour: 7, weekday: 1 };
    await digests.savePreferences(organization, 'ana', chosen, new Date('2026-11-20T12:00:00Z'));
    expect(await digests.claim(schedule, claimOn(schedule), NEXT)).toBe('changed');
    expect(await digests.listClaims(organization, 'ana')).toEqual([]);
    expect(await digests.getSchedule(organization, 'ana')).toMatchObject({ timeZone: 'Europe/London' });
  });

  it('says how it ended, once, with the event riding on it', async () => {
    const schedule = await put();
    const claim = claimOn(schedule);
    const { organization, member, from, until, items } = claim;
    await digests.claim(schedule, claim, NEXT);
    const event = makeEvent('digest.sent', {
      id: 'event-1',
      source: 'colloquy',
      time: claim.at,
      organization,
      data: { member, from, until, items },
    });
    const sent = { status: 'SENT', messageId: 'mail-1', event } as const;
    await digests.settle(claim, sent);
    expect(await digests.latestClaim(organization, member)).toEqual({
      ...claim,
      status: 'SENT',
      messageId: 'mail-1',
    });
    const { Item } = await tables.client.send(
      new GetCommand({
        TableName: 'community',
        Key: { pk: `ORG#${organization}#MEMBER#ana`, sk: `DIGEST#${until}` },
      }),
    );
    expect(Item?.['event']).toEqual(event);
    await expect(
      digests.settle(claim, { status: 'SUPPRESSED', reason: 'late', skip: 'refused' }),
    ).rejects.toThrow(Conflict);
  });

  it('given back is due at once, in an hour still to be read, and can be made again', async () => {
    const schedule = await put();
    const { organization } = schedule;
    await digests.claim(schedule, claimOn(schedule), NEXT);
    await digests.giveBack(claimOn(schedule), 'busy', new Date('2026-11-21T10:05:00Z'));
    const back = await digests.getSchedule(organization, 'ana');
    expect(back).toMatchObject({
      coveredUntil: '2026-11-20T07:00:00.000Z',
      dueAt: '2026-11-21T10:05:00.000Z',
    });
    expect(await digests.listClaims(organization, 'ana')).toMatchObject([
      { status: 'RETURNED', reason: 'busy' },
    ]);
    if (!back) throw new Error('the schedule is gone');
    expect(await digests.claim(back, claimOn(schedule), NEXT)).toBe('claimed');
    await expect(
      digests.giveBack({ ...claimOn(schedule), until: '2026-11-19T07:00:00.000Z' }, 'busy', new Date()),
    ).rejects.toThrow(Conflict);
  });
});

describe('a claim on its way', () => {
  /** A claim of an organization of its own. */
  const onItsWay = async () => {
    const schedule = await put();
    const claim = claimOn(schedule);
    await digests.claim(schedule, claim, NEXT);
    const { organization } = schedule;
    const now = async () => digests.getClaim(organization, 'ana', claim.until, new Date(claim.until));
    const overdue = () => dueThrough('2026-11-21T07:59:00Z', '2026-11-21T07', organization);
    const inReview = () => digests.listInDoubt(organization, { limit: 10 });
    return { claim, organization, now, overdue, inReview };
  };

  it('falls due itself until it is settled, so that nobody has to remember it', async () => {
    const { claim, organization, overdue } = await onItsWay();
    const dueAt = '2026-11-21T07:06:00.000Z';
    expect(await overdue()).toEqual([{ organization, member: 'ana', dueAt, claim: claim.until }]);
    await digests.settle(claim, { status: 'SUPPRESSED', reason: 'refused for good', skip: 'refused' });
    expect(await overdue()).toEqual([]);
    expect(
      await digests.listSkipped(organization, 'refused', { limit: 10, now: new Date(dueAt) }),
    ).toMatchObject([{ member: 'ana', skip: 'refused' }]);
  });

  it('keeps what the mail service told of its mail before its sender could say that it was sent', async () => {
    const { claim, organization } = await onItsWay();
    const Key = { pk: `ORG#${organization}#MEMBER#ana`, sk: `DIGEST#${claim.until}` };
    const deliveredAt = '2026-11-21T07:01:01.000Z';
    await tables.client.send(
      new UpdateCommand({
        TableName: 'community',
        Key,
        UpdateExpression: 'SET deliveredAt = :at',
        ExpressionAttributeValues: { ':at': deliveredAt },
      }),
    );
    await digests.settle(claim, { status: 'SUPPRESSED', reason: 'refused for good', skip: 'refused' });
    const { Item } = await tables.client.send(new GetCommand({ TableName: 'community', Key }));
    expect(Item).toMatchObject({ status: 'SUPPRESSED', deliveredAt });
    expect(Item).not.toHaveProperty('kind');
  });

  it('stands in the review list once it is in doubt, until one person says what became of it', async () => {
    const { claim, now, overdue, inReview } = await onItsWay();
    expect(await digests.markInDoubt(claim)).toBe(true);
    expect(await digests.markInDoubt(claim)).toBe(false);
    expect(await overdue()).toEqual([]);
    const [found] = await inReview();
    if (!found) throw new Error('nothing is in the review list');
    const resolution = { by: 'staff-1', at: '2026-11-21T09:00:00.000Z' };
    await digests.resolveDoubt(found, 'arrived', resolution);
    expect(await now()).toMatchObject({ status: 'SENT', resolvedBy: 'staff-1' });
    expect(await inReview()).toEqual([]);
    await expect(digests.resolveDoubt(found, 'not-arrived', resolution)).rejects.toThrow(Conflict);
  });

  it('never expires, and is kept for a year and a month once it is known to be sent, ninety days where it was not', async () => {
    const expiryAfter = async (end: (claim: DigestClaim) => Promise<unknown>): Promise<unknown> => {
      const { claim, organization } = await onItsWay();
      const Key = { pk: `ORG#${organization}#MEMBER#ana`, sk: `DIGEST#${claim.until}` };
      await end(claim);
      const { Item } = await tables.client.send(new GetCommand({ TableName: 'community', Key }));
      const expiresAt: unknown = Item?.['expiresAt'];
      if (typeof expiresAt !== 'number') return undefined;
      // Not there any more from that second on, although the table still has it.
      const read = (at: number) => digests.getClaim(organization, 'ana', claim.until, new Date(at));
      expect(await read(expiresAt * 1000 - 1)).toBeDefined();
      expect(await read(expiresAt * 1000)).toBeUndefined();
      const now = new Date(expiresAt * 1000);
      expect(await digests.recentClaims(organization, 'ana', { limit: 5, now })).toEqual([]);
      expect(await digests.listSkipped(organization, 'nothing-new', { limit: 5, now })).toEqual([]);
      return (expiresAt * 1000 - Date.parse(claim.at)) / 86_400_000;
    };
    const at = '2026-12-21T07:01:00.000Z';
    const event = { id: 'e', source: 's' } as never;
    expect(await expiryAfter(() => Promise.resolve())).toBeUndefined();
    expect(await expiryAfter((claim) => digests.markInDoubt(claim))).toBeUndefined();
    expect(
      await expiryAfter((claim) => digests.settle(claim, { status: 'SENT', messageId: 'm', event })),
    ).toBeCloseTo(396, 2);
    const skip = { status: 'SUPPRESSED', reason: 'nothing new', skip: 'nothing-new' } as const;
    expect(await expiryAfter((claim) => digests.settle(claim, skip))).toBeCloseTo(90, 2);
    const resolved = await expiryAfter(async (claim) => {
      await digests.markInDoubt(claim);
      await digests.resolveDoubt({ ...claim, status: 'IN_DOUBT' }, 'arrived', { by: 'staff-1', at });
    });
    // From when somebody said so.
    expect(resolved).toBeCloseTo(
      396 + (Date.parse(at) - Date.parse('2026-11-21T07:01:00.000Z')) / 86_400_000,
      1,
    );
    const again = await expiryAfter(async (claim) => {
      await digests.settle(claim, { status: 'SENT', messageId: 'm', event });
      await digests.claimAgain({ ...claim, status: 'SENT' }, at);
    });
    expect(again).toBeUndefined();
  });

  it('is settled by its sender even from the review list, because who sent it knows better', async () => {
    const { claim, now, inReview } = await onItsWay();
    await digests.markInDoubt(claim);
    const event = { id: 'e', source: 's' } as never;
    await digests.settle(claim, { status: 'SENT', messageId: 'late', event });
    expect(await now()).toMatchObject({ status: 'SENT', messageId: 'late' });
    expect(await inReview()).toEqual([]);
  });

  it.each(['settled', 'given back'] as const)(
    'is %s although what became of its mail is marked on it at the same moment, and not where that goes on',
    async (how) => {
      const { claim, now } = await onItsWay();
      let inTheWay = 3;
      let refused = 0;
      tables.client.middlewareStack.add(
        (next, { commandName }) =>
          (args) => {
            if (!/^(Update|TransactWrite)/.test(commandName ?? '') || inTheWay === 0) return next(args);
            inTheWay -= 1;
            refused += 1;
            const $metadata = {};
            throw commandName === 'UpdateCommand'
              ? new TransactionConflictException({ message: 'in progress', $metadata })
              : new TransactionCanceledException({
                  message: 'cancelled',
                  $metadata,
                  CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
                });
          },
        { step: 'initialize', name: 'in-the-way', override: true },
      );
      const skip = { status: 'SUPPRESSED', reason: 'refused', skip: 'refused' } as const;
      const end = () =>
        how === 'settled'
          ? digests.settle(claim, skip)
          : digests.giveBack(claim, 'busy', new Date('2026-11-21T07:02:00Z'));
      try {
        inTheWay = Number.POSITIVE_INFINITY;
        await expect(end()).rejects.toThrow(/in progress|cancelled/);
        expect(refused).toBe(5);
        inTheWay = 3;
        await end();
      } finally {
        tables.client.middlewareStack.remove('in-the-way');
      }
      expect(await now()).toMatchObject({ status: how === 'settled' ? 'SUPPRESSED' : 'RETURNED' });
    },
  );

  it('that did not arrive is taken in hand again by one of two who ask for it', async () => {
    const { claim, now } = await onItsWay();
    await expect(digests.claimAgain(claim, '2026-11-21T08:00:00.000Z')).rejects.toThrow(Conflict);
    await digests.markInDoubt(claim);
    await digests.resolveDoubt(claim, 'not-arrived', { by: 'staff-1', at: '2026-11-21T09:00:00.000Z' });
    const found = await now();
    if (!found) throw new Error('the claim is gone');
    const asked = await Promise.allSettled(
      ['2026-11-21T09:01:00.000Z', '2026-11-21T09:01:01.000Z'].map((at) => digests.claimAgain(found, at)),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await now()).toMatchObject({ status: 'SENDING', resolvedBy: 'staff-1' });
  });

  it('that was given back is the schedule’s to send again, and nobody’s beside it', async () => {
    const { claim, now } = await onItsWay();
    await digests.giveBack(claim, 'busy', new Date('2026-11-21T07:02:00Z'));
    const found = await now();
    if (!found) throw new Error('the claim is gone');
    await expect(digests.claimAgain(found, '2026-11-21T09:00:00.000Z')).rejects.toThrow(Conflict);
  });
});

describe('a schedule from before there were revisions', () => {
  it('is changed by whoever saw it as it was, and by nobody who saw it before', async () => {
    const schedule = await put();
    const { organization } = schedule;
    const chosen = { frequency: 'daily' as const, timeZone: 'UTC', hour: 7, weekday: 1 };
    const first = await digests.savePreferences(
      organization,
      'ana',
      { ...chosen, communities: { algebra: 'muted' } },
      new Date('2026-11-20T12:00:00Z'),
    );
    expect(first.revision).toBe(1);
    // Of what it was known by before, nothing differs; the revision alone tells.
    expect(await digests.claim(schedule, claimOn(schedule), NEXT)).toBe('changed');
    expect(await digests.claim(first, claimOn(schedule), NEXT)).toBe('claimed');
  });
});

describe('an unsubscribe link', () => {
  it('is looked at without effect, ends the digests once, and stays good', async () => {
    const { organization, unsubscribeToken } = await put();
    const now = new Date('2026-11-20T12:00:00Z');
    expect(await digests.findUnsubscribe(unsubscribeToken)).toEqual({ organization, member: 'ana' });
    expect(await digests.getSchedule(organization, 'ana')).toMatchObject({ frequency: 'daily' });
    expect(await digests.unsubscribe(unsubscribeToken, now)).toBe('unsubscribed');
    expect(await digests.getSchedule(organization, 'ana')).toMatchObject({ frequency: 'none', hour: 7 });
    expect(await digests.unsubscribe(unsubscribeToken, now)).toBe('already-unsubscribed');
    expect(await digests.unsubscribe(`${unsubscribeToken}x`, now)).toBe('unknown-link');
  });
});

describe('the planner’s cursor', () => {
  it('is absent at first, and then what it was set to', async () => {
    expect(await digests.getCursor()).toBeUndefined();
    const at = { hour: '2026-11-21T07', shard: 2, after: '2026-11-21T07:00:00.000Z#maths#ana' };
    const pass = { after: '2026-11-20T07:00:00.000Z', through: '2026-11-21T07:00:00.000Z', at };
    const cursor = { hour: '2026-11-20T07', told: pass.after, fresh: pass };
    await digests.setCursor(cursor);
    expect(await digests.getCursor()).toEqual(cursor);
    await expect(digests.setCursor({ hour: 'yesterday' })).rejects.toThrow();
  });
});
