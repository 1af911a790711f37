import { beforeEach, describe, expect, it } from 'vitest';
import { issuerPage } from '../../../functions/credentials/issuer-pages.tsx';
import { createKeyRegister } from '../../../functions/credentials/key-register.ts';
import { didDocument, issuerDid } from '../../../shared/badges/keys/did-document.ts';
import type { KeysStore, RegisteredKey } from '../../../shared/badges/keys/keys-store.ts';
import { keyOf, midland, openSigner, PUBLIC_URL } from '../../support/badges.ts';

const JANUARY = '2026-01-05T08:00:00.000Z';
const MARCH = '2026-03-01T08:00:00.000Z';

const retired = await keyOf(openSigner(), JANUARY);
const signing = await keyOf(openSigner(), MARCH);
const jose = await keyOf(openSigner('ES256'), JANUARY);
const keys = [retired, jose, signing];

describe('an issuer’s page', () => {
  const textOf = async (listed: readonly RegisteredKey[]) =>
    String(await issuerPage(PUBLIC_URL, midland, listed));

  it('tells the keys that sign from those that have been retired', async () => {
    const text = await textOf(keys);
    const [before = '', after = ''] = text.split('Retired keys');
    expect(before).toContain(signing.key);
    expect(before).toContain(jose.key);
    expect(before).not.toContain(retired.key);
    expect(after).toContain(retired.key);
    expect(after).toContain('since 5 January 2026');
  });

  it('speaks of no retired keys where there are none', async () => {
    expect(await textOf([signing, jose])).not.toContain('Retired');
  });
});

describe('a DID document', () => {
  it('lists every key, retired or not, as one that asserts, by its id as a string', () => {
    const did = issuerDid(PUBLIC_URL, 'midland');
    const document = didDocument(PUBLIC_URL, 'midland', keys);
    expect(document.assertionMethod).toEqual(keys.map(({ key }) => `${did}#${key}`));
    expect(document.verificationMethod).toEqual([
      { id: `${did}#${retired.key}`, type: 'Multikey', controller: did, publicKeyMultibase: retired.key },
      { id: `${did}#${jose.key}`, type: 'JsonWebKey', controller: did, publicKeyJwk: jose.jwk },
      { id: `${did}#${signing.key}`, type: 'Multikey', controller: did, publicKeyMultibase: signing.key },
    ]);
  });
});

describe('the register as this function reads it', () => {
  const signers = [openSigner(), openSigner('RS256')];
  let now: Date;
  let down: boolean;
  let entered: RegisteredKey[];
  let reads: number;
  const store: KeysStore = {
    register: async (signer, at) => {
      if (down) throw new Error('down');
      const key = await keyOf(signer, at.toISOString());
      entered.push(key);
      return key;
    },
    list: () => {
      reads += 1;
      return Promise.resolve([retired, ...entered]);
    },
  };
  const open = () => createKeyRegister({ store, signers, clock: () => now });
  beforeEach(() => {
    now = new Date('2026-11-22T07:00:00Z');
    down = false;
    entered = [];
    reads = 0;
  });

  it('holds the keys of this deployment before anything was signed with them', async () => {
    const own = await Promise.all(signers.map((signer) => keyOf(signer, now.toISOString())));
    expect(await open()()).toEqual(expect.arrayContaining(own));
  });

  it('is read once a minute, and its own keys are entered once', async () => {
    const register = open();
    await register();
    now = new Date('2026-11-22T07:00:59Z');
    await register();
    expect(reads).toBe(1);
    now = new Date('2026-11-22T07:01:00Z');
    await register();
    expect(reads).toBe(2);
    expect(entered).toHaveLength(2);
  });

  it('that could not be read is read again', async () => {
    const register = open();
    down = true;
    await expect(register()).rejects.toThrow('down');
    down = false;
    expect(await register()).toHaveLength(3);
  });
});
