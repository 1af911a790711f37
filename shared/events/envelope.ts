import * as z from 'zod';

/**
 * An identifier of an organization, community, member or object: what may stand in a key, a path and a file name
 * without being escaped. 1 to 64 characters.
 */
export const Identifier = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'must be 1 to 64 letters, digits, dots, underscores or hyphens',
  );

/** An instant as RFC 3339 in UTC, with milliseconds at most: `2026-11-22T07:00:00Z`. */
export const Instant = z.iso.datetime({ offset: false, error: 'must be an RFC 3339 instant in UTC' });

/**
 * What every event carries: CloudEvents 1.0 in structured mode, with the extensions `organization` and
 * `traceparent` (CloudEvents distributed tracing). `source` + `id` name the event for ever: the same pair twice is
 * the same event (CloudEvents 1.0 §3.1).
 */
export const envelope = {
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(128),
  source: z.string().min(1).max(256),
  time: Instant,
  subject: z.string().min(1).max(128).optional(),
  organization: Identifier,
  traceparent: z
    .string()
    .regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/, 'must be a W3C traceparent')
    .optional(),
} as const;

/** The `source` of events this system raises itself. */
export const OWN_SOURCE = 'colloquy';

/** Most bytes an event's JSON may have; EventBridge takes 256 KB in one call, an event here is text of a page at most. */
export const MAX_EVENT_BYTES = 16_384;
