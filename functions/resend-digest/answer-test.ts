import type { Reading } from '../../shared/digests/reading.ts';
import type { DigestRequest } from '../../shared/digests/request-model.ts';
import type { Answer, Answering } from './answering.ts';
import { mailAskedFor } from './mail-asked-for.ts';

/**
 * Sends a test to whoever asked, at most once: it is SENDING before the mail service is called, and one that is found
 * there was stopped midway and perhaps sent; whoever asked looks into their mailbox.
 *
 * @throws {Unavailable} where the message should come again.
 */
export const answerTest = async (
  request: DigestRequest,
  reading: Reading,
  dependencies: Answering,
): Promise<Answer> => {
  const { requests, send, clock } = dependencies;
  if (request.status === 'SENDING') {
    await requests.move(request, { status: 'IN_DOUBT' });
    return 'in-doubt';
  }
  const made = await mailAskedFor(request, reading, dependencies, clock());
  if ('because' in made) {
    await requests.move(request, { status: 'NOT_SENT', because: made.because });
    return 'not-sent';
  }
  if (!(await requests.move(request, { status: 'SENDING' }))) return 'answered-before';
  const taken: DigestRequest = { ...request, status: 'SENDING' };
  const sent = await send(made.mail);
  switch (sent.kind) {
    case 'accepted':
      await requests.move(taken, { status: 'SENT', settledAt: clock().toISOString() });
      return 'sent';
    case 'refused':
      await requests.move(taken, { status: 'NOT_SENT', because: sent.error.message.slice(0, 200) });
      return 'not-sent';
    case 'unavailable':
      await requests.move(taken, { status: 'ASKED' });
      throw sent.error;
    case 'unknown':
      await requests.move(taken, { status: 'IN_DOUBT' });
      return 'in-doubt';
  }
};
