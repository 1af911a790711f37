import type { Reading } from '../../shared/digests/reading.ts';
import type { DigestRequestsStore } from '../../shared/digests/requests-store.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import type { Mail, SendOutcome } from '../../shared/platform/mail-port.ts';
import { answerResend } from './answer-resend.ts';
import { answerTest } from './answer-test.ts';
import type { MakingMail } from './mail-asked-for.ts';

/** What answering a request needs. */
export interface Answering extends MakingMail {
  readonly digests: Pick<
    DigestsStore,
    'getSchedule' | 'getClaim' | 'claimAgain' | 'settle' | 'markInDoubt' | 'returnToStaff'
  >;
  readonly requests: Pick<DigestRequestsStore, 'get' | 'move'>;
  readonly send: (mail: Mail) => Promise<SendOutcome>;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What became of a request: a count of its own each. */
export type Answer = 'sent' | 'not-sent' | 'in-doubt' | 'answered-before';

/**
 * Sends what staff asked for, at most once for a request.
 *
 * @throws {InvalidInput} where there is no such request.
 * @throws {Unavailable} where the message should come again.
 */
export const answerRequest = async (
  { organization, data }: EventOf<'digest.requested'>,
  reading: Reading,
  dependencies: Answering,
): Promise<Answer> => {
  const request = await dependencies.requests.get({
    organization,
    member: data.member,
    request: data.request,
  });
  if (!request)
    throw new InvalidInput('event: data.request: there is no such request', { field: 'data.request' });
  if (request.status !== 'ASKED' && request.status !== 'SENDING') return 'answered-before';
  return request.kind === 'test'
    ? answerTest(request, reading, dependencies)
    : answerResend(request, reading, dependencies);
};
