import type { Reading } from '../../shared/digests/reading.ts';
import type { DigestRequest } from '../../shared/digests/request-model.ts';
import type { DigestRequestsStore } from '../../shared/digests/requests-store.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';
import type { Mail, SendOutcome } from '../../shared/platform/mail-port.ts';
import { type MakingMail, mailAskedFor } from './mail-asked-for.ts';

/** What answering a request needs. */
export interface Answering extends MakingMail {
  readonly requests: Pick<DigestRequestsStore, 'get' | 'move'>;
  readonly send: (mail: Mail) => Promise<SendOutcome>;
  readonly clock: Clock;
}

/** What became of a request: a count of its own each. */
export type Answer = 'sent' | 'not-sent' | 'in-doubt' | 'answered-before';

const clipped = (text: string): string => text.slice(0, 200);

/** Sends the mail of a request that is SENDING, and says on it how that ended. @throws {Unavailable} to come again. */
const sendTaken = async (
  taken: DigestRequest,
  mail: Mail,
  { requests, send, clock }: Pick<Answering, 'requests' | 'send' | 'clock'>,
): Promise<Answer> => {
  const sent = await send(mail);
  const settledAt = clock().toISOString();
  switch (sent.kind) {
    case 'accepted':
      // In doubt where the message came a second time meanwhile; now it is known.
      if (!(await requests.move(taken, { status: 'SENT', settledAt })))
        await requests.move({ ...taken, status: 'IN_DOUBT' }, { status: 'SENT', settledAt });
      return 'sent';
    case 'refused':
      await requests.move(taken, { status: 'NOT_SENT', because: clipped(sent.error.message), settledAt });
      return 'not-sent';
    case 'unavailable':
      await requests.move(taken, { status: 'ASKED' });
      throw sent.error;
    case 'unknown':
      await requests.move(taken, { status: 'IN_DOUBT' });
      return 'in-doubt';
  }
};

/**
 * Sends what staff asked for, at most once for a request, whatever stops where: it is SENDING before the mail service
 * is called, and one that is found there was stopped midway: it was perhaps sent, and waits for a person.
 *
 * @throws {InvalidInput} where there is no such request.
 * @throws {Unavailable} where the message should come again.
 */
export const answerRequest = async (
  { organization, data }: EventOf<'digest.requested'>,
  reading: Reading,
  dependencies: Answering,
): Promise<Answer> => {
  const { requests, clock } = dependencies;
  const request = await requests.get({ organization, member: data.member, request: data.request });
  if (!request)
    throw new InvalidInput('event: data.request: there is no such request', { field: 'data.request' });
  if (request.status === 'SENDING') {
    await requests.move(request, { status: 'IN_DOUBT' });
    return 'in-doubt';
  }
  if (request.status !== 'ASKED') return 'answered-before';
  const made = await mailAskedFor(request, reading, dependencies, clock());
  if ('because' in made) {
    const settledAt = clock().toISOString();
    await requests.move(request, { status: 'NOT_SENT', because: clipped(made.because), settledAt });
    return 'not-sent';
  }
  if (!(await requests.move(request, { status: 'SENDING' }))) return 'answered-before';
  return sendTaken({ ...request, status: 'SENDING' }, made.mail, dependencies);
};
