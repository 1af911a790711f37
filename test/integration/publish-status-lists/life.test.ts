import { randomUUID } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { statusRoutes } from '../../../functions/credentials/status-routes.ts';
import { followUp } from '../../../shared/awards/follow-up.ts';
import { isAddressedTo } from '../../../shared/badges/addressed-to.ts';
import { loadContext } from '../../../shared/badges/contexts.ts';
import { changeOf } from '../../../shared/badges/life.ts';
import type { ChangeKind, IssuedCredential } from '../../../shared/badges/model.ts';
import type { StatusPurpose } from '../../../shared/badges/status/status-list.ts';
import { addressChanged } from '../../../shared/members/change-address.ts';
import { createDirectoryStore } from '../../../shared/members/directory-store.ts';
import { createMembersStore } from '../../../shared/members/store.ts';
import { openSigner, PUBLIC_URL, resolverOf, tenComments } from '../../support/badges.ts';
import { grantOf, ISSUED, messagesOf, openIssuing, seedIssuing } from '../../support/issuing.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

const signer = openSigner();
let tables: LocalTables;
let issuing: ReturnType<typeof openIssuing>;
beforeAll(async () => {
  // The libraries that read a list go by the clock, and lists run out.
  vi.useFakeTimers({ toFake: ['Date'], now: ISSUED });
  tables = await openLocalTables();
  await seedIssuing(tables);
  issuing = openIssuing(tables, signer);
});
afterAll(async () => {
  vi.useRealTimers();
  await tables.close();
});

/** Grants, and issues all that was granted and not yet issued. */
const award = async (more: Parameters<typeof grantOf>[0]): Promise<IssuedCredential> => {
  const grant = grantOf(more);
  await issuing.awards.commit(grant);
  return issueAll(grant.credential);
};
const issueAll = async (credential: string): Promise<IssuedCredential> => {
  const messages = await messagesOf(tables, 'credentials', /badge\.granted/);
  expect(await issuing.run('issue', ...messages)).toBe(0);
  const issued = await issuing.credentials.get(credential);
  if (!issued) throw new Error('it was not issued');
  return issued;
};
const change = async (credential: string, kind: ChangeKind): Promise<void> => {
  const issued = await issuing.credentials.get(credential);
  if (!issued) throw new Error('there is no such credential');
  const decision = changeOf(issued, { kind, by: 'petra', at: ISSUED, reason: `For the test: ${kind}.` });
  if (decision.outcome === 'refused') throw new Error(decision.because);
  await issuing.credentials.change(issued, decision.change, decision.event);
};
const publishAll = async (): Promise<void> => {
  const messages = await messagesOf(tables, 'credentials', /credential\.(revoked|suspended|reinstated)/);
  expect(await issuing.run('publish', ...messages)).toBe(0);
};

/** Asks as another system does: the status entry of the credential, the list behind it, and its bit. */
const statusOf = async (credential: string, purpose: StatusPurpose = 'suspension') => {
  const app = statusRoutes({ statuses: issuing.statuses });
  const resolveDid = await resolverOf(signer);
  const document = JSON.parse((await issuing.credentials.get(credential))?.document ?? '') as {
    credentialStatus: { statusListCredential: string };
  };
  const entry = document.credentialStatus;
  const list = entry.statusListCredential.replace(/suspension$/, purpose);
  const asked = { ...entry, statusPurpose: purpose, statusListCredential: list, id: `${list}#1` };
  const result = await checkStatus({
    credential: { ...document, credentialStatus: asked },
    suite: new DataIntegrityProof({ cryptosuite }),
    verifyMatchingIssuers: true,
    documentLoader: async (url: string) => {
      if (url.startsWith(`${PUBLIC_URL}/organizations/`)) {
        const response = await app.request(url.replace(`${PUBLIC_URL}/organizations`, ''));
        return { contextUrl: null, documentUrl: url, document: (await response.json()) as object };
      }
      if (!url.startsWith('did:')) return loadContext(url);
      const did = await resolveDid(url.split('#')[0] ?? '');
      const method = did?.verificationMethod.find(({ id }) => id === url);
      const key = method && { '@context': 'https://w3id.org/security/multikey/v1', ...method };
      return { contextUrl: null, documentUrl: url, document: key ?? did ?? {} };
    },
  });
  expect(result.error).toBeUndefined();
  return result.results?.[0]?.status;
};

describe('the life of a credential, as another system sees it in the status lists', () => {
  it('begins in a list that is published before it leaves, with its bit not set', async () => {
    const { credential, status } = await award({ period: 'first' });
    expect(status).toMatchObject({ list: 1 });
    expect(await statusOf(credential)).toBe(false);
    expect(await statusOf(credential, 'revocation')).toBe(false);
  });

  it('is suspended, reinstated, and revoked for good', async () => {
    const { credential } = await award({ period: 'second' });
    const other = await award({ period: 'third' });
    for (const [kind, suspension, revocation] of [
      ['suspended', true, false],
      ['reinstated', false, false],
      ['revoked', true, true],
    ] as const) {
      await change(credential, kind);
      await publishAll();
      expect([await statusOf(credential), await statusOf(credential, 'revocation')]).toEqual([
        suspension,
        revocation,
      ]);
      expect(await statusOf(other.credential)).toBe(false);
    }
    await expect(change(credential, 'reinstated')).rejects.toThrow('stays revoked');
  });

  it('publishes a list once for a whole batch', async () => {
    const before = (await issuing.statuses.published('midland', 1))?.version ?? 0;
    await publishAll();
    expect((await issuing.statuses.published('midland', 1))?.version).toBe(before + 1);
  });

  it('is read with a tag, and only for a minute without asking again', async () => {
    const app = new Hono().use(etag()).route('/organizations', statusRoutes({ statuses: issuing.statuses }));
    const path = '/organizations/midland/status/1/suspension';
    const first = await app.request(path);
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');
    const tag = first.headers.get('etag') ?? '';
    expect((await app.request(path, { headers: { 'if-none-match': tag } })).status).toBe(304);
  });
});

describe('a member whose address changed', () => {
  it('gets each valid badge again, once, saying the same to the new address', async () => {
    const members = createMembersStore(tables.community);
    const directory = createDirectoryStore(tables.community);
    await seedIssuing(tables, 'bea');
    const valid = await award({
      member: 'bea',
      rule: 'valid',
      credit: { amount: 2, unit: 'hours' },
      badge: { ...tenComments, validFor: { months: 12 } },
      narrative: 'By heart.',
    });
    const gone = await award({ member: 'bea', rule: 'gone' });
    await change(gone.credential, 'revoked');
    const bea = await members.getMember('midland', 'bea');
    if (!bea) throw new Error('bea is not there');
    const event = addressChanged(bea, 'bea@new.example.org', { now: ISSUED, eventId: 'moved', by: 'petra' });
    const audit = {
      organization: 'midland',
      member: 'bea',
      by: 'petra',
      at: ISSUED.toISOString(),
      reason: 'She moved to another school.',
    };
    await directory.changeEmail(bea, 'bea@new.example.org', audit, event);
    expect(await directory.addressChangesOf('midland', 'bea')).toEqual([audit]);
    const moved = await messagesOf(tables, 'community', /address-changed/);
    expect(await issuing.run('reissue', ...moved)).toBe(0);
    expect(await issuing.run('reissue', ...moved)).toBe(0);
    await issueAll(valid.credential);

    const held = await issuing.credentials.listOf('midland', 'bea');
    expect(held.map(({ standing }) => standing).sort()).toEqual(['revoked', 'revoked', 'valid']);
    const fresh = held.find(({ standing }) => standing === 'valid');
    expect(fresh).toMatchObject({ replaces: valid.credential, validUntil: valid.validUntil, rule: 'valid' });
    const [one] = await issuing.credentials.changesOf(valid.credential);
    expect(one?.reason).toContain(fresh?.credential);
    expect(one).toMatchObject({ kind: 'revoked', by: 'petra', follower: fresh?.credential });
    const [grant] = await issuing.awards.grantsAt('midland', fresh ? [fresh] : []);
    expect(grant).toMatchObject({ by: 'petra', cause: "The recipient's e-mail address changed." });
    const [old, again] = await Promise.all(
      [valid.credential, fresh?.credential ?? ''].map(async (id) => {
        const document: unknown = JSON.parse((await issuing.credentials.get(id))?.document ?? '');
        return document as { awardedDate: string; credentialSubject: { identifier: unknown } };
      }),
    );
    expect(again).toMatchObject({
      awardedDate: old?.awardedDate,
      credentialSubject: { creditsEarned: 2, narrative: 'By heart.' },
    });
    expect(again?.credentialSubject.identifier).not.toEqual(old?.credentialSubject.identifier);
    await publishAll();
    expect(await statusOf(valid.credential, 'revocation')).toBe(true);
  });
});

describe('an address that changes while nobody can follow it', () => {
  const move = async (member: string): Promise<void> => {
    const before = await createMembersStore(tables.community).getMember('midland', member);
    if (!before) throw new Error(`${member} is not there`);
    const address = `${member}@new.example.org`;
    const event = addressChanged(before, address, { now: ISSUED, eventId: `moved-${member}`, by: 'petra' });
    const audit = {
      organization: 'midland',
      member,
      by: 'petra',
      at: ISSUED.toISOString(),
      reason: 'They moved.',
    };
    await createDirectoryStore(tables.community).changeEmail(before, address, audit, event);
  };
  const reissueAll = async (): Promise<void> => {
    const moved = await messagesOf(tables, 'community', /address-changed/);
    const reinstated = await messagesOf(tables, 'credentials', /reinstated/);
    expect(await issuing.run('reissue', ...moved, ...reinstated)).toBe(0);
  };
  const validOf = async (member: string) =>
    (await issuing.credentials.listOf('midland', member)).filter(({ standing }) => standing === 'valid');
  const expectNewAddress = async (member: string, credential = ''): Promise<void> => {
    const issued = await issuing.credentials.get(credential);
    expect(isAddressedTo(issued?.document ?? '', `${member}@new.example.org`)).toBe(true);
  };

  it('is in the badge once it is reinstated, and not before', async () => {
    await seedIssuing(tables, 'cleo');
    const { credential } = await award({ member: 'cleo' });
    await change(credential, 'suspended');
    await move('cleo');
    await reissueAll();
    await issueAll(credential);
    expect(await validOf('cleo')).toEqual([]);
    await change(credential, 'reinstated');
    await reissueAll();
    await reissueAll();
    await issueAll(credential);
    const [only, ...others] = await validOf('cleo');
    expect(others).toEqual([]);
    expect(only?.replaces).toBe(credential);
    await expectNewAddress('cleo', only?.credential);
  });

  it('leaves a badge as it is that is reinstated for the address it names', async () => {
    await seedIssuing(tables, 'dora');
    const { credential } = await award({ member: 'dora' });
    await change(credential, 'suspended');
    await change(credential, 'reinstated');
    await reissueAll();
    await issueAll(credential);
    expect(await validOf('dora')).toMatchObject([{ credential }]);
  });

  it('is in the badge that was being issued then', async () => {
    await seedIssuing(tables, 'emma');
    const grant = grantOf({ member: 'emma' });
    await issuing.awards.commit(grant);
    let isMoved = false;
    const slow: typeof signer = {
      algorithm: signer.algorithm,
      publicKey: () => signer.publicKey(),
      publicJwk: () => signer.publicJwk(),
      sign: async (data) => {
        if (!isMoved) await move('emma');
        isMoved = true;
        // Told of at once, and nothing found.
        await reissueAll();
        return signer.sign(data);
      },
    };
    const messages = await messagesOf(tables, 'credentials', /badge\.granted/);
    const own = messages.filter((message) => message.includes(grant.credential));
    expect(await openIssuing(tables, slow).run('issue', ...own)).toBe(0);
    await issueAll(grant.credential);
    const [only, ...others] = await validOf('emma');
    expect(others).toEqual([]);
    expect(only?.replaces).toBe(grant.credential);
    await expectNewAddress('emma', only?.credential);
  });
});

describe('a badge that is renewed', () => {
  const renew = async (old: IssuedCredential): Promise<string> => {
    const [first] = await issuing.awards.grantsAt('midland', [old]);
    if (!first) throw new Error('its grant is gone');
    const request = { now: ISSUED, ids: randomUUID, by: 'petra', cause: 'She did the course again.' };
    const grant = followUp(first, old, 'renews', request);
    await issuing.awards.commit(grant);
    return grant.credential ?? '';
  };

  it('is followed by one that is seen by as many, and each trail names the other', async () => {
    const { credential } = await award({
      period: 'renewed',
      badge: { ...tenComments, validFor: { months: 1 } },
    });
    await change(credential, 'shared');
    const old = await issuing.credentials.get(credential);
    if (!old) throw new Error('it is gone');
    const fresh = await issueAll(await renew(old));
    expect(fresh).toMatchObject({ renews: credential, visibility: 'public', standing: 'valid' });
    const [, last] = await issuing.credentials.changesOf(credential);
    expect(last).toMatchObject({ kind: 'renewed', by: 'petra', follower: fresh.credential });
    expect(last?.reason).toContain(fresh.credential);
    expect(await issuing.credentials.get(credential)).toMatchObject({ standing: 'valid', changes: 2 });
  });

  it('is not, where it was revoked meanwhile', async () => {
    const old = await award({ period: 'refused' });
    const credential = await renew(old);
    await change(old.credential, 'revoked');
    const granted = await messagesOf(tables, 'credentials', /badge\.granted/);
    const messages = granted.filter((message) => message.includes(credential));
    expect(messages).toHaveLength(1);
    await issuing.run('issue', ...messages);
    expect(await issuing.credentials.get(credential)).toBeUndefined();
  });
});
