import { sha256Hex } from '../platform/ids.ts';
import type { NotificationKind } from './model.ts';

/** Hexadecimal digits kept of the hash: 128 bits, among which no two things told ever meet. */
const LENGTH = 32;

/**
 * The identifier of what a member is told: the same origin, member and kind always make the same, so that a duplicate
 * finds the claim of the first. It tells nothing of what it was made from.
 *
 * @param origin - what names it for ever: a post by its community, a cycle and a day, else an event by its source and
 *   identifier.
 * @param kind - as what it is told; `post` of a post, which is told once, be it as a reply or as a mention.
 */
export const noteId = (origin: readonly string[], member: string, kind: NotificationKind | 'post'): string =>
  sha256Hex(JSON.stringify([...origin, member, kind])).slice(0, LENGTH);
