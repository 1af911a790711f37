import { expect, it } from 'vitest';
import { isInDoubt } from '../../../functions/send-digest/in-doubt.ts';
import type { DigestClaim } from '../../../shared/digests/model.ts';

const claim: DigestClaim = {
  organization: 'maths',
  member: 'ana',
  from: '2026-11-20T07:00:00.000Z',
  until: '2026-11-21T07:00:00.000Z',
  status: 'SENDING',
  items: 3,
  at: '2026-11-21T07:01:00.000Z',
};
const after = (seconds: number) => new Date(Date.parse(claim.at) + seconds * 1000);

it.each([
  // Lambda ends a sender after a minute, and clocks differ by seconds.
  ['a live sender’s is in nobody’s doubt', 0.001, false],
  ['nor is one that has all but run out of time', 75, false],
  ['what nobody can be at any more is', 121, true],
])('%s', (_, seconds, expected) => {
  expect(isInDoubt(claim, after(seconds))).toBe(expected);
});

it.each(['SENT', 'RETURNED', 'SUPPRESSED', 'IN_DOUBT'] as const)('%s is never in doubt (again)', (status) => {
  expect(isInDoubt({ ...claim, status }, after(10_000))).toBe(false);
});

it('nothing is in doubt where there is no claim', () => {
  expect(isInDoubt(undefined, after(10_000))).toBe(false);
});
