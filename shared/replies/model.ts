import * as z from 'zod';
import { Identifier } from '../events/envelope.ts';

/** How long an answer may be mailed to an address, in seconds from when it was opened: 90 days. */
export const ADDRESS_SECONDS = 90 * 24 * 60 * 60;

/** What an answer by mail becomes part of, and whose address it was opened for. */
export const ReplyAddress = z.strictObject({
  organization: Identifier,
  /** Who may answer here. */
  member: Identifier,
  community: Identifier,
  topic: Identifier,
  /** The post they were told of. */
  post: Identifier,
  /** Epoch seconds; the table forgets the address some time after it. */
  expiresAt: z.number().int().positive(),
});
/** @see ReplyAddress */
export type ReplyAddress = z.output<typeof ReplyAddress>;
