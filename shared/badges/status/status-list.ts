import { organizationUrl } from '../keys/did-document.ts';

/** What a status list tells of the credentials in it (Bitstring Status List 1.0 §2.1 `statusPurpose`). */
export type StatusPurpose = 'revocation' | 'suspension';

/**
 * The purpose of the one status entry that a credential carries.
 *
 * Open Badges 3.0 allows a credential one `credentialStatus`, an object (§B.1.2, and its JSON schema): 1EdTech's
 * validator and schema refuse an array, which Verifiable Credentials 2.0 would allow. So the list this entry points
 * into must say of a suspended credential and of a revoked one that it is not to be accepted: in the suspension
 * list a bit is set for both, and a revoked credential's stays set for ever. It cannot be the other way round,
 * because a revocation must not be reversible (Bitstring Status List §2.1) and a suspension is. The revocation list,
 * with the same index, holds the revoked alone.
 */
export const ENTRY_PURPOSE: StatusPurpose = 'suspension';

/** The address of a status list of an organization; a credential's bit has the same index in both. */
export const statusListUrl = (
  publicUrl: string,
  organization: string,
  list: number,
  purpose: StatusPurpose,
): string => `${organizationUrl(publicUrl, organization)}/status/${list}/${purpose}`;
