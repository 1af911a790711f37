import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeOf } from '../../../shared/badges/life.ts';
import { createPlaces } from '../../../shared/badges/status/status-places.ts';
import { LIST_BITS } from '../../../shared/badges/status/status-spread.ts';
import { createStatusStore } from '../../../shared/badges/status/status-store.ts';
import { openSigner } from '../../support/badges.ts';
import { losing } from '../../support/failing-client.ts';
import { grantOf, ISSUED, messagesOf, openIssuing, seedIssuing } from '../../support/issuing.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

const signer = openSigner();
let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
  await seedIssuing(tables);
});
afterAll(() => tables.close());

const granted = async (rule: string) => {
  const grant = grantOf({ rule });
  const { awards } = openIssuing(tables, signer);
  await awards.commit(grant);
  const messages = await messagesOf(tables, 'credentials', /badge\.granted/);
  return { grant, message: messages.at(-1) ?? '' };
};
const issuedAs = async (rule: string) =>
  (await openIssuing(tables, signer).credentials.listOf('midland', 'ada')).filter(
    (summary) => summary.rule === rule,
  );

describe('issuing', () => {
  it.each(['before', 'after'] as const)(
    'that loses any one call %s it took effect ends in one credential with one place',
    async (loss) => {
      for (let n = 1; ; n += 1) {
        const rule = `lost-${loss}-${String(n)}`;
        const { message } = await granted(rule);
        const table = losing(tables.credentials, n, loss);
        await openIssuing(tables, signer, { table }).run('issue', message);
        const again = openIssuing(tables, signer);
        expect(await again.run('issue', message, message)).toBe(0);
        const [only, ...others] = await issuedAs(rule);
        expect(others).toEqual([]);
        expect(only?.status).toBeDefined();
        if (table.calls() < n) break;
      }
      const all = await openIssuing(tables, signer).credentials.listOf('midland', 'ada');
      const places = all.map(({ status }) => JSON.stringify(status));
      expect(new Set(places).size).toBe(places.length);
    },
  );

  it('names a list that is published, where the function died between opening it and publishing it', async () => {
    const { statuses, publish } = openIssuing(tables, signer);
    await statuses.open({ organization: 'half', list: 1, next: 0, multiplier: 5, offset: 3 });
    const take = createPlaces({ statuses, publish, random: () => 7 });
    expect(await take('half', 2)).toEqual([
      { list: 1, index: 3 },
      { list: 1, index: 8 },
    ]);
    expect(await statuses.published('half', 1)).toMatchObject({ version: 1 });
  });

  it('goes on in the next list where one is full, and two that find it full open one', async () => {
    const { statuses, publish } = openIssuing(tables, signer);
    await statuses.open({
      organization: 'full',
      list: 1,
      next: LIST_BITS - 1,
      multiplier: 1,
      offset: 0,
    });
    const takers = [1, 2, 3].map((seed) => createPlaces({ statuses, publish, random: () => seed }));
    const places = (await Promise.all(takers.map((take) => take('full', 2)))).flat();
    expect(places.map(({ list }) => list)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(new Set(places.map(({ index }) => index)).size).toBe(6);
    expect(await takers[0]?.('full', 1)).toMatchObject([{ list: 2 }]);
  });
});

describe('publishing', () => {
  it('by several at once ends with every bit that was set before', async () => {
    const { credentials, statuses, publish } = openIssuing(tables, signer);
    const rules = ['race-1', 'race-2', 'race-3'];
    const ids: number[] = [];
    for (const rule of rules) {
      const { grant, message } = await granted(rule);
      await openIssuing(tables, signer).run('issue', message);
      const issued = await credentials.get(grant.credential);
      if (!issued?.status) throw new Error('it was not issued');
      ids.push(issued.status.index);
    }
    const before = (await statuses.published('midland', 1))?.version ?? 0;
    await Promise.all(
      rules.map(async (rule) => {
        const [summary] = await issuedAs(rule);
        const issued = await credentials.get(summary?.credential ?? '');
        const decision = issued && changeOf(issued, { kind: 'revoked', at: ISSUED, reason: 'A test.' });
        if (!issued || decision?.outcome !== 'changed') throw new Error('it could not be revoked');
        await credentials.change(issued, decision.change, decision.event);
        await publish('midland', 1);
      }),
    );
    const published = await statuses.published('midland', 1);
    expect(published?.version).toBe(before + 3);
    const bits = await statuses.bitsOf('midland', 1);
    expect(
      bits
        .filter(({ standing }) => standing === 'revoked')
        .map(({ index }) => index)
        .sort(),
    ).toEqual(ids.toSorted());
    const { credentialSubject } = JSON.parse(published?.revocation ?? '') as {
      credentialSubject: { encodedList: string };
    };
    const bytes = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'));
    const isBitSet = (index: number): boolean =>
      ((bytes[Math.floor(index / 8)] ?? 0) & (0b1000_0000 >> (index % 8))) !== 0;
    expect(bytes).toHaveLength(LIST_BITS / 8);
    expect(Array.from({ length: LIST_BITS }, (_, i) => i).filter(isBitSet)).toEqual(
      ids.toSorted((one, other) => one - other),
    );
  });

  it('never puts an older list in the place of a newer one', async () => {
    const statuses = createStatusStore(tables.credentials);
    const lists = { revocation: '{"a":1}', suspension: '{"a":1}' };
    expect(await statuses.publish('versions', 1, { version: 1, ...lists })).toBe(true);
    expect(await statuses.publish('versions', 1, { version: 1, ...lists })).toBe(false);
    expect(await statuses.publish('versions', 1, { version: 2, ...lists })).toBe(true);
    expect(await statuses.publish('versions', 1, { version: 2, ...lists })).toBe(false);
  });
});

describe('a change of a credential', () => {
  it('that two people make at once is made by one of them, and told to the other', async () => {
    const { grant, message } = await granted('two-at-once');
    const { credentials, run } = openIssuing(tables, signer);
    await run('issue', message);
    const issued = await credentials.get(grant.credential);
    if (!issued) throw new Error('it was not issued');
    const change = async (kind: 'suspended' | 'revoked') => {
      const decision = changeOf(issued, { kind, at: ISSUED, reason: 'A test.' });
      if (decision.outcome === 'refused') throw new Error(decision.because);
      await credentials.change(issued, decision.change, decision.event);
      return kind;
    };
    const outcomes = await Promise.allSettled([change('suspended'), change('revoked')]);
    const [made, ...others] = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(others).toEqual([]);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { kind: 'Conflict' },
    });
    expect(await credentials.get(grant.credential)).toMatchObject({ standing: made, changes: 1 });
    expect((await credentials.changesOf(grant.credential)).map(({ kind }) => kind)).toEqual([made]);
  });
});
