import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** What is news of a community beside its posts. */
export const NewsKind = z.enum(['member', 'resource', 'meeting', 'video', 'challenge']);
/** Somebody who joined, or something that was shared, held or opened; once each, however often it is told. */
export const NewsItem = z.strictObject({
  organization: Identifier,
  community: Identifier,
  kind: NewsKind,
  /** What it is, unique among its kind: the member who joined, the resource, the meeting. */
  id: Identifier,
  /** Who joined, shared, held or opened it. */
  member: Identifier,
  title: z.string().min(1).max(300).optional(),
  link: z.url().optional(),
  /** How long a meeting was. */
  minutes: z.number().positive().max(1440).optional(),
  at: Instant,
  /** When it is news, as a post's `tellAt`. */
  tellAt: Instant,
});
/** @see NewsItem */
export type NewsItem = z.output<typeof NewsItem>;
