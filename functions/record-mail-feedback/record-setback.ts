import { OWN_SOURCE } from '../../shared/events/envelope.ts';
import { makeEvent } from '../../shared/events/parse-event.ts';
import type { Feedback } from '../../shared/mail/feedback.ts';
import type { FeedbackStore } from '../../shared/mail/feedback-store.ts';
import { addressMark, afterSetback, type Setback } from '../../shared/mail/standing.ts';
import type { MailStandingsStore } from '../../shared/mail/standing-store.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import { Unavailable } from '../../shared/platform/errors.ts';
import type { Ids } from '../../shared/platform/ids.ts';

/** What recording a setback needs. */
export interface RecordingSetback {
  readonly members: Pick<MembersStore, 'getMember'>;
  readonly standings: Pick<MailStandingsStore, 'get'>;
  readonly feedback: FeedbackStore;
  readonly ids: Ids;
}

/** Something told that is held against an address. */
export type ToldSetback = Feedback & { readonly fate: Setback };

/** True where what is told is held against an address. */
export const isSetback = (told: Feedback): told is ToldSetback =>
  told.fate === 'bounced' || told.fate === 'complained' || told.fate === 'returned';

/** How often a standing is decided anew because another mail came back at the same time. */
const ATTEMPTS = 5;

const eventOf = ({ organization, member, fate, at }: ToldSetback, id: string) => {
  const about = { id, source: OWN_SOURCE, time: at, organization, subject: member };
  return fate === 'complained'
    ? makeEvent('mail.complained', { ...about, data: { member } })
    : makeEvent('mail.bounced', { ...about, data: { member, permanent: fate === 'bounced' } });
};

/**
 * Records that a mail came back and what that means for its address. What is told of an address that the member has
 * left, or of a member who is gone, is counted and held against nobody.
 *
 * @returns whether it is held against the member's address now, for the first time.
 * @throws {Unavailable} where others changed the same things each time.
 */
export const recordSetback = async (
  told: ToldSetback,
  { members, standings, feedback, ids }: RecordingSetback,
): Promise<boolean> => {
  const { organization, member, address } = told;
  const found = await members.getMember(organization, member);
  const isTheirs =
    found !== undefined &&
    addressMark(organization, member, found.email) === addressMark(organization, member, address);
  if (!isTheirs) {
    await feedback.record([told]);
    return false;
  }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const standing = await standings.get(organization, member);
    const next = afterSetback(standing, told, told.fate, new Date(told.at));
    const outcome = await feedback.recordSetback(told, next, eventOf(told, ids()));
    if (outcome !== 'outdated') return outcome === 'recorded';
  }
  throw new Unavailable('More came back from this address each time its standing was decided.');
};
