import type { Reading } from '../../shared/digests/reading.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { answerResend } from './answer-resend.ts';
import { answerTest } from './answer-test.ts';
import type { Answer, Answering } from './answering.ts';

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
