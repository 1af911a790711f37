import { linksAt } from '../mail/links.ts';
import { onBehalfOf } from '../mail/mail-route.ts';
import type { Mail } from '../platform/mail-port.ts';
import { composeDigestMail } from './compose-mail.ts';
import { isOn } from './lists.ts';
import { type MailPlace, mailOf } from './mail-of.ts';
import type { DigestSchedule, SkipReason } from './model.ts';
import { readContent } from './read-content.ts';
import type { Reading } from './reading.ts';
import type { Window } from './window.ts';

/** A mail to send that tells of `items` things, or why there is none. */
export type BuiltDigest =
  | { readonly kind: 'mail'; readonly mail: Mail; readonly items: number }
  | { readonly kind: 'suppressed'; readonly skip: SkipReason; readonly reason: string };

/** Reads what a member's digest of a window tells and makes the mail, or says why there is nothing to send. */
export const buildDigest = async (
  reading: Reading,
  schedule: DigestSchedule,
  window: Window,
  place: MailPlace,
  now: Date,
): Promise<BuiltDigest> => {
  const { organization: o, member: m, timeZone, communities: scopes } = schedule;
  const links = linksAt(place.publicUrl);
  const [organization, member, { content, communities }] = await Promise.all([
    reading.organization(o),
    reading.member(o, m),
    readContent(reading, {
      organization: o,
      member: m,
      timeZone,
      scopes,
      window,
      mailedDeadlines: isOn(schedule, 'deadline'),
      now,
      links,
    }),
  ]);
  if (!organization || !member) {
    return { kind: 'suppressed', skip: 'member-gone', reason: 'the member is no longer there' };
  }
  if (content.items.length === 0) {
    return communities === 0
      ? {
          kind: 'suppressed',
          skip: 'no-community',
          reason: 'the member belongs to no community and earned nothing',
        }
      : {
          kind: 'suppressed',
          skip: 'nothing-new',
          reason: 'there was nothing new for the member in their communities, and nothing was earned',
        };
  }
  const document = composeDigestMail({ content, member, organization, schedule, window, links, now });
  const mail = { ...mailOf(document, member, { schedule, window }, place), ...onBehalfOf(organization) };
  return { kind: 'mail', mail, items: content.items.length };
};
