import type { MailPreferences } from '../digests/model.ts';
import type { NotificationKind } from './model.ts';
import type { NoteReason } from './note-model.ts';
import { quietUntil } from './quiet-hours.ts';

/** Whether a member is told now, later, or not at all and why. */
export type TellingTime =
  | { readonly kind: 'now' }
  | { readonly kind: 'held'; readonly until: Date }
  | {
      readonly kind: 'not';
      readonly reason: Extract<NoteReason, 'switched-off' | 'muted' | 'mentions-only'>;
    };

/** What of a member's choices says when they are told. */
export type TellingPreferences = Pick<MailPreferences, 'timeZone' | 'communities' | 'off' | 'quietHours'>;

/** What is told where a member wants only what speaks to them. */
const personal: ReadonlySet<NotificationKind> = new Set(['reply', 'mention']);

/**
 * When a member is told of something of a kind, by what they chose:
 *
 * - a kind that they switched off is not told;
 * - of a muted community nothing is told; of one with `mentions`, replies to them and mentions of them alone;
 * - in quiet hours it waits until they end.
 *
 * @param community - whose it is; undefined where it is of none, as a notice by staff is.
 */
export const whenToTell = (
  { timeZone, communities = {}, off = [], quietHours }: TellingPreferences,
  kind: NotificationKind,
  community: string | undefined,
  now: Date,
): TellingTime => {
  if (off.includes(kind)) return { kind: 'not', reason: 'switched-off' };
  const level = community === undefined ? undefined : communities[community];
  if (level === 'muted') return { kind: 'not', reason: 'muted' };
  if (level === 'mentions' && !personal.has(kind)) return { kind: 'not', reason: 'mentions-only' };
  const until = quietHours && quietUntil(quietHours, timeZone, now);
  return until ? { kind: 'held', until } : { kind: 'now' };
};
