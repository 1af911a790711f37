import { MailFate } from './feedback.ts';

/**
 * What is counted of mail, in the order in which it is shown: what became of it; the readers who ended their digests
 * (`unsubscribed`), and took that back (`resubscribed`); the same of single kinds of mail (`kindEnded`, `kindResumed`),
 * of which a reader has several.
 */
export const mailCounts = [
  ...MailFate.options,
  'unsubscribed',
  'resubscribed',
  'kindEnded',
  'kindResumed',
] as const;
/** @see mailCounts */
export type MailCount = (typeof mailCounts)[number];

/** A day's mail of an organization, by the day on which it was sent (UTC). */
export interface DayOfMail {
  /** `2026-11-22` */
  readonly day: string;
  readonly counts: Readonly<Record<MailCount, number>>;
  /** Digests that were due and not sent, by the reason's code. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Notifications that were not told, by the reason's code. */
  readonly untold: Readonly<Record<string, number>>;
}

/** A day on which nothing happened. */
export const quietDay = (day: string): DayOfMail => ({
  day,
  counts: Object.fromEntries(mailCounts.map((count) => [count, 0])) as Record<MailCount, number>,
  skipped: {},
  untold: {},
});

/** Two counts by name together. */
const addNamed = (
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Record<string, number> => {
  const sum = { ...one };
  for (const [name, n] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
};

/** Two parts of a day together. */
export const addDays = (one: DayOfMail, other: DayOfMail): DayOfMail => {
  const counts = { ...one.counts };
  for (const count of mailCounts) counts[count] += other.counts[count];
  return {
    ...{ day: one.day, counts },
    skipped: addNamed(one.skipped, other.skipped),
    untold: addNamed(one.untold, other.untold),
  };
};

/** The `days` days up to and with that of `now`, oldest first, as `2026-11-22`. */
export const daysUntil = (now: Date, days: number): string[] =>
  Array.from({ length: days }, (_, i) =>
    new Date(now.getTime() - (days - 1 - i) * 86_400_000).toISOString().slice(0, 10),
  );

/** How much of something there is, and what those who take mail allow. */
export interface Rate {
  /** 0 to 1. */
  readonly rate: number;
  readonly standing: 'good' | 'watch' | 'over';
}

/** Complaints of delivered mail: Gmail and Yahoo ask for less than 0.1 %, and block at 0.3 %; SES reviews at 0.1 %. */
export const COMPLAINT_LIMIT = 0.001;

/** Bounces of sent mail: SES reviews an account at 5 % and may stop it at 10 %. */
export const BOUNCE_LIMIT = 0.05;

/** A part of a whole against a limit: `watch` from half of the limit on, `over` from the limit on. */
const rateOf = (part: number, whole: number, limit: number): Rate => {
  const rate = whole === 0 ? 0 : part / whole;
  if (rate >= limit) return { rate, standing: 'over' };
  return { rate, standing: rate >= limit / 2 ? 'watch' : 'good' };
};

/** Bounces of what was sent, and complaints of what was delivered, against {@link BOUNCE_LIMIT} and {@link COMPLAINT_LIMIT}. */
export const mailRates = ({ counts }: Pick<DayOfMail, 'counts'>): { bounces: Rate; complaints: Rate } => ({
  bounces: rateOf(counts.bounced, counts.sent, BOUNCE_LIMIT),
  complaints: rateOf(counts.complained, counts.delivered, COMPLAINT_LIMIT),
});
