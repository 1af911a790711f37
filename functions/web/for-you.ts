import type { DigestContent } from '../../shared/digests/content.ts';
import type { MailPreferences } from '../../shared/digests/model.ts';
import { readContent } from '../../shared/digests/read-content.ts';
import type { Reading } from '../../shared/digests/reading.ts';
import type { Window } from '../../shared/digests/window.ts';
import { linksAt } from '../../shared/mail/links.ts';

/** Days of which the home page and the feed tell. */
const DAYS = 7;
const DAY = 86_400_000;

/** The window ends on the next of these, in ms, so that whoever looks within it shares what was read. */
const STEP = 5 * 60_000;

/** Whom it is for. */
export interface ForYou {
  readonly organization: string;
  readonly member: string;
  /** Their choices, where they made any. */
  readonly schedule: Pick<MailPreferences, 'timeZone' | 'communities'> | undefined;
  readonly publicUrl: string;
  readonly now: Date;
  readonly limit?: number;
}

/** The seven days until now, ended where others who look about now end them. */
const windowAround = (now: Date): Window => {
  const until = (Math.floor(now.getTime() / STEP) + 1) * STEP;
  return { from: new Date(until - DAYS * DAY).toISOString(), until: new Date(until).toISOString() };
};

/** What a member has not read of the last seven days, chosen as their digest is. */
export const forYou = async (
  reading: Omit<Reading, 'organization' | 'member'>,
  { organization, member, schedule, publicUrl, now, limit }: ForYou,
): Promise<DigestContent> => {
  const { content } = await readContent(reading, {
    organization,
    member,
    timeZone: schedule?.timeZone ?? 'UTC',
    scopes: schedule?.communities,
    window: windowAround(now),
    now,
    links: linksAt(publicUrl),
    ...(limit !== undefined && { limit }),
  });
  return content;
};
