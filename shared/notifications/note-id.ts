import { sha256Hex } from '../platform/ids.ts';
import type { NotificationKind } from './model.ts';

/** Hexadecimal digits kept of the hash: 128 bits, among which no two things told ever meet. */
const LENGTH = 32;

/**
 * The identifier of what a member is told: the same event, member and kind always make the same, so that a duplicate
 * finds the claim of the first. It tells nothing of what it was made from.
 *
 * @param origin - what names the event for ever: its source and identifier, or a cycle and a day.
 */
export const noteId = (origin: readonly string[], member: string, kind: NotificationKind): string =>
  sha256Hex(JSON.stringify([...origin, member, kind])).slice(0, LENGTH);
