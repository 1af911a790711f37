import type { RecordState } from './check-records.ts';
import type { DnsRecord } from './records.ts';

/** A record with what the DNS says of it, where it was asked. */
export interface ShownRecord extends DnsRecord {
  readonly check?: RecordState;
}

const stateOf = (check: RecordState | undefined): string => {
  switch (check?.state) {
    case undefined:
      return '';
    case 'set':
      return '  It is set.\n';
    case 'missing':
      return '  IT IS MISSING.\n';
    case 'different':
      return `  IT IS DIFFERENT: ${check.found.join(' | ')}\n`;
    case 'several':
      return `  THERE ARE ${check.found.length} OF ITS KIND, and there may be one; mailboxes go by none of them. Make one of: ${check.found.join(' | ')}\n`;
  }
};

/** A record for a person: where, of what kind, what, why, and whether it is there. */
export const recordInWords = ({ name, type, value, why, check, placeholder }: ShownRecord): string =>
  `${name}\n  ${type}  ${value}\n  ${why}\n${placeholder ? '  NOT KNOWN YET: what is in <…> stands for a name of SES.\n' : stateOf(check)}`;
