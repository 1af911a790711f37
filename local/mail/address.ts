import { addressParser } from 'postal-mime';
import { SesError } from './ses-error.ts';

/** Why SES would not take an address, in its words; undefined where it would. */
const faultOf = (address: string): string | undefined => {
  const at = address.lastIndexOf('@');
  if (at < 0) return "Missing final '@domain'";
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (local === '') return 'Missing local part';
  if (local.length > 64) return 'Local address is longer than 64 characters';
  if (address.length > 320) return 'Address is longer than 320 characters';
  // RFC 5321 §4.1.2 without quoted strings, which SES does not deliver to; SMTPUTF8 is not supported either.
  if (!/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/.test(local)) return 'Local address contains an illegal character';
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) {
    return 'Local address starts, ends or repeats a dot';
  }
  if (domain === '') return "Missing final '@domain'";
  if (!/^[A-Za-z0-9.-]+$/.test(domain)) return 'Domain contains illegal character; write it in Punycode';
  if (domain.length > 253) return 'Domain is longer than 253 characters';
  if (domain.split('.').some((label) => !/^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label))) {
    return 'Domain has an empty or malformed label';
  }
  return undefined;
};

/**
 * The address in `Name <local@domain>` or `local@domain`, lower case in its domain.
 *
 * @throws {SesError} `BadRequestException` naming the field and the reason, not the address.
 */
export const readAddress = (text: string, field: string): string => {
  if (/[\r\n\0]/.test(text)) throw new SesError('BadRequestException', `${field}: Contains a line break`);
  const parsed = addressParser(text, { flatten: true });
  const [first, ...others] = parsed;
  if (others.length > 0) {
    throw new SesError(
      'BadRequestException',
      `${field}: Holds more than one address; give each its own entry`,
    );
  }
  const address = first?.address ?? '';
  const fault = faultOf(address);
  if (fault !== undefined) throw new SesError('BadRequestException', `${field}: ${fault}`);
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`;
};
