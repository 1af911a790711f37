import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import type { DigestRequest } from './request-model.ts';

/** A request of staff for a digest, as it is kept, and the event that rides on it. */
export const askForDigest = (
  asked: Pick<
    DigestRequest,
    'organization' | 'member' | 'request' | 'kind' | 'from' | 'until' | 'by' | 'reason'
  >,
  { now, eventId }: { readonly now: Date; readonly eventId: string },
): { readonly request: DigestRequest; readonly event: EventOf<'digest.requested'> } => {
  const { organization, member, by, request, kind } = asked;
  const at = now.toISOString();
  return {
    request: { ...asked, at, status: 'ASKED' },
    event: makeEvent('digest.requested', {
      id: eventId,
      source: OWN_SOURCE,
      time: at,
      organization,
      subject: member,
      data: { member, by, request, kind },
    }),
  };
};
