import { hash } from 'node:crypto';
import * as z from 'zod';

const Told = z.looseObject({
  credentialSubject: z.looseObject({
    identifier: z.tuple([z.looseObject({ identityHash: z.string(), salt: z.string() })]),
  }),
});

/** Whether a credential of this system, as it was signed, names the owner of an e-mail address as its recipient. */
export const isAddressedTo = (document: string, email: string): boolean => {
  const [{ identityHash, salt }] = Told.parse(JSON.parse(document)).credentialSubject.identifier;
  return identityHash === `sha256$${hash('sha256', email.toLowerCase() + salt, 'hex')}`;
};
