import * as z from 'zod';
import { Day } from '../engagement/model.ts';
import { Identifier, Instant } from '../events/envelope.ts';

/**
 * How an activity was delivered, by NASBA's names of instructional delivery methods (Statement on Standards for CPE
 * Programs, Article I): `group-live`, `group-internet-based`, `self-study`, `nano-learning`, `blended-learning`.
 */
export const DeliveryMethod = z.enum([
  'group-live',
  'group-internet-based',
  'self-study',
  'nano-learning',
  'blended-learning',
]);
/** @see DeliveryMethod */
export type DeliveryMethod = z.output<typeof DeliveryMethod>;

/** Where an entry comes from; entries made before this was told have none, and are of awards. */
const EntrySource = z.enum(['award', 'meeting', 'report', 'correction']);

const shortText = z.string().min(1).max(300);

/** One entry of a member's credit ledger: append-only, each naming the hash of the one before it. */
export const LedgerEntry = z.strictObject({
  organization: Identifier,
  member: Identifier,
  /** 1 for the member's first entry, then one more each. */
  entry: z.number().int().positive(),
  /** Negative in a correction. */
  amount: z.number(),
  unit: z.string().min(1).max(32),
  reason: z.string().min(1).max(500),
  /** What it was credited by: an award's rule, or the credit program. */
  rule: Identifier,
  period: z.string().min(1).max(16),
  at: Instant,
  source: EntrySource.optional(),
  /** What it comes from, by the source: a rule's period, a meeting, a report, or the entry it stands instead of. */
  sourceId: z.string().min(1).max(200).optional(),
  /** The credit program it is under; absent where none is. */
  program: Identifier.optional(),
  /** The program's revision then: what certificates and rosters say of it; entries made before this was told have none. */
  programRevision: z.number().int().positive().optional(),
  /** The activity's or course's title. */
  activity: shortText.optional(),
  fieldOfStudy: z.string().min(1).max(120).optional(),
  deliveryMethod: DeliveryMethod.optional(),
  location: z.string().min(1).max(200).optional(),
  /** Minutes attended, as they were reported. */
  minutes: z.number().positive().max(100_000).optional(),
  /** First day of the activity (UTC). */
  from: Day.optional(),
  /** Last day of the activity (UTC), inclusive: the date of completion. */
  through: Day.optional(),
  /** The number of the entry that this counter-entry takes back; its amount is that entry's, negated. */
  corrects: z.number().int().positive().optional(),
  /** The staff member who entered it by hand; absent where a rule or program did. */
  by: Identifier.optional(),
  /** The hash of the entry before it; 64 zeros for the first. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 over this entry's canonical JSON without `hash`: over every field that is present. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
/** @see LedgerEntry */
export type LedgerEntry = z.output<typeof LedgerEntry>;
