import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import type { DigestClaim } from './model.ts';

/** The event that tells that the digest of a claim was handed to the mail service, at an instant (RFC 3339). */
export const digestSent = (
  { organization, member, from, until, items }: DigestClaim,
  time: string,
  id: string,
): EventOf<'digest.sent'> =>
  makeEvent('digest.sent', {
    id,
    source: OWN_SOURCE,
    time,
    organization,
    subject: member,
    data: { member, from, until, items },
  });
