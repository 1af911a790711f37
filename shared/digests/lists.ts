import * as z from 'zod';
import type { MailCount } from '../mail/mail-counts.ts';
import { NotificationKind } from '../notifications/model.ts';
import type { Frequency, MailPreferences } from './model.ts';

/**
 * What can be ended by one click (RFC 8058, RFC 2919: a list each): the digests, the real-time mails of one kind, or
 * `notifications`, those of every kind.
 */
export const MailList = z.enum(['digests', 'notifications', ...NotificationKind.options]);
/** @see MailList */
export type MailList = z.output<typeof MailList>;

/** A list of real-time mails. */
export type NotificationList = Exclude<MailList, 'digests'>;

/** The list of a mail that tells or counts things of these kinds: after its end, nothing of what is in it goes on. */
export const listOf = (kind: NotificationKind, ...others: readonly NotificationKind[]): NotificationList =>
  others.every((other) => other === kind) ? kind : 'notifications';

const kindsOf = (list: NotificationList): readonly NotificationKind[] =>
  list === 'notifications' ? NotificationKind.options : [list];

/** The kinds of a list that somebody gets. */
export const kindsOn = (
  { off = [] }: Pick<MailPreferences, 'off'>,
  list: NotificationList,
): NotificationKind[] => kindsOf(list).filter((kind) => !off.includes(kind));

/** True where somebody gets mails of a list. */
export const isOn = (chosen: MailPreferences, list: MailList): boolean =>
  list === 'digests' ? chosen.frequency !== 'none' : kindsOn(chosen, list).length > 0;

/** What somebody chose, without a list. */
export const withoutList = (chosen: MailPreferences, list: MailList): MailPreferences =>
  list === 'digests'
    ? { ...chosen, frequency: 'none' }
    : { ...chosen, off: [...new Set([...(chosen.off ?? []), ...kindsOf(list)])] };

/**
 * What somebody chose, with a list they had ended.
 *
 * @param frequency - how often digests come then; of no account to the other lists.
 */
export const withList = (
  chosen: MailPreferences,
  list: MailList,
  frequency: Exclude<Frequency, 'none'>,
): MailPreferences =>
  list === 'digests'
    ? { ...chosen, frequency }
    : { ...chosen, off: (chosen.off ?? []).filter((kind) => !kindsOf(list).includes(kind)) };

/** What an end of a list, and its being taken back, are counted as: real-time mail ended is no reader lost. */
export const countsOf = (list: MailList): { readonly ended: MailCount; readonly undone: MailCount } =>
  list === 'digests'
    ? { ended: 'unsubscribed', undone: 'resubscribed' }
    : { ended: 'kindEnded', undone: 'kindResumed' };
