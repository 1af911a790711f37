import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKeysStore, type KeysStore, registerOnce } from '../../../shared/badges/keys/keys-store.ts';
import { openSigner } from '../../support/badges.ts';
import { losing } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

const JANUARY = new Date('2026-01-05T08:00:00.000Z');
const MARCH = new Date('2026-03-01T08:00:00.000Z');

let tables: LocalTables;
let store: KeysStore;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());
beforeEach(() => {
  store = createKeysStore(tables.credentials);
});

describe('the register of keys', () => {
  it('keeps every key for ever, oldest first, with the time it was first seen', async () => {
    const [late, early] = [openSigner('RS256'), openSigner('RS256')];
    const second = await store.register(late, MARCH);
    const first = await store.register(early, JANUARY);
    expect(second.since).toBe(MARCH.toISOString());
    expect(await store.register(late, new Date())).toEqual(second);
    expect(await store.list()).toEqual([first, second]);
  });

  it.each(['Ed25519', 'ES256'] as const)('names a key of %s by the key itself', async (algorithm) => {
    const signer = openSigner(algorithm);
    const { key, jwk } = await store.register(signer, MARCH);
    expect(key).toMatch(algorithm === 'Ed25519' ? /^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/ : /^[\w-]{43}$/);
    expect(jwk).toEqual(await signer.publicJwk());
    expect(await store.list()).toContainEqual({ key, algorithm, jwk, since: MARCH.toISOString() });
  });

  it('enters a key once where several functions begin at the same time', async () => {
    const signer = openSigner();
    const entered = await Promise.all(
      [JANUARY, MARCH].map((now) => createKeysStore(tables.credentials).register(signer, now)),
    );
    expect(entered[0]).toEqual(entered[1]);
    const { key } = entered[0] ?? {};
    expect((await store.list()).filter((known) => known.key === key)).toHaveLength(1);
  });

  it.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'before'],
    [2, 'after'],
  ] as const)('can be written again where its call %i was lost %s it took effect', async (call, loss) => {
    const signer = openSigner();
    const lost = createKeysStore(losing(tables.credentials, call, loss));
    await expect(lost.register(signer, JANUARY)).rejects.toThrow('lost');
    const registered = await store.register(signer, JANUARY);
    expect(await store.list()).toContainEqual(registered);
  });
});

describe('a signer that enters its key', () => {
  it('does so once, before its first signature', async () => {
    const signer = openSigner();
    const done: string[] = [];
    const watched = registerOnce(
      { ...signer, sign: (data) => (done.push('signed'), signer.sign(data)) },
      { register: (of, now) => (done.push(`entered ${now.toISOString()}`), store.register(of, now)) },
      () => JANUARY,
    );
    expect(await watched.publicJwk()).toEqual(await signer.publicJwk());
    expect(done).toEqual([]);
    await watched.sign(Buffer.from('one'));
    await watched.sign(Buffer.from('two'));
    expect(done).toEqual([`entered ${JANUARY.toISOString()}`, 'signed', 'signed']);
  });

  it('signs nothing where the entry fails, and tries it again', async () => {
    const signer = openSigner();
    let down = true;
    const watched = registerOnce(
      signer,
      { register: (of, now) => (down ? Promise.reject(new Error('down')) : store.register(of, now)) },
      () => JANUARY,
    );
    await expect(watched.sign(Buffer.from('one'))).rejects.toThrow('down');
    down = false;
    expect(await watched.sign(Buffer.from('one'))).toHaveLength(64);
  });
});
