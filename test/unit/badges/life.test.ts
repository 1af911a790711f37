import { describe, expect, it } from 'vitest';
import { evaluateRule } from '../../../shared/awards/evaluate-rule.ts';
import { followUp } from '../../../shared/awards/follow-up.ts';
import { Grant } from '../../../shared/awards/model.ts';
import { achievementVersion } from '../../../shared/badges/achievement-version.ts';
import { changeOf, isRenewable, standingOf } from '../../../shared/badges/life.ts';
import { monthsAfter } from '../../../shared/badges/valid-until.ts';
import { Defect } from '../../../shared/platform/errors.ts';
import { badge, count, ruleOf } from '../../support/awards.ts';
import { tenComments } from '../../support/badges.ts';
import { grantOf } from '../../support/issuing.ts';

const now = new Date('2026-01-12T00:00:00Z');
const living = (standing: 'valid' | 'suspended' | 'revoked') => ({
  credential: '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01',
  organization: 'midland',
  member: 'ada',
  visibility: 'private' as const,
  changes: 3,
  standing,
});

describe('a change of a credential’s life', () => {
  it.each([
    ['valid', 'suspended', 'changed'],
    ['valid', 'revoked', 'changed'],
    ['valid', 'reinstated', 'nothing to reinstate'],
    ['suspended', 'reinstated', 'changed'],
    ['suspended', 'revoked', 'changed'],
    ['suspended', 'suspended', 'suspended already'],
    ['revoked', 'reinstated', 'stays revoked'],
    ['revoked', 'suspended', 'stays revoked'],
    ['revoked', 'revoked', 'stays revoked'],
    ['revoked', 'shared', 'changed'],
    ['valid', 'hidden', 'shared with nobody already'],
    ['valid', 'relinked', 'changed'],
    ['revoked', 'relinked', 'changed'],
  ] as const)('of a %s one to %s: %s', (standing, kind, outcome) => {
    const accessKey = 'a-new-key-that-nobody-can-guess';
    const decision = changeOf(living(standing), { kind, by: 'petra', at: now, reason: 'Why.', accessKey });
    if (decision.outcome === 'refused') expect(decision.because).toContain(outcome);
    else {
      expect(outcome).toBe('changed');
      expect(decision.change).toMatchObject({ kind, by: 'petra', change: 4, reason: 'Why.' });
      const told = !['shared', 'relinked'].includes(kind);
      expect(decision.event?.type).toBe(told ? `colloquy.credential.${kind}.v1` : undefined);
      expect(decision.accessKey).toBe(kind === 'relinked' ? accessKey : undefined);
    }
  });

  it.each(['hidden', 'relinked'] as const)('that ends links is not made without a new key: %s', (kind) => {
    const shared = { ...living('valid'), visibility: kind === 'hidden' ? 'public' : 'private' } as const;
    const request = { kind, at: now, reason: 'Why.' };
    expect(() => changeOf(shared, request)).toThrow(Defect);
    expect(changeOf(shared, { ...request, accessKey: 'a-new-key-of-a-test' })).toMatchObject({
      visibility: 'private',
      accessKey: 'a-new-key-of-a-test',
    });
  });
});

describe('where a credential stands', () => {
  it.each([
    ['valid', undefined, 'valid'],
    ['valid', '2026-01-12T00:00:01Z', 'valid'],
    ['valid', '2026-01-12T00:00:00Z', 'expired'],
    ['suspended', '2025-01-12T00:00:00Z', 'suspended'],
    ['revoked', '2027-01-12T00:00:00Z', 'revoked'],
  ] as const)('%s until %s: %s', (standing, validUntil, expected) => {
    expect(standingOf({ standing, validUntil }, now)).toBe(expected);
  });

  it.each([
    ['valid', '2026-04-12T00:00:00Z', true],
    ['valid', '2026-04-13T00:00:00Z', false],
    ['valid', '2020-01-01T00:00:00Z', true],
    ['valid', undefined, false],
    ['revoked', '2026-01-01T00:00:00Z', false],
  ] as const)('%s until %s can be renewed: %s', (standing, validUntil, expected) => {
    expect(isRenewable({ standing, validUntil }, now)).toBe(expected);
  });
});

describe('the end of a credential', () => {
  it.each([
    ['2026-01-31T10:00:00Z', 1, '2026-02-28T10:00:00Z'],
    ['2028-01-31T10:00:00Z', 1, '2028-02-29T10:00:00Z'],
    ['2026-11-22T07:00:01Z', 3, '2027-02-22T07:00:01Z'],
    ['2028-02-29T00:00:00Z', 12, '2029-02-28T00:00:00Z'],
  ])('%s and %i months: %s', (from, months, expected) => {
    expect(monthsAfter(from, months)).toBe(expected);
  });
});

describe('a grant that follows a credential', () => {
  const before = grantOf({ period: '2026-Q4', credit: { amount: 1, unit: 'hours' } });
  const issued = { ...before, achievement: tenComments };
  const follow = (following: 'renews' | 'replaces', of = issued) =>
    followUp(before, of, following, {
      now,
      ids: () => '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f02',
      by: 'petra',
      cause: 'Asked for.',
    });

  it('is a grant, without the credit that was granted before, in a period of its own', () => {
    const grant = follow('renews');
    expect(Grant.parse(grant)).toEqual(grant);
    expect(grant).toMatchObject({ renews: before.credential, badge: tenComments, rule: before.rule });
    expect(grant).toMatchObject({ by: 'petra', cause: 'Asked for.' });
    expect(grant.credit).toBeUndefined();
    expect(grant.period).toMatch(/^2026-Q4~[0-9a-f]{8}$/);
  });

  it('has one natural key, however often it is asked for, and another for another credential or way', () => {
    const other = { ...issued, credential: '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f03' };
    const third = { ...issued, period: follow('renews').period };
    const keys = [follow('renews'), follow('replaces'), follow('renews', other)].map(({ period }) => period);
    expect(follow('renews').period).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
    expect(follow('replaces', third).period).toHaveLength(16);
  });

  it('does not confuse the rule, which is met again in periods of its own alone', () => {
    const rule = ruleOf(count('goal.met', 1), { grants: { badge }, every: 'once' });
    const records = [
      {
        organization: 'midland',
        member: 'ada',
        community: 'algebra',
        day: '2026-01-11',
        counts: { 'goal.met': 2 },
      },
    ];
    const first = { rule: rule.rule, period: 'ever' };
    const again = { rule: rule.rule, period: 'ever~0123abcd' };
    expect(evaluateRule(rule, { records, badges: [] }, [first, again], now)).toEqual([]);
    expect(evaluateRule(rule, { records, badges: [] }, [again], now).map(({ period }) => period)).toEqual([
      'ever',
    ]);
  });
});

describe('the version of an achievement', () => {
  it('is the same however its members are ordered, and another for another achievement', () => {
    const { name, ...rest } = tenComments;
    expect(achievementVersion({ ...rest, name })).toBe(achievementVersion(tenComments));
    expect(achievementVersion(tenComments)).toMatch(/^[0-9a-f]{12}$/);
    expect(achievementVersion({ ...tenComments, name: 'Eleven' })).not.toBe(achievementVersion(tenComments));
  });
});
