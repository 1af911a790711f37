/*
 * What a mail is called outside this system: the tag `mail` that SES gives back with everything that becomes of it.
 * It names the claim in the partition of its member, and nothing about them.
 */

/** Before the end of a digest's window in the sort key of its claim. */
const DIGEST_PREFIX = 'DIGEST#';

/** Before a notification's identifier in the sort key of its claim. */
export const NOTE_PREFIX = 'NOTE#';

/** The name of a digest, by the end of its window (RFC 3339). A tag holds no colon. */
export const digestMailId = (until: string): string => `digest.${Date.parse(until)}`;

/** The name of a notification, by its identifier: letters, digits, `-` and `_`. */
export const noteMailId = (id: string): string => `note.${id}`;

/** The sort key of the claim that a mail's name stands for, or undefined where it is no such name. */
export const claimSortKeyOf = (mailId: string): string | undefined => {
  const digest = /^digest\.(\d{1,15})$/.exec(mailId)?.[1];
  if (digest !== undefined) return `${DIGEST_PREFIX}${new Date(Number(digest)).toISOString()}`;
  const note = /^note\.([A-Za-z0-9_-]{1,128})$/.exec(mailId)?.[1];
  return note === undefined ? undefined : `${NOTE_PREFIX}${note}`;
};
