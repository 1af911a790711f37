import { hash } from 'node:crypto';
import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { isSelfMade, provenHost, readsLike } from './proven-issuer.ts';

/** A credential that somebody else awarded a member, and that they keep here with their own. */
export const ExternalCredential = z.strictObject({
  organization: Identifier,
  member: Identifier,
  /** SHA-256 over issuer and identifier: two documents of which both are equal are one credential. */
  external: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(300),
  /** What the issuer calls itself; nobody has checked that. */
  issuerName: z.string().min(1).max(300),
  /** The host that the issuer's key was proven to belong to. */
  issuerHost: z.string().min(1).max(300),
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

/** The organization that a member belongs to, as an issuer of its own. */
export interface OwnOrganization {
  /** Its `did:web`. */
  readonly did: string;
  readonly name: string;
}

/** Why an issuer has no place on the profile of an organization's member; undefined where it has. */
const objectionTo = (issuer: string, issuerName: string, own: OwnOrganization): string | undefined => {
  if (isSelfMade(issuer)) {
    return 'issuer: is a key that anybody can make and give any name; a profile takes issuers that a web address vouches for (did:web or https)';
  }
  if (issuer !== own.did && readsLike(issuerName, own.name)) {
    return `issuer.name: is the name of the member's own organization, which did not issue this; another issuer cannot use it here`;
  }
  return undefined;
};

/**
 * Reads a verified credential from elsewhere as a member's own. An issuer that nobody vouches for is refused, and so is
 * one that goes by the name of the member's organization: staff read the profile, and would believe it.
 *
 * @param credential - the credential itself: of a JWT, its payload.
 * @param came - as which text it came, and which kind of text that is.
 * @param own - the member's own organization.
 */
export const readExternalCredential = (
  credential: unknown,
  came: Pick<ExternalCredential, 'format' | 'document'>,
  whose: Pick<ExternalCredential, 'organization' | 'member'>,
  own: OwnOrganization,
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
  const objection = objectionTo(issuerId, issuerName, own);
  if (objection !== undefined) return { outcome: 'refused', because: objection };
  const issuerHost = provenHost(issuerId);
  if (issuerHost === undefined) {
    return { outcome: 'refused', because: 'issuer: names no web address that vouches for it' };
  }
  return {
    outcome: 'read',
    credential: {
      ...whose,
      ...came,
      external: hash('sha256', JSON.stringify([issuerId, id]), 'hex'),
      name: (credentialSubject.achievement?.name ?? name ?? id).slice(0, 300),
      issuerName: issuerName.slice(0, 300),
      issuerHost,
      ...(isWebAddress(id) && { link: id }),
      validFrom: new Date(began).toISOString(),
      receivedAt: now.toISOString(),
    },
  };
};
