import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Due } from '../../../shared/digests/due-store.ts';
import type { Place } from '../../../shared/digests/planning.ts';
import { createDigestsStore } from '../../../shared/digests/store.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

const PAGE = 5;
const MEMBERS = 120;

const membersOf = (due: readonly Due[]): string[] =>
  due.flatMap((one) => ('member' in one ? [one.member] : []));

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
    const pass = { after: '2026-11-21T06:59:59.999Z', through: '2026-11-21T07:00:00.000Z' };
    for await (const { due } of digests.duePages(pass)) {
      most = Math.max(most, pages.handedOut() - told.length);
      told.push(...membersOf(due));
    }
    expect(told.toSorted()).toEqual(members.toSorted());
    expect(most).toBeGreaterThan(PAGE);
    expect(most).toBeLessThanOrEqual(4 * PAGE);

    // From any place on it names what was not named through there, and nothing of that.
    for (const stop of [1, 7, 20]) {
      const named: string[] = [];
      let at: Place | undefined;
      let count = 0;
      for await (const page of digests.duePages(pass)) {
        named.push(...membersOf(page.due));
        at = page.at;
        count += 1;
        if (count === stop) break;
      }
      expect(named.length).toBeLessThan(MEMBERS);
      for await (const { due } of digests.duePages({ ...pass, at })) named.push(...membersOf(due));
      expect(named.toSorted()).toEqual(members.toSorted());
    }
  });
});
