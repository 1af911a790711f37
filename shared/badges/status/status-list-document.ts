import { CREDENTIALS_CONTEXT } from '../contexts.ts';
import { toSecond } from '../credential.ts';
import { issuerDid } from '../keys/did-document.ts';
import type { Standing } from '../model.ts';
import { type StatusPurpose, statusListUrl } from './status-list.ts';
import { validityOf } from './status-validity.ts';

/** Milliseconds that somebody who checks may go by what they read before (`ttl`): five minutes. */
const TTL = 300_000;

/** Whether a credential's bit is set in the list of a purpose: the suspension list says what is not to be accepted now. */
export const isSet = (standing: Standing, purpose: StatusPurpose): boolean =>
  purpose === 'revocation' ? standing === 'revoked' : standing !== 'valid';

/**
 * A status list as a credential without its proof (Bitstring Status List 1.0 §2.2 BitstringStatusListCredential). It is
 * valid for a time only, or a copy from before a revocation would hold for ever.
 */
export const statusListDocument = (
  publicUrl: string,
  {
    organization,
    list,
    purpose,
    encodedList,
  }: {
    readonly organization: string;
    readonly list: number;
    readonly purpose: StatusPurpose;
    readonly encodedList: string;
  },
  now: Date,
) => {
  const { from, until } = validityOf(now);
  const id = statusListUrl(publicUrl, organization, list, purpose);
  return {
    '@context': [CREDENTIALS_CONTEXT],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: { id: issuerDid(publicUrl, organization) },
    validFrom: toSecond(from),
    validUntil: toSecond(until),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      ttl: TTL,
      encodedList,
    },
  };
};
