import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHandler } from '../../../functions/refresh-status-lists/handler.ts';
import { verifyCredential } from '../../../shared/badges/verify.ts';
import { openSigner, resolverOf } from '../../support/badges.ts';
import { context } from '../../support/invocations.ts';
import { ISSUED, openIssuing } from '../../support/issuing.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { keepingObserver } from '../../support/observer.ts';

const DAY = 86_400_000;
const after = (days: number): Date => new Date(ISSUED.getTime() + days * DAY);
const signer = openSigner();
let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** Runs the function at an instant, with a publication that may fail. */
const runAt = async (now: Date, failing?: string) => {
  const { statuses, publish } = openIssuing(tables, signer, { now });
  const handler = createHandler({
    statuses,
    publish: (organization, list) =>
      organization === failing ? Promise.reject(new Error('KMS is away')) : publish(organization, list),
    clock: () => now,
    observer: keepingObserver().observer,
  });
  return handler({}, context);
};
const published = async (organization = 'midland') => {
  const found = await openIssuing(tables, signer).statuses.published(organization, 1);
  if (!found) throw new Error('it was not published');
  return found;
};
const isValidAt = async (text: string, now: Date): Promise<boolean> =>
  (await verifyCredential(JSON.parse(text), { resolveDid: await resolverOf(signer), now })).verified;

it('a list is valid from a little before it was published, and for two weeks', async () => {
  await openIssuing(tables, signer).publish('midland', 1);
  for (const text of [(await published()).revocation, (await published()).suspension]) {
    expect(await isValidAt(text, new Date(ISSUED.getTime() - 4 * 60_000))).toBe(true);
    expect(await isValidAt(text, after(13.9))).toBe(true);
    expect(await isValidAt(text, after(14.1))).toBe(false);
  }
});

it('a list is published again once it has less than a week left, and not before', async () => {
  const before = await published();
  expect(await runAt(after(6.9))).toEqual({ published: 0 });
  expect(await published()).toEqual(before);
  expect(await runAt(after(7.1))).toEqual({ published: 1 });
  expect((await published()).version).toBe(before.version + 1);
  expect(await isValidAt((await published()).revocation, after(21))).toBe(true);
  expect(await runAt(after(7.2))).toEqual({ published: 0 });
});

it('one that fails keeps no other from being published, and is told of', async () => {
  await openIssuing(tables, signer).publish('anglia', 1);
  await expect(runAt(after(30), 'anglia')).rejects.toThrow('1 status lists could not be published again');
  expect(await isValidAt((await published()).revocation, after(43))).toBe(true);
  expect(await runAt(after(30))).toEqual({ published: 1 });
  expect((await published('anglia')).validUntil).toBe(after(44).toISOString());
});

it('one that was entered and never published is published', async () => {
  await openIssuing(tables, signer).statuses.enter('mercia', 1);
  expect(await runAt(after(30))).toEqual({ published: 1 });
  expect((await published('mercia')).version).toBe(1);
});
