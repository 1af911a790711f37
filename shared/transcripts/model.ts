import * as z from 'zod';
import { Day } from '../engagement/model.ts';
import { Identifier, Instant } from '../events/envelope.ts';

/** Most badges one signed transcript holds: each is some 4 KB of it, and an answer has 6 MB at most. */
export const MAX_BADGES = 200;

/** A transcript that others can verify: which badges it holds, settled when its member made it. */
export const SignedTranscript = z.strictObject({
  transcript: Identifier,
  organization: Identifier,
  member: Identifier,
  /** The first and last day it covers (UTC), both inclusive. */
  from: Day,
  through: Day,
  madeAt: Instant,
  badges: z.array(z.uuid()).min(1).max(MAX_BADGES),
  /** Opens it to whoever has the link that carries it. */
  accessKey: z.string().min(16).max(64),
  /** When its member ended its link; absent while it opens. Nobody else can. */
  closedAt: Instant.optional(),
});
/** @see SignedTranscript */
export type SignedTranscript = z.output<typeof SignedTranscript>;
