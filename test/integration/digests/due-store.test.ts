import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDigestsStore } from '../../../shared/digests/store.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

const PAGE = 5;
const MEMBERS = 120;

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** Makes the table answer queries in pages of {@link PAGE}; tells how many items it has handed out. */
const inSmallPages = (): { readonly handedOut: () => number } => {
  let handedOut = 0;
  tables.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'QueryCommand') return next(args);
        Object.assign(args.input, { Limit: PAGE });
        const answer = await next(args);
        handedOut += (answer.output as { Items?: unknown[] }).Items?.length ?? 0;
        return answer;
      },
    { step: 'initialize' },
  );
  return { handedOut: () => handedOut };
};

describe('the due index', () => {
  it('is read with a page of each of its four shards in hand at most, however many digests are due', async () => {
    const digests = createDigestsStore(tables.community, () => 'a-token-of-22-characters');
    const members = Array.from({ length: MEMBERS }, (_, i) => `member-${i}`);
    for (const member of members) {
      await digests.putSchedule({
        organization: 'maths',
        member,
        frequency: 'daily',
        timeZone: 'UTC',
        hour: 7,
        weekday: 1,
        coveredUntil: '2026-11-20T07:00:00.000Z',
        dueAt: '2026-11-21T07:00:00.000Z',
        unsubscribeToken: `token-of-the-member-${member}`,
      });
    }
    const pages = inSmallPages();
    const told: string[] = [];
    let most = 0;
    for await (const due of digests.dueThrough(new Date('2026-11-21T07:00:00Z'), '2026-11-21T07')) {
      most = Math.max(most, pages.handedOut() - told.length);
      if ('member' in due) told.push(due.member);
    }
    expect(told.toSorted()).toEqual(members.toSorted());
    expect(most).toBeGreaterThan(PAGE);
    expect(most).toBeLessThanOrEqual(4 * PAGE);
  });
});
