import * as z from 'zod';
import { keyId } from './did-document.ts';

/** What the claims of a VC-JWT are made from. */
const Claimed = z.looseObject({
  id: z.string(),
  issuer: z.looseObject({ id: z.string() }),
  validFrom: z.iso.datetime({ offset: true }),
  validUntil: z.iso.datetime({ offset: true }).optional(),
  credentialSubject: z.looseObject({ id: z.string() }),
});

/** Seconds since 1970, as a NumericDate has them (RFC 7519 §2). */
const numericDate = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/** A VC-JWT before it is signed: its payload, and its header but for the algorithm. */
export interface UnsignedVcJwt {
  readonly payload: object;
  readonly header: { readonly typ: 'JWT'; readonly kid: string };
}

/**
 * The VC-JWT of an issued credential (Open Badges 3.0 §8.2): the credential itself, without the proof it carries,
 * and the claims that repeat it for whoever reads JSON Web Tokens alone. No `vc` claim is written: that was the way of
 * the data model before 2.0.
 *
 * @param document - the signed credential, as JSON text.
 * @param key - the name of the key in the issuer's DID document, which `kid` points at.
 */
export const vcJwt = (document: string, key: string): UnsignedVcJwt => {
  const claimed = Claimed.parse(JSON.parse(document));
  const { id, issuer, validFrom, validUntil, credentialSubject } = claimed;
  const credential = Object.fromEntries(Object.entries(claimed).filter(([member]) => member !== 'proof'));
  return {
    header: { typ: 'JWT', kid: keyId(issuer.id, key) },
    payload: {
      ...credential,
      iss: issuer.id,
      jti: id,
      nbf: numericDate(validFrom),
      sub: credentialSubject.id,
      ...(validUntil !== undefined && { exp: numericDate(validUntil) }),
    },
  };
};
