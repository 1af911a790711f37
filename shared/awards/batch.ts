import * as z from 'zod';
import { Achievement } from '../badges/model.ts';
import { Identifier, Instant } from '../events/envelope.ts';
import { Said } from './by-hand.ts';

/** Most lines of one batch. */
export const MAX_LINES = 10_000;

/**
 * What becomes of a line: `ready` will be awarded when the batch is confirmed, and then is `awarded`, or a `duplicate`
 * where the member has the badge for that period already. Nobody is known as `unknown` names them, and a `wrong` line
 * says something that cannot be awarded.
 */
export const LineOutcome = z.enum(['ready', 'awarded', 'duplicate', 'unknown', 'wrong']);
/** @see LineOutcome */
export type LineOutcome = z.output<typeof LineOutcome>;

/** One line of a batch, and its report. */
export const BatchLine = z.object({
  /** Its line in the file, from 1, the header's own. */
  line: z.number().int().positive(),
  /** The identifier or the e-mail address, as it was written; personal, and so nowhere but in the batch's own items. */
  given: z.string().max(320),
  member: Identifier.optional(),
  period: z.string().min(1).max(16),
  said: Said,
  outcome: LineOutcome,
  /** The outcome in a sentence. */
  says: z.string().min(1).max(500),
});
/** @see BatchLine */
export type BatchLine = z.output<typeof BatchLine>;

/** Awards by hand that belong together: an achievement, and whom it is for. */
export const AwardBatch = z.object({
  organization: Identifier,
  batch: Identifier,
  /** As it was when the batch was uploaded; what is awarded is what was looked at. */
  achievement: Achievement,
  uploadedBy: Identifier,
  uploadedAt: Instant,
  lines: z.number().int().positive(),
  parts: z.number().int().positive(),
  confirmedBy: Identifier.optional(),
  confirmedAt: Instant.optional(),
  /** Seconds since 1970, a year from the upload: then the table forgets it. What was awarded stays. */
  expiresAt: z.number().int(),
});
/** @see AwardBatch */
export type AwardBatch = z.output<typeof AwardBatch>;

/** Up to a hundred lines of a batch, awarded together. */
export const BatchPart = z.object({
  organization: Identifier,
  batch: Identifier,
  /** From 1. */
  part: z.number().int().positive(),
  lines: z.array(BatchLine).min(1).max(100),
  confirmedBy: Identifier.optional(),
  confirmedAt: Instant.optional(),
  /** When its lines were awarded and their report was final. */
  doneAt: Instant.optional(),
  expiresAt: z.number().int(),
});
/** @see BatchPart */
export type BatchPart = z.output<typeof BatchPart>;

/** A part that somebody confirmed. */
export type ConfirmedPart = BatchPart & { readonly confirmedBy: string; readonly confirmedAt: string };

/** Most lines of a part, and bytes of their JSON: an item holds 400 KB. */
const PART_LINES = 100;
const PART_BYTES = 200_000;

/** Cuts lines, in order, into parts that an item can hold. */
export const partsOf = (lines: readonly BatchLine[]): BatchLine[][] => {
  const parts: BatchLine[][] = [];
  let bytes = PART_BYTES;
  for (const line of lines) {
    const size = Buffer.byteLength(JSON.stringify(line));
    const last = parts.at(-1);
    if (last === undefined || last.length >= PART_LINES || bytes + size > PART_BYTES) {
      parts.push([line]);
      bytes = size;
    } else {
      last.push(line);
      bytes += size;
    }
  }
  return parts;
};

/** How many lines came to what. */
export const countOutcomes = (lines: Iterable<Pick<BatchLine, 'outcome'>>): Record<LineOutcome, number> => {
  const counts = { ready: 0, awarded: 0, duplicate: 0, unknown: 0, wrong: 0 };
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
};
