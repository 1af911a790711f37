import * as z from 'zod';
import type { MailCount } from '../mail/mail-counts.ts';
import { NotificationKind } from '../notifications/model.ts';
import type { Frequency, MailPreferences } from './model.ts';

/** What can be ended by one click: the digests, or the real-time mails of one kind (RFC 8058, RFC 2919: a list each). */
export const MailList = z.enum(['digests', ...NotificationKind.options]);
/** @see MailList */
export type MailList = z.output<typeof MailList>;

/** True where somebody gets the mails of a list. */
export const isOn = ({ frequency, off = [] }: MailPreferences, list: MailList): boolean =>
  list === 'digests' ? frequency !== 'none' : !off.includes(list);

/** What somebody chose, without a list. */
export const withoutList = (chosen: MailPreferences, list: MailList): MailPreferences =>
  list === 'digests'
    ? { ...chosen, frequency: 'none' }
    : { ...chosen, off: [...new Set([...(chosen.off ?? []), list])] };

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
    : { ...chosen, off: (chosen.off ?? []).filter((kind) => kind !== list) };

/** What an end of a list, and its being taken back, are counted as: a kind of mail ended is no reader lost. */
export const countsOf = (list: MailList): { readonly ended: MailCount; readonly undone: MailCount } =>
  list === 'digests'
    ? { ended: 'unsubscribed', undone: 'resubscribed' }
    : { ended: 'kindEnded', undone: 'kindResumed' };
