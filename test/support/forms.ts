import type { FormsStore } from '../../shared/badges/keys/forms-store.ts';
import { createSignedForms } from '../../shared/badges/keys/signed-forms.ts';
import type { Signer } from '../../shared/platform/signer.ts';
import { keyOf, openSigner } from './badges.ts';

/** A store of forms that lives as long as the test. */
const memoryFormsStore = (): FormsStore => {
  const kept = new Map<string, string>();
  return {
    getForm: (credential, form) => Promise.resolve(kept.get(`${credential} ${form}`)),
    keepForm: (credential, form, text) => {
      const key = `${credential} ${form}`;
      const first = kept.get(key) ?? text;
      kept.set(key, first);
      return Promise.resolve(first);
    },
  };
};

/** Signed forms with keys that live as long as the test, or with those given. */
export const memoryForms = (signers: readonly Signer[] = [openSigner('RS256'), openSigner('ES256')]) =>
  createSignedForms({ store: memoryFormsStore(), signers, register: (signer) => keyOf(signer) });
