import { createHash } from 'node:crypto';
import { type Check, failed, notNeeded, passed, skipped } from './report.ts';

/** An e-mail address as a credential names it: in the open, or as a hash with a salt. */
export interface Identity {
  readonly hashed: boolean;
  readonly value: string;
  readonly salt?: string | undefined;
}

const digests: Readonly<Record<string, string>> = { sha256: 'sha256', md5: 'md5' };

/** True where the identity is that of the address; issuers hashed it as it was typed, or in lower case. */
const matches = ({ hashed, value, salt = '' }: Identity, email: string): boolean => {
  const spellings = [...new Set([email, email.toLowerCase()])];
  if (!hashed) return value.replace(/^mailto:/i, '').toLowerCase() === email.toLowerCase();
  const [name = '', digest = ''] = value.split('$');
  const algorithm = digests[name];
  if (algorithm === undefined) return false;
  return spellings.some(
    (spelling) =>
      createHash(algorithm)
        .update(spelling + salt)
        .digest('hex') === digest.toLowerCase(),
  );
};

/**
 * Whether it was given to whoever has an e-mail address. The address is compared and never repeated, kept or sent.
 */
export const checkRecipient = (identities: readonly Identity[], email: string | undefined): Check => {
  if (email === undefined || email.trim() === '')
    return notNeeded('recipient', 'Nobody gave an e-mail address, so whose it is was not checked.');
  if (identities.length === 0)
    return skipped(
      'recipient',
      'It names its recipient in no way that an e-mail address can be compared with.',
    );
  return identities.some((identity) => matches(identity, email.trim()))
    ? passed('recipient', 'It was given to the e-mail address that you entered.')
    : failed('recipient', 'It was not given to the e-mail address that you entered.');
};
