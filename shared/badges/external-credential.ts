import { hash } from 'node:crypto';
import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** A credential that somebody else awarded a member, and that they keep here with their own. */
export const ExternalCredential = z.strictObject({
  organization: Identifier,
  member: Identifier,
  /** SHA-256 over issuer and identifier: two documents of which both are equal are one credential. */
  external: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(300),
  issuerName: z.string().min(1).max(300),
  /** Where the credential can be looked at, where its identifier is an address. */
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  validFrom: Instant,
  receivedAt: Instant,
  /** As it came: JSON text, or a compact JWS. */
  format: z.enum(['json', 'jwt']),
  document: z.string().min(2).max(200_000),
});
/** @see ExternalCredential */
export type ExternalCredential = z.output<typeof ExternalCredential>;

/** As much of a credential as tells what it is, whoever issued it (VC Data Model 1.1 and 2.0). */
const Told = z.looseObject({
  id: z.string().min(1).max(2000),
  issuer: z.union([
    z.string().min(1),
    z.looseObject({ id: z.string().min(1), name: z.string().min(1).optional() }),
  ]),
  validFrom: z.string().optional(),
  issuanceDate: z.string().optional(),
  name: z.string().optional(),
  credentialSubject: z.looseObject({
    achievement: z.looseObject({ name: z.string().min(1) }).optional(),
  }),
});

/** What is known of a credential from its own words, or why too little is. */
export type ExternalReading =
  | { readonly outcome: 'read'; readonly credential: ExternalCredential }
  | { readonly outcome: 'refused'; readonly because: string };

const isWebAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);

/**
 * Reads a verified credential from elsewhere as a member's own.
 *
 * @param credential - the credential itself: of a JWT, its payload.
 * @param came - as which text it came, and which kind of text that is.
 */
export const readExternalCredential = (
  credential: unknown,
  came: Pick<ExternalCredential, 'format' | 'document'>,
  whose: Pick<ExternalCredential, 'organization' | 'member'>,
  now: Date,
): ExternalReading => {
  const told = Told.safeParse(credential);
  if (!told.success) {
    const [issue] = told.error.issues;
    return {
      outcome: 'refused',
      because: `${issue?.path.map(String).join('.') ?? 'credential'}: ${issue?.message ?? 'invalid'}`,
    };
  }
  const { id, issuer, validFrom, issuanceDate, name, credentialSubject } = told.data;
  const began = Date.parse(validFrom ?? issuanceDate ?? '');
  if (Number.isNaN(began)) {
    return { outcome: 'refused', because: 'validFrom: is missing or no instant' };
  }
  const issuerId = typeof issuer === 'string' ? issuer : issuer.id;
  const issuerName = typeof issuer === 'string' ? issuer : (issuer.name ?? issuer.id);
  return {
    outcome: 'read',
    credential: {
      ...whose,
      ...came,
      external: hash('sha256', JSON.stringify([issuerId, id]), 'hex'),
      name: (credentialSubject.achievement?.name ?? name ?? id).slice(0, 300),
      issuerName: issuerName.slice(0, 300),
      ...(isWebAddress(id) && { link: id }),
      validFrom: new Date(began).toISOString(),
      receivedAt: now.toISOString(),
    },
  };
};
