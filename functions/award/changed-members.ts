import * as z from 'zod';
import type { ChangedDay } from '../../shared/awards/rule-concerns.ts';
import { CredentialSummary } from '../../shared/badges/model.ts';
import { Day } from '../../shared/engagement/model.ts';
import { Identifier } from '../../shared/events/envelope.ts';
import { parse } from '../../shared/platform/parse.ts';
import type { Change } from '../../shared/platform/stream-consumer.ts';

/** A member whose records or badges a batch changed; looked at once, however many changes there are. */
export interface ChangedMember {
  readonly organization: string;
  readonly member: string;
  readonly changes: readonly ChangedDay[];
  /** The batch's first change of this member: from here on the stream is read again where awarding fails. */
  readonly sequenceNumber: string;
}

const Page = z.looseObject({ organization: Identifier, member: Identifier, day: Day });

/** A credential in a member's profile; those of an earlier time stood without saying so. */
const Profiled = z.looseObject({
  ...CredentialSummary.pick({ organization: true, member: true, issuedAt: true, standing: true }).shape,
  achievement: z.looseObject({ achievement: Identifier }),
});
const isProfiled = ({ sk }: Readonly<Record<string, unknown>>): boolean =>
  typeof sk === 'string' && sk.startsWith('CREDENTIAL#');

/** The counters of a record (attributes `n:<counter>`) that a change made another number. */
const changedCounters = ({ before = {}, after = {} }: Pick<Change, 'before' | 'after'>): string[] =>
  Object.entries(after)
    .filter(([name, value]) => name.startsWith('n:') && value !== before[name])
    .map(([name]) => name.slice('n:'.length));

interface OneChange {
  readonly organization: string;
  readonly member: string;
  readonly changed: ChangedDay;
}

/** What a change of the engagement table is. */
const changedRecord = (change: Pick<Change, 'before' | 'after'>): OneChange => {
  const { organization, member, day } = parse(Page, change.after, 'engagement record');
  return { organization, member, changed: { day, counters: changedCounters(change) } };
};

/** What a change of a credential's summary is: a badge that came to stand, or nothing that could award anything. */
const changedBadge = ({ before, after }: Pick<Change, 'before' | 'after'>): OneChange | undefined => {
  const { organization, member, issuedAt, standing, achievement } = parse(Profiled, after, 'credential');
  const stoodBefore = before !== undefined && (before['standing'] ?? 'valid') === 'valid';
  if (standing !== 'valid' || stoodBefore) return undefined;
  const changed = { day: issuedAt.slice(0, 10), counters: [], badges: [achievement.achievement] };
  return { organization, member, changed };
};

/**
 * Gathers a batch of changes of the engagement table, or of credentials in profiles, by member, in the order of each
 * member's first change. What was taken away (a rebuild empties the table; a badge is revoked) can award nothing and
 * is passed over.
 *
 * @throws {InvalidInput} where a changed item is neither.
 */
export const changedMembers = (changes: readonly Change[]): readonly ChangedMember[] => {
  const members = new Map<string, ChangedMember & { readonly changes: ChangedDay[] }>();
  for (const change of changes) {
    if (!change.after) continue;
    const one = isProfiled(change.after) ? changedBadge(change) : changedRecord(change);
    if (!one) continue;
    const { organization, member } = one;
    const key = `${organization}#${member}`;
    const gathered = members.get(key) ?? {
      organization,
      member,
      changes: [],
      sequenceNumber: change.sequenceNumber,
    };
    gathered.changes.push(one.changed);
    members.set(key, gathered);
  }
  return [...members.values()];
};
