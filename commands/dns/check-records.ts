import { Unavailable } from '../../shared/platform/errors.ts';
import type { DnsRecord } from './records.ts';

/** What is asked of the DNS; `node:dns/promises` is one. */
export interface Resolver {
  readonly resolveCname: (name: string) => Promise<readonly string[]>;
  readonly resolveMx: (
    name: string,
  ) => Promise<readonly { readonly priority: number; readonly exchange: string }[]>;
  readonly resolveTxt: (name: string) => Promise<readonly (readonly string[])[]>;
}

/**
 * Whether a record is set: as asked for, otherwise (what there is instead), or not at all. `several`: it is there, and
 * so is another of its kind, where there may be one alone; with more, mailboxes go by none.
 */
export type RecordState =
  | { readonly state: 'set' }
  | { readonly state: 'missing' }
  | { readonly state: 'different' | 'several'; readonly found: readonly string[] };

/** The DNS's words for: there is nothing of this kind at this name. */
const nothing = new Set(['ENODATA', 'ENOTFOUND', 'NXDOMAIN']);

const plain = (value: string): string => value.replace(/\.$/, '').toLowerCase();

const valuesAt = async ({ name, type }: DnsRecord, resolver: Resolver): Promise<string[]> => {
  try {
    if (type === 'CNAME') return [...(await resolver.resolveCname(name))];
    if (type === 'TXT') return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
    return (await resolver.resolveMx(name)).map(({ priority, exchange }) => `${priority} ${exchange}`);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (nothing.has(code)) return [];
    throw new Unavailable(
      `The DNS did not answer for ${name} (${code === '' ? 'no reason given' : code}); try again in a minute.`,
      { cause },
    );
  }
};

/** What a record begins with that makes another one its rival: there may be one SPF and one DMARC record at a name. */
const kindOf = (value: string): string => /^v=(spf1|dmarc1)(?=[ ;]|$)/i.exec(value)?.[0].toLowerCase() ?? '';

/** True where what is there does the work of what is asked for. */
const serves = ({ type, value }: DnsRecord, found: string): boolean => {
  // The priority is the owner's own business, as is what else SPF allows and how strict DMARC is.
  if (type === 'MX') return plain(found.replace(/^\d+ /, '')) === plain(value.replace(/^\d+ /, ''));
  const kind = kindOf(value);
  if (kind === 'v=spf1') return kindOf(found) === kind && /\binclude:amazonses\.com\b/i.test(found);
  if (kind === 'v=dmarc1') return kindOf(found) === kind && /\bp=(none|quarantine|reject)\b/i.test(found);
  return plain(found) === plain(value);
};

/** Asks the DNS whether a record is set. @throws {Unavailable} where it does not answer. */
export const checkRecord = async (record: DnsRecord, resolver: Resolver): Promise<RecordState> => {
  const found = await valuesAt(record, resolver);
  const rivals =
    record.type === 'TXT' ? found.filter((value) => kindOf(value) === kindOf(record.value)) : found;
  // Two of SPF are a permanent error (RFC 7208 §3.2, §4.5); two of DMARC are as good as none (RFC 7489 §6.6.3).
  if (kindOf(record.value) !== '' && rivals.length > 1) return { state: 'several', found: rivals };
  if (found.some((value) => serves(record, value))) return { state: 'set' };
  return rivals.length === 0 ? { state: 'missing' } : { state: 'different', found: rivals };
};
