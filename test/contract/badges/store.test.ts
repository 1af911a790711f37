import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issuedEvent } from '../../../functions/issue-credential/issued-credential.ts';
import { CredentialSummary, type IssuedCredential } from '../../../shared/badges/model.ts';
import { type CredentialsStore, createCredentialsStore } from '../../../shared/badges/store.ts';
import { tenComments } from '../../support/badges.ts';
import { losing } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let store: CredentialsStore;
beforeAll(async () => {
  tables = await openLocalTables();
  store = createCredentialsStore(tables.credentials);
});
afterAll(() => tables.close());

const idOf = (n: number): string => `5c3a9b0e-6a55-4c39-9d9c-${String(n).padStart(12, '0')}`;
const issuedOf = (n: number, more: Partial<IssuedCredential> = {}): IssuedCredential => ({
  credential: idOf(n),
  organization: 'midland',
  member: 'ada',
  rule: 'ten',
  period: 'ever',
  achievement: tenComments,
  standing: 'valid',
  changes: 0,
  visibility: 'public',
  recipientName: 'Ada',
  issuerName: 'Midland',
  issuedAt: '2026-11-22T07:00:00Z',
  document: '{"signed":true}',
  ...more,
});
const put = (issued: IssuedCredential) => store.put(issued, issuedEvent(issued));

describe('storing a credential', () => {
  it('puts it where it is shown and where its owner finds it, with the event riding on it', async () => {
    const issued = issuedOf(1, { member: 'once' });
    expect(await store.get(issued.credential)).toBeUndefined();
    expect(await put(issued)).toBe('stored');
    expect(await store.get(issued.credential)).toEqual(issued);
    expect(await store.listOf('midland', 'once')).toEqual([CredentialSummary.strip().parse(issued)]);
    const { Item } = await tables.client.send(
      new GetCommand({
        TableName: 'credentials',
        Key: { pk: `CREDENTIAL#${issued.credential}`, sk: 'CREDENTIAL' },
      }),
    );
    expect(Item?.['event']).toMatchObject({ type: 'colloquy.credential.issued.v1', organization: 'midland' });
  });

  it('keeps the first of two under one identifier', async () => {
    const issued = issuedOf(2, { member: 'twice' });
    await put(issued);
    const second = { ...issued, document: '{"signed":"again"}', issuedAt: '2026-11-22T09:00:00Z' };
    expect(await put(second)).toBe('known');
    expect(await store.get(issued.credential)).toEqual(issued);
    expect(await store.listOf('midland', 'twice')).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)(
    'can be done again where the call was lost %s it took effect',
    async (loss) => {
      const issued = issuedOf(loss === 'before' ? 3 : 4, { member: `lost-${loss}` });
      const lost = createCredentialsStore(losing(tables.credentials, 1, loss));
      await expect(lost.put(issued, issuedEvent(issued))).rejects.toThrow('lost');
      expect(await put(issued)).toBe(loss === 'before' ? 'stored' : 'known');
      expect(await store.listOf('midland', `lost-${loss}`)).toHaveLength(1);
    },
  );

  it('is refused where what is there is no credential', async () => {
    const key = { pk: `CREDENTIAL#${idOf(5)}`, sk: 'CREDENTIAL' };
    await tables.client.send(
      new TransactWriteCommand({
        TransactItems: [{ Put: { TableName: 'credentials', Item: { ...key, a: 1 } } }],
      }),
    );
    await expect(store.get(idOf(5))).rejects.toThrow();
  });
});

describe('a member’s credentials', () => {
  const times = [
    '2026-11-21T23:59:59Z',
    '2026-11-22T00:00:00Z',
    '2026-11-22T12:00:00Z',
    '2026-11-23T00:00:00Z',
  ];
  const found = async (bounds: { from?: string; until?: string }) =>
    (await store.listOf('midland', 'many', bounds)).map(({ issuedAt }) => times.indexOf(issuedAt));
  beforeAll(async () => {
    for (const [i, issuedAt] of times.entries()) await put(issuedOf(10 + i, { member: 'many', issuedAt }));
    await put(issuedOf(20, { member: 'many-more' }));
    await put(issuedOf(21, { member: 'many', organization: 'other' }));
  });

  it('are listed in time, of one member and organization alone', async () => {
    expect(await found({})).toEqual([0, 1, 2, 3]);
  });

  it.each([
    [{ from: '2026-11-22T00:00:00Z' }, [1, 2, 3]],
    [{ until: '2026-11-22T00:00:00Z' }, [0]],
    [{ from: '2026-11-22T00:00:00.000Z', until: '2026-11-23T00:00:00.000Z' }, [1, 2]],
    [{ from: '2026-11-22T00:00:00.001Z', until: '2026-11-23T00:00:00.001Z' }, [2, 3]],
    [{ from: '2026-11-24T00:00:00Z' }, []],
  ] as const)('%j: from inclusive, until exclusive', async (bounds, expected) => {
    expect(await found(bounds)).toEqual(expected);
  });
});
