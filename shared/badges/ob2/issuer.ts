import { createPublicKey } from 'node:crypto';
import type { Organization } from '../../communities/model.ts';
import { Conflict } from '../../platform/errors.ts';
import type { NamedKey } from '../keys/registered-key.ts';
import { cryptographicKeyUrl, issuerProfileUrl, OB2_CONTEXT, revocationListUrl } from './addresses.ts';

/** An organization that can issue by Open Badges 2.0, which asks every issuer for an e-mail address. */
export type Ob2Organization = Organization & { readonly email: string };

/**
 * The organization, if it has what Open Badges 2.0 asks of an issuer.
 *
 * @throws {Conflict} where it has no e-mail address, saying who can set one.
 */
export const asIssuer = (organization: Organization): Ob2Organization => {
  const { email } = organization;
  if (email !== undefined) return { ...organization, email };
  throw new Conflict(
    `the organization ${organization.organization} has no e-mail address, which Open Badges 2.0 asks of every issuer; whoever runs the system can give it one (\`email\` of the organization), and until then its badges can be had as Open Badges 3.0`,
  );
};

/**
 * The Profile of an issuer (Open Badges 2.0, Profile). With a key, the one that badges signed with it lead to: it
 * lists that key alone, and the key names it as its owner.
 */
export const issuerProfile = (publicUrl: string, issuer: Ob2Organization, key?: NamedKey) => {
  const { organization, name, url, email } = issuer;
  return {
    '@context': OB2_CONTEXT,
    id: issuerProfileUrl(publicUrl, organization, key?.key),
    type: 'Issuer',
    name: name.toWellFormed(),
    url,
    email,
    revocationList: revocationListUrl(publicUrl, organization),
    ...(key && {
      publicKey: cryptographicKeyUrl(publicUrl, organization, key.key),
      related: issuerProfileUrl(publicUrl, organization),
    }),
  };
};

/** A key that assertions are or were signed with (Open Badges 2.0, CryptographicKey). */
export const cryptographicKey = (publicUrl: string, organization: string, { key, jwk }: NamedKey) => ({
  '@context': OB2_CONTEXT,
  id: cryptographicKeyUrl(publicUrl, organization, key),
  type: 'CryptographicKey',
  owner: issuerProfileUrl(publicUrl, organization, key),
  publicKeyPem: createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }),
});
