import type { DigestSchedule } from '../../shared/digests/model.ts';

/** The organization of the bench. */
export const organization = 'bench';
/** The first midnight; every member's digest falls due once in the day after it. */
export const MIDNIGHT = Date.parse('2026-03-02T00:00:00.000Z');
/** When everybody joined. */
export const JOINED = '2026-01-01T00:00:00.000Z';

const HOUR = 3_600_000;
/** In ms. */
export const DAY = 24 * HOUR;

/** Communities a member belongs to, and members for each community there is. */
const OWN = 3;
const MEMBERS_EACH = 50;

const languages = ['en', 'es', 'fr', 'ar'] as const;

/** Zones with their hours before or after UTC in the first week of March. */
const zones = [
  ['UTC', 0],
  ['Europe/Paris', 1],
  ['America/New_York', -5],
  ['Asia/Tokyo', 9],
  ['Africa/Cairo', 2],
] as const;

/** The i-th member, from 0. */
export const memberAt = (i: number): string => `member-${String(i).padStart(7, '0')}`;

/** The c-th community, from 0. */
export const communityAt = (c: number): string => `community-${c}`;

/** How many communities so many members have. */
export const communitiesOf = (members: number): number => Math.max(17, Math.round(members / MEMBERS_EACH));

/** The communities of the i-th member, by number. */
export const belongsTo = (i: number, members: number): number[] =>
  Array.from({ length: OWN }, (_, own) => (i * 7 + own * 13) % communitiesOf(members));

/** The j-th of those members of whom a community is the first. */
export const memberIn = (c: number, j: number, members: number): string => {
  const communities = communitiesOf(members);
  let first = 0;
  while (first < communities && (first * 7) % communities !== c) first += 1;
  return memberAt((first + j * communities) % members);
};

/** How many of so many members have a digest due in one hour. */
export const dueAnHour = (members: number): number => Math.floor(members / 24);

/** Members are spread over all hours of the day, as an association around the world is, and in every hour over all languages. */
export const scheduleOf = (i: number): DigestSchedule => {
  const dueAt = MIDNIGHT + (i % 24) * HOUR;
  const [timeZone, offset] = zones[i % zones.length] ?? ['UTC', 0];
  return {
    organization,
    member: memberAt(i),
    frequency: 'daily',
    timeZone,
    hour: ((i % 24) + 24 + offset) % 24,
    weekday: 1,
    language: languages[Math.floor(i / 24) % languages.length],
    coveredUntil: new Date(dueAt - DAY).toISOString(),
    dueAt: new Date(dueAt).toISOString(),
    unsubscribeToken: `token-of-${memberAt(i)}-of-bench`,
  };
};
