import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFormsStore, type FormsStore } from '../../../shared/badges/keys/forms-store.ts';
import { createSignedForms, type FormRequest } from '../../../shared/badges/keys/signed-forms.ts';
import { keyOf, openSigner } from '../../support/badges.ts';
import { losing } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let store: FormsStore;
beforeAll(async () => {
  tables = await openLocalTables();
  store = createFormsStore(tables.credentials);
});
afterAll(() => tables.close());

const idOf = (n: number): string => `5c3a9b0e-6a55-4c39-9d9c-${String(n).padStart(12, '0')}`;

describe('a form of a credential', () => {
  it('stays as it was kept first', async () => {
    expect(await store.getForm(idOf(1), 'rs256')).toBeUndefined();
    expect(await store.keepForm(idOf(1), 'rs256', 'a.b.c')).toBe('a.b.c');
    expect(await store.keepForm(idOf(1), 'rs256', 'x.y.z')).toBe('a.b.c');
    expect(await store.getForm(idOf(1), 'rs256')).toBe('a.b.c');
    expect(await store.getForm(idOf(1), 'es256')).toBeUndefined();
    expect(await store.getForm(idOf(2), 'rs256')).toBeUndefined();
  });

  it.each(['before', 'after'] as const)(
    'can be kept again where it was lost %s it took effect',
    async (loss) => {
      const id = idOf(loss === 'before' ? 3 : 4);
      const lost = createFormsStore(losing(tables.credentials, 1, loss));
      await expect(lost.keepForm(id, 'ob2', 'first')).rejects.toThrow('lost');
      expect(await store.keepForm(id, 'ob2', 'second')).toBe(loss === 'before' ? 'second' : 'first');
    },
  );
});

describe('a signed form', () => {
  const signers = [openSigner('RS256'), openSigner('ES256')];
  const formsOf = () => {
    const registered: string[] = [];
    const forms = createSignedForms({
      store,
      signers,
      register: (signer) => {
        registered.push(signer.algorithm);
        return keyOf(signer);
      },
    });
    return { forms, registered };
  };
  const request = (credential: string): FormRequest => ({
    credential,
    form: 'es256',
    algorithm: 'ES256',
    write: ({ key }) => ({ payload: { n: 1 }, header: { kid: key } }),
  });

  it('is signed once, and the same for whoever asks, at once or later', async () => {
    const { forms, registered } = formsOf();
    const [one, two] = await Promise.all([forms.of(request(idOf(10))), forms.of(request(idOf(10)))]);
    expect(one).toBe(two);
    expect(registered).toEqual(['ES256']);
    const later = formsOf();
    expect(
      await later.forms.of({ ...request(idOf(10)), write: () => Promise.reject(new Error('written again')) }),
    ).toBe(one);
    expect(later.registered).toEqual([]);
  });

  it('is not signed where its key cannot be entered in the register', async () => {
    const forms = createSignedForms({ store, signers, register: () => Promise.reject(new Error('down')) });
    await expect(forms.of(request(idOf(11)))).rejects.toThrow('down');
    expect(await store.getForm(idOf(11), 'es256')).toBeUndefined();
  });

  it('of an algorithm without a key says so', async () => {
    const forms = createSignedForms({ store, signers: [], register: keyOf });
    await expect(forms.of(request(idOf(12)))).rejects.toThrow('there is no ES256 key to sign with');
  });
});
