import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createMortal } from '../../support/mortal.ts';
import { type Asked, createResendWorld } from '../../support/resend-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/**
 * Answers a request in a process that dies after its n-th call took effect (which to the outside is before its next),
 * until the message is done; whether it died at all.
 */
const dieAt = async (n: number, asked: Asked): Promise<boolean> => {
  const organization = `${asked.kind}-${n}`;
  const opened = await createResendWorld(tables, organization);
  const event = await opened.ask(asked);
  const mortal = createMortal(n, 'after');
  for (let receives = 1; await opened.answer(event, mortal); receives += 1) {
    expect(receives).toBeLessThan(5);
    mortal.revive();
  }
  const [request] = await opened.requests.requestsOf(organization, 'ana');
  const { world, window } = opened;
  const claim = await world.stores.digests.getClaim(organization, 'ana', window.until, world.now);
  const end = { mails: opened.world.mails.length, request: request?.status, claim: claim?.status };
  const doubted = asked.kind === 'resend' ? 'IN_DOUBT' : 'SENT';
  // Sent once and known to be; or perhaps sent, and waiting for a person. Never twice, never lost unseen.
  expect([
    { mails: 1, request: 'SENT', claim: 'SENT' },
    { mails: 1, request: 'IN_DOUBT', claim: doubted },
    { mails: 0, request: 'IN_DOUBT', claim: doubted },
  ]).toContainEqual(end);
  return mortal.calls.length >= n;
};

it.each([
  ['again', { request: 'resend.1795158000000.1', kind: 'resend' }],
  ['as a test', { request: 'test.once', kind: 'test' }],
] as const)(
  'sends a digest %s at most once, whichever of its calls the function dies at',
  async (_what, asked) => {
    let n = 1;
    while (await dieAt(n, asked)) n += 1;
    expect(n).toBeGreaterThan(8);
  },
  60_000,
);
