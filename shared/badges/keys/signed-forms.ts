import { Defect } from '../../platform/errors.ts';
import { once } from '../../platform/once.ts';
import type { Signer } from '../../platform/signer-port.ts';
import type { FormName, FormsStore } from './forms-store.ts';
import { createJws } from './jws.ts';
import type { RegisteredKey } from './registered-key.ts';

/** The algorithms of JSON Web Signatures. */
export type JoseAlgorithm = 'RS256' | 'ES256';

/** What a form is signed from. */
export interface UnsignedForm {
  readonly payload: object;
  /** The JOSE header but for `alg`. */
  readonly header: object;
}

/** Which form of which credential is asked for, and how it is written where there is none yet. */
export interface FormRequest {
  readonly credential: string;
  readonly form: FormName;
  readonly algorithm: JoseAlgorithm;
  /** Writes the form for the key it will be signed with; not called where the form is kept already. */
  readonly write: (key: RegisteredKey) => UnsignedForm | Promise<UnsignedForm>;
}

/** Signed forms of credentials, as compact JSON Web Signatures. */
export interface SignedForms {
  of(request: FormRequest): Promise<string>;
}

/**
 * Gives forms of credentials that are signed as JSON Web Signatures: as it was signed first, where anybody has asked
 * for it before; otherwise signed now and kept, so that the bytes never change. The key is in the register before
 * anything is signed with it. Two that ask at once are given the same.
 *
 * The VC-JWTs (`rs256`, `es256`) and the signed assertion of Open Badges 2.0 (`ob2`) come from here:
 *
 *     forms.of({ credential, form: 'ob2', algorithm: 'RS256', write: (key) => ({ payload, header: { kid } }) })
 */
export const createSignedForms = ({
  store,
  signers,
  register,
}: {
  readonly store: FormsStore;
  readonly signers: readonly Signer[];
  /** Enters the key of a signer in the register, where it is not there yet. */
  readonly register: (signer: Signer) => Promise<RegisteredKey>;
}): SignedForms => {
  const signing = new Map(
    signers.map((signer) => [
      signer.algorithm,
      { jws: createJws(signer), key: once(() => register(signer)) },
    ]),
  );
  return {
    of: async ({ credential, form, algorithm, write }) => {
      const kept = await store.getForm(credential, form);
      if (kept !== undefined) return kept;
      const means = signing.get(algorithm);
      if (!means) throw new Defect(`there is no ${algorithm} key to sign with; the settings name none`);
      const { payload, header } = await write(await means.key());
      return store.keepForm(credential, form, await means.jws.sign(payload, header));
    },
  };
};
