import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { parse } from '../platform/parse.ts';
import { Notice } from './notice-model.ts';

/** What a notice is written with. */
export interface NoticeDraft {
  readonly organization: string;
  readonly notice: string;
  readonly title: string;
  readonly text: string;
  readonly by: string;
  /** To whom; to everybody where empty. */
  readonly communities: readonly string[];
  readonly inQuietHours: boolean;
  readonly at: Date;
  readonly eventId: string;
}

/** The identifier of a notice: begins with its time, so that notices sort by it, and ends with chance. */
export const noticeId = (at: Date, chance: string): string =>
  `${at.toISOString().replace(/[-:.]/g, '')}-${chance}`.slice(0, 64);

/**
 * A notice and the event that sends it out, which tells whose it is and to whom it goes, and nothing of what it says.
 *
 * @throws {InvalidInput} naming the field that is empty or too long.
 */
export const writeNotice = (
  draft: NoticeDraft,
): { readonly notice: Notice; readonly event: EventOf<'notice.published'> } => {
  const { communities, inQuietHours, at, eventId, ...rest } = draft;
  const time = at.toISOString();
  const to = communities.length > 0 ? { communities: [...new Set(communities)] } : {};
  const notice = parse(Notice, { ...rest, ...to, at: time, ...(inQuietHours && { inQuietHours }) }, 'notice');
  const { organization, notice: id, by: member } = notice;
  const event = makeEvent('notice.published', {
    id: eventId,
    source: OWN_SOURCE,
    time,
    organization,
    subject: id,
    data: { member, notice: id, ...to },
  });
  return { notice, event };
};
