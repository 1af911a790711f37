import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** That staff asked for a digest, and what became of that: again for its member, or as a test for themselves. */
export const DigestRequest = z.strictObject({
  organization: Identifier,
  /** Whose digest it is. */
  member: Identifier,
  /** Names the request among the member's: {@link resendName} or {@link testName}. */
  request: Identifier,
  kind: z.enum(['resend', 'test']),
  /** The window that it tells of. */
  from: Instant,
  until: Instant,
  /** The staff member who asked. */
  by: Identifier,
  at: Instant,
  /** Why a digest is sent again; a test needs no reason. */
  reason: z.string().min(1).max(500).optional(),
  /**
   * A test is SENDING before SES is called; a digest sent again is so by its claim, and its request stays ASKED until
   * that ends. IN_DOUBT: perhaps sent; a claim in doubt is in the review list. NOT_SENT says in `because` why.
   */
  status: z.enum(['ASKED', 'SENDING', 'SENT', 'NOT_SENT', 'IN_DOUBT']),
  because: z.string().max(200).optional(),
  settledAt: Instant.optional(),
});
/** @see DigestRequest */
export type DigestRequest = z.output<typeof DigestRequest>;

/**
 * The natural key of a request for the digest of a window: the `nth` time it is sent again. Two that ask at the same
 * time, or one who clicks twice, name the same.
 */
export const resendName = (until: string, nth: number): string => `resend.${Date.parse(until)}.${nth}`;

/** The natural key of a test: the form it was asked by. */
export const testName = (form: string): string => `test.${form}`;
