import * as z from 'zod';
import type { ChangedDay } from '../../shared/awards/rule-concerns.ts';
import { Day } from '../../shared/engagement/model.ts';
import { Identifier } from '../../shared/events/envelope.ts';
import { parse } from '../../shared/platform/parse.ts';
import type { Change } from '../../shared/platform/stream-consumer.ts';

/** A member whose records a batch changed; looked at once, however many changes there are. */
export interface ChangedMember {
  readonly organization: string;
  readonly member: string;
  readonly changes: readonly ChangedDay[];
  /** The batch's first change of this member: from here on the stream is read again where awarding fails. */
  readonly sequenceNumber: string;
}

const Page = z.looseObject({ organization: Identifier, member: Identifier, day: Day });

/** The counters of a record (attributes `n:<counter>`) that a change made another number. */
const changedCounters = ({ before = {}, after = {} }: Pick<Change, 'before' | 'after'>): string[] =>
  Object.entries(after)
    .filter(([name, value]) => name.startsWith('n:') && value !== before[name])
    .map(([name]) => name.slice('n:'.length));

/**
 * Gathers a batch of changes of the engagement table by member, in the order of each member's first change.
 * What was taken away (a rebuild empties the table) can award nothing and is passed over.
 *
 * @throws {InvalidInput} where a changed item is no record.
 */
export const changedMembers = (changes: readonly Change[]): readonly ChangedMember[] => {
  const members = new Map<string, ChangedMember & { readonly changes: ChangedDay[] }>();
  for (const change of changes) {
    if (!change.after) continue;
    const { organization, member, day } = parse(Page, change.after, 'engagement record');
    const key = `${organization}#${member}`;
    const gathered = members.get(key) ?? {
      organization,
      member,
      changes: [],
      sequenceNumber: change.sequenceNumber,
    };
    gathered.changes.push({ day, counters: changedCounters(change) });
    members.set(key, gathered);
  }
  return [...members.values()];
};
