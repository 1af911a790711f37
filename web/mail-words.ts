import type { DigestPreferences } from '../shared/digests/model.ts';
import { momentOf } from '../shared/mail/formats.ts';
import type { Language } from '../shared/mail/language.ts';
import type { NotificationKind } from '../shared/notifications/model.ts';

/** The days of the week as ISO counts them: Monday is the first. */
const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** An hour of the day, 0 to 23, as the mail has it: `07:00`. */
export const hourInWords = (hour: number, language: Language = 'en'): string =>
  momentOf(language, 'UTC', new Date(Date.UTC(2026, 0, 1, hour)).toISOString()).time;

/** A language by its own name, as whoever reads it looks for it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  ar: 'العربية',
};

/** What a real-time mail tells of: as a choice, and of somebody else in the midst of a sentence. */
export const kindWords: Readonly<
  Record<NotificationKind, { readonly choice: string; readonly noun: string }>
> = {
  reply: { choice: 'Replies to me', noun: 'replies to them' },
  mention: { choice: 'Mentions of me', noun: 'mentions of them' },
  coaching: { choice: 'Requests for coaching', noun: 'requests for coaching' },
  deadline: { choice: 'Deadlines of my cycles, the day before', noun: 'deadlines of their cycles' },
  notice: { choice: 'Urgent notices by staff', noun: 'urgent notices' },
};

/** The name of a time zone as people read it: `America/New York`. */
export const zoneInWords = (timeZone: string): string => timeZone.replaceAll('_', ' ');

/** When somebody's digest comes, in a sentence: `Every Monday at 7:00 AM, in Europe/Oslo`. */
export const scheduleInWords = ({
  frequency,
  weekday,
  monthday = 1,
  hour,
  timeZone,
}: DigestPreferences): string => {
  const when = {
    daily: 'Every day',
    weekly: `Every ${weekdayNames[weekday - 1] ?? ''}`,
    monthly: `On day ${monthday} of every month, or its last where it is shorter,`,
    none: '',
  }[frequency];
  return frequency === 'none' ? 'Never' : `${when} at ${hourInWords(hour)}, in ${zoneInWords(timeZone)}`;
};
