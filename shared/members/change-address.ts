import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import type { Member } from './model.ts';

/** That a member is reached at another address; undefined where it only differs in capitals, which nothing depends on. */
export const addressChanged = (
  { organization, member, email }: Member,
  to: string,
  { now, eventId, by }: { readonly now: Date; readonly eventId: string; readonly by: string },
): EventOf<'member.address-changed'> | undefined =>
  email.toLowerCase() === to.toLowerCase()
    ? undefined
    : makeEvent('member.address-changed', {
        id: eventId,
        source: OWN_SOURCE,
        time: now.toISOString(),
        subject: member,
        organization,
        data: { member, by },
      });
