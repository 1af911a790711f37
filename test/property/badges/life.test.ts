import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterChange, changeOf } from '../../../shared/badges/life.ts';
import type { ChangeKind, IssuedCredential } from '../../../shared/badges/model.ts';
import { isSet } from '../../../shared/badges/status/status-list-document.ts';
import { LIST_BITS, placeAt, spreadOf } from '../../../shared/badges/status/status-spread.ts';
import { createStatusStore } from '../../../shared/badges/status/status-store.ts';
import { createCredentialsStore } from '../../../shared/badges/store.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { tenComments } from '../../support/badges.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

const kinds: ChangeKind[] = ['suspended', 'reinstated', 'revoked', 'renewed', 'shared', 'hidden', 'relinked'];
let tables: LocalTables;
let made = 0;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const issue = async (): Promise<string> => {
  made += 1;
  const credential = `5c3a9b0e-6a55-4c39-9d9c-${String(made).padStart(12, '0')}`;
  const issued: IssuedCredential = {
    credential,
    organization: 'midland',
    member: 'ada',
    rule: 'ten',
    period: 'ever',
    achievement: tenComments,
    recipientName: 'Ada',
    issuerName: 'Midland',
    issuedAt: '2026-01-12T07:00:00Z',
    status: { list: 1, index: made },
    document: '{}',
    standing: 'valid',
    changes: 0,
    visibility: 'private',
  };
  const event = makeEvent('credential.issued', {
    id: credential,
    source: 'colloquy',
    time: issued.issuedAt,
    organization: 'midland',
    data: { member: 'ada', credential, rule: 'ten' },
  });
  await createCredentialsStore(tables.credentials).put(issued, event);
  return credential;
};

describe('the life of a credential', () => {
  it('is the same read from the credential, its summary, its audit trail and its bit, in any order of changes', async () => {
    const store = createCredentialsStore(tables.credentials);
    const statuses = createStatusStore(tables.credentials);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { maxLength: 12 }), async (asked) => {
        const credential = await issue();
        for (const kind of asked) {
          const issued = await store.get(credential);
          if (!issued) throw new Error('it is gone');
          const accessKey = `key-number-${String(++made)}-of-all`;
          const at = new Date('2026-01-13T00:00:00Z');
          const decision = changeOf(issued, { kind, at, reason: 'Why.', accessKey });
          if (decision.outcome === 'changed') {
            await store.change(issued, decision.change, decision.event, decision.accessKey);
            const endsLinks = kind === 'hidden' || kind === 'relinked';
            expect((await store.get(credential))?.accessKey).toBe(endsLinks ? accessKey : issued.accessKey);
          } else {
            expect(decision.because).not.toBe('');
            expect(await store.get(credential)).toEqual(issued);
          }
        }
        const end = await store.get(credential);
        const changes = await store.changesOf(credential);
        const folded = changes.reduce<Pick<IssuedCredential, 'standing' | 'visibility'>>(
          (state, { kind }) => afterChange(state, kind),
          {
            standing: 'valid',
            visibility: 'private',
          },
        );
        expect(end).toMatchObject({ ...folded, changes: changes.length });
        expect(changes.map(({ change }) => change)).toEqual(changes.map((_, i) => i + 1));
        const revoked = changes.findIndex(({ kind }) => kind === 'revoked');
        if (revoked >= 0) {
          const after = changes.slice(revoked + 1).map(({ kind }) => kind);
          expect(after.every((kind) => ['shared', 'hidden', 'relinked'].includes(kind))).toBe(true);
        }
        const summary = (await store.listOf('midland', 'ada')).find((one) => one.credential === credential);
        expect(summary).toMatchObject({ ...folded, changes: changes.length });
        const bits = await statuses.bitsOf('midland', 1);
        const bit = bits.find((one) => one.credential === credential)?.standing ?? 'valid';
        expect(bit).toBe(folded.standing);
        expect(isSet(bit, 'revocation')).toBe(folded.standing === 'revoked');
        expect(isSet(bit, 'suspension')).toBe(folded.standing !== 'valid');
      }),
      { numRuns: 40 },
    );
  });
});

describe('the places of a status list', () => {
  it('are each bit exactly once, however the list is spread', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) => {
        const spread = { list: 1, ...spreadOf(one, other) };
        const seen = new Uint8Array(LIST_BITS);
        for (let n = 0; n < LIST_BITS; n += 1) seen[placeAt(spread, n).index] = 1;
        expect(seen.every((bit) => bit === 1)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
