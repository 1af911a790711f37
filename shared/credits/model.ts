import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

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
  rule: Identifier,
  period: z.string().min(1).max(16),
  at: Instant,
  /** The hash of the entry before it; 64 zeros for the first. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 over this entry's canonical JSON without `hash`. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
/** @see LedgerEntry */
export type LedgerEntry = z.output<typeof LedgerEntry>;
