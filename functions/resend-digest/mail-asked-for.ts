import { may } from '../../shared/access/policy.ts';
import { buildDigest } from '../../shared/digests/build-digest.ts';
import type { MailPlace } from '../../shared/digests/mail-of.ts';
import type { Reading } from '../../shared/digests/reading.ts';
import type { DigestRequest } from '../../shared/digests/request-model.ts';
import { withoutCapability } from '../../shared/digests/resend.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import { suppressionOf } from '../../shared/mail/standing.ts';
import type { MailStandingsStore } from '../../shared/mail/standing-store.ts';
import type { Member } from '../../shared/members/model.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import type { Mail } from '../../shared/platform/mail-port.ts';

/** What a digest that was asked for is made from. */
export interface MakingMail {
  readonly digests: Pick<DigestsStore, 'getSchedule'>;
  readonly members: Pick<MembersStore, 'getMember'>;
  readonly standings: Pick<MailStandingsStore, 'get'>;
  readonly place: MailPlace;
}

/** The mail, or why there is none; the latter is shown to staff. */
export type Made = { readonly mail: Mail; readonly items: number } | { readonly because: string };

/**
 * The header that tells programs which read mail that a digest did not fall due but was asked for: `test`, by staff for
 * themselves; `again`, for its member, whom the first one of its window may have reached or not.
 */
const COPY = 'X-Colloquy-Copy';

const asCopy = (mail: Mail): Mail => ({
  ...mail,
  headers: [...mail.headers, { name: COPY, value: 'again' }],
});

/** A digest as a test: to the address of whoever asked, marked as what it is, with nothing in it that ends anybody's mail. */
const asTest = (mail: Mail, to: Member, request: string): Mail => {
  return {
    organization: mail.organization,
    ...(mail.ownMail !== undefined && { ownMail: mail.ownMail }),
    from: mail.from,
    html: mail.html,
    text: mail.text,
    to: to.email,
    subject: `[Test] ${mail.subject}`,
    headers: [...mail.headers.filter(({ name }) => !/^list-/i.test(name)), { name: COPY, value: 'test' }],
    tags: { organization: to.organization, member: to.member, mail: request },
  };
};

/**
 * Makes the mail that was asked for, from what its member may see now. Nothing is sent again to whoever ended their
 * digests meanwhile, or whose address takes no mail; nothing at all where whoever asked is no longer of the staff.
 */
export const mailAskedFor = async (
  { organization, member: id, kind, by, from, until, request }: DigestRequest,
  reading: Reading,
  { digests, members, standings, place }: MakingMail,
  now: Date,
): Promise<Made> => {
  const to = kind === 'test' ? by : id;
  const [schedule, asking, receiver, standing] = await Promise.all([
    digests.getSchedule(organization, id),
    members.getMember(organization, by),
    members.getMember(organization, to),
    standings.get(organization, to),
  ]);
  const actor = asking && { organization, member: by, role: asking.role, communities: new Map() };
  if (!may(actor, 'digest.manage', { organization, member: id }))
    return { because: 'whoever asked is no longer of the staff' };
  if (!schedule || !receiver) return { because: 'the member is no longer there, or has no digest' };
  if (kind === 'resend' && schedule.frequency === 'none')
    return { because: 'the member ended their digests meanwhile' };
  const suppression = suppressionOf(standing, receiver.email, now);
  if (suppression !== undefined) return { because: `the address takes no mail: ${suppression}` };
  const whose = kind === 'test' ? withoutCapability(schedule) : schedule;
  const built = await buildDigest(reading, whose, { from, until }, place, now);
  if (built.kind === 'suppressed') return { because: `there is nothing to send: ${built.reason}` };
  const mail = kind === 'test' ? asTest(built.mail, receiver, request) : asCopy(built.mail);
  return { mail, items: built.items };
};
