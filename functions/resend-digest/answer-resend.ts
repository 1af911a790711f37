import { digestSent } from '../../shared/digests/digest-sent.ts';
import type { DigestClaim } from '../../shared/digests/model.ts';
import type { Reading } from '../../shared/digests/reading.ts';
import type { DigestRequest } from '../../shared/digests/request-model.ts';
import type { Answer, Answering } from './answering.ts';
import { type Made, mailAskedFor } from './mail-asked-for.ts';

type Resending = Pick<Answering, 'digests' | 'requests' | 'send' | 'clock' | 'ids'>;

const notSent = async (
  request: DigestRequest,
  because: string,
  { requests, clock }: Resending,
): Promise<Answer> => {
  const settledAt = clock().toISOString();
  await requests.move(request, { status: 'NOT_SENT', because: because.slice(0, 200), settledAt });
  return 'not-sent';
};

const doubt = async (request: DigestRequest, claim: DigestClaim, { digests, requests }: Resending) => {
  await digests.markInDoubt(claim);
  await requests.move(request, { status: 'IN_DOUBT' });
  return 'in-doubt' as const;
};

const wasSent = async (request: DigestRequest, { requests, clock }: Resending): Promise<Answer> => {
  await requests.move(request, { status: 'SENT', settledAt: clock().toISOString() });
  return 'sent';
};

/** Takes the window in hand once more, sends it, and says on its claim and on the request how that ended. */
const sendAgain = async (
  request: DigestRequest,
  before: DigestClaim,
  { mail, items }: Extract<Made, { mail: unknown }>,
  dependencies: Resending,
): Promise<Answer> => {
  const { digests, send, clock, ids } = dependencies;
  const claim = await digests.claimAgain({ ...before, items }, clock().toISOString());
  const sent = await send(mail);
  switch (sent.kind) {
    case 'accepted': {
      const event = digestSent(claim, clock().toISOString(), ids());
      await digests.settle(claim, { status: 'SENT', messageId: sent.messageId, event });
      return wasSent(request, dependencies);
    }
    case 'refused': {
      const reason = sent.error.message.slice(0, 200);
      await digests.settle(claim, { status: 'SUPPRESSED', reason, skip: 'refused' });
      return notSent(request, reason, dependencies);
    }
    case 'unavailable':
      // The claim is free for the message, which comes again.
      await digests.returnToStaff(claim, { by: request.by, at: claim.at });
      throw sent.error;
    case 'unknown':
      return doubt(request, claim, dependencies);
  }
};

/**
 * Sends a digest again, at most once for a request, whatever stops where. Its claim tells what was done already: one
 * that was taken in hand since the request was made was taken for it.
 *
 * @throws {Conflict} where the claim is on its way for somebody else.
 * @throws {Unavailable} where the message should come again.
 */
export const answerResend = async (
  request: DigestRequest,
  reading: Reading,
  dependencies: Answering,
): Promise<Answer> => {
  const { digests, clock } = dependencies;
  const claim = await digests.getClaim(request.organization, request.member, request.until, clock());
  if (!claim) return notSent(request, 'there is no such digest', dependencies);
  const takenForIt = Date.parse(claim.at) >= Date.parse(request.at);
  if (takenForIt && claim.status === 'SENT') return wasSent(request, dependencies);
  if (takenForIt && claim.status === 'SUPPRESSED')
    return notSent(request, claim.reason ?? 'refused', dependencies);
  if (takenForIt && (claim.status === 'SENDING' || claim.status === 'IN_DOUBT'))
    return doubt(request, claim, dependencies);
  const made = await mailAskedFor(request, reading, dependencies, clock());
  if ('because' in made) return notSent(request, made.because, dependencies);
  return sendAgain(request, claim, made, dependencies);
};
