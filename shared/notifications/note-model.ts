import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { mailFates } from '../mail/feedback.ts';
import { SuppressionReason } from '../mail/standing.ts';
import { NotificationKind } from './model.ts';

/** What a notification is about, by identifiers alone: what it says is read when the mail is made. */
const NoteAbout = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('post'),
    community: Identifier,
    topic: Identifier,
    post: Identifier,
    /** Who wrote it. */
    by: Identifier,
  }),
  z.strictObject({ of: z.literal('coaching'), community: Identifier, by: Identifier }),
  z.strictObject({
    of: z.literal('cycle'),
    community: Identifier,
    cycle: Identifier,
    /** The day by which the cycle's next step was to be done when this was noted. */
    dueOn: z.iso.date(),
  }),
  /** `page` is the part of its readers in which this one is counted. */
  z.strictObject({ of: z.literal('notice'), notice: Identifier, page: z.string().min(1).max(130) }),
]);

/**
 * Why a member was not told. `switched-off`, `muted`, `mentions-only`: their choice; `not-a-member`, `gone`,
 * `deadline-moved`, `too-late`: there is nothing left to tell them; `refused`: the mail service takes no such mail;
 * and how their address stands.
 */
export const NoteReason = z.enum([
  'switched-off',
  'muted',
  'mentions-only',
  'not-a-member',
  'gone',
  'deadline-moved',
  'too-late',
  'refused',
  ...SuppressionReason.options,
]);
/** @see NoteReason */
export type NoteReason = z.output<typeof NoteReason>;

/**
 * How a notification stands. HELD: it waits until `until`. SENDING is set before the mail service is called: what stays
 * there was perhaps sent, and is never sent again by itself. IN_DOUBT: it stayed there, and waits for a person.
 */
const NoteStatus = z.enum(['HELD', 'SENDING', 'SENT', 'SUPPRESSED', 'IN_DOUBT']);

/** That a member is, was, or is not to be told of something: the claim that lets it be told at most once. */
export const Note = z.strictObject({
  organization: Identifier,
  member: Identifier,
  /** Stands for what is told and to whom; the same event makes the same. */
  id: z.string().regex(/^[a-z0-9]{32}$/),
  kind: NotificationKind,
  about: NoteAbout,
  status: NoteStatus,
  /** When it happened. */
  since: Instant,
  /** When it came to its present status. */
  at: Instant,
  /** Until when it is held; where it is. */
  until: Instant.optional(),
  /** When staff found that it had not arrived, and had it sent again; it is never too late for that. */
  again: Instant.optional(),
  /** Why it was not told; where it was not. */
  reason: NoteReason.optional(),
  /** The identifier that the mail service gave the mail. */
  messageId: z.string().max(200).optional(),
  /** The note in whose name the mail was sent, where one mail told several. */
  mail: z.string().max(64).optional(),
  /** What the mail service told of the mail since; proof that it took it, where the note is in doubt. */
  ...mailFates,
});
/** @see Note */
export type Note = z.output<typeof Note>;
