import * as z from 'zod';
import { credentialUrl } from '../../shared/badges/credential.ts';
import { issuerDid } from '../../shared/badges/keys/did-document.ts';
import { tellStanding } from '../../shared/badges/standing-words.ts';
import type { OwnStanding } from '../../shared/verification/status.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Where a credential of this system stands, from its own records: at once, and with the reason, where the status lists
 * know in a minute and without one. Undefined for what was issued elsewhere.
 */
export const createOwnStanding =
  ({
    credentials,
    publicUrl,
    clock,
  }: Pick<Dependencies, 'credentials' | 'publicUrl' | 'clock'>): OwnStanding =>
  async ({ id = '', issuer }) => {
    const before = credentialUrl(publicUrl, '');
    const credential = z.uuid().safeParse(id.slice(before.length)).data;
    if (credential === undefined || !id.startsWith(before)) return undefined;
    const issued = await credentials.get(credential);
    if (issued === undefined || issuerDid(publicUrl, issued.organization) !== issuer.id) return undefined;
    return tellStanding(issued, await credentials.changesOf(credential), clock());
  };
