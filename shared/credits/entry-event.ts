import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import type { LedgerEntry } from './model.ts';

/** What is told when an entry is appended: that credit was awarded, or taken back. */
export type EntryEvent = EventOf<'credit.awarded' | 'credit.revoked'>;

/** The event that appending an entry is; its id names the entry by its hash, so that it is told once. */
export const eventOfEntry = (appended: LedgerEntry): EntryEvent => {
  const { organization, member, entry, amount, unit, rule, period, reason, corrects, at, hash } = appended;
  const fields = { source: OWN_SOURCE, time: at, subject: member, organization };
  return corrects === undefined
    ? makeEvent('credit.awarded', {
        ...fields,
        id: `credit.awarded/${hash}`,
        data: { member, entry, amount, unit, rule, period },
      })
    : makeEvent('credit.revoked', {
        ...fields,
        id: `credit.revoked/${hash}`,
        data: { member, entry, corrects, reason },
      });
};
