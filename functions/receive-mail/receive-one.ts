import type { Clock } from '../../shared/platform/clock.ts';
import type { Objects } from '../../shared/platform/objects.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import type { ReplyDomains } from '../../shared/replies/automatic.ts';
import { decideReply, isFrom, type Silence, tokensOf } from '../../shared/replies/decide-reply.ts';
import { parseHead, parseMail } from '../../shared/replies/parse-mail.ts';
import { nameOfMail } from '../../shared/replies/received-store.ts';
import { unsubscribingIn } from '../../shared/replies/unsubscribing.ts';
import { type Committing, type Done, postAnswer, tellRefusal } from './answer.ts';
import { type Ending, endByMail } from './end-by-mail.ts';
import { readAnswered } from './read-answered.ts';

/** What receiving a mail needs. */
export interface Receiving extends Committing, Ending {
  readonly digests: Committing['digests'] & Ending['digests'];
  readonly inbox: Objects;
  readonly domains: ReplyDomains;
  readonly clock: Clock;
  readonly observer: Observer;
}

/** Most bytes that are read of a mail; what is longer holds a file, or is no answer to anything. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Decides what a mail is, and does it; the mail is still there afterwards. Its headers are looked at first, and what is
 * below them only where a member of ours wrote it.
 */
const receive = async (raw: Uint8Array, whole: boolean, needs: Receiving): Promise<Done> => {
  const { domains, clock, observer } = needs;
  const ignore = (because: Silence | 'unreadable'): Done => {
    observer.log.info('mail ignored', { because });
    return { counted: 'RepliesIgnored', stays: false };
  };
  const head = await parseHead(raw);
  if (!head) return ignore('unreadable');
  const ending = unsubscribingIn(head, domains.replyDomain);
  if (ending === 'unreadable') return ignore('unreadable');
  if (ending) return { counted: await endByMail(ending, needs, clock()), stays: false };
  const heard = tokensOf(head, domains);
  if (heard.kind === 'ignored') return ignore(heard.because);
  const now = clock();
  const found = await readAnswered(heard.tokens, head, needs, now);
  if (!found) return ignore('address-unknown');
  if (!isFrom(head, found.member)) return ignore('sender-unknown');
  const mail = await parseMail(raw, whole);
  if (!mail) return ignore('unreadable');
  const decision = decideReply(mail, found);
  if (decision.kind === 'ignored') return ignore(decision.because);
  const { address } = found;
  const known = { name: nameOfMail(address, mail), mail, address, member: found.member };
  if (decision.kind === 'accepted') return postAnswer(known, decision, needs, now);
  observer.log.info('reply by mail refused', { because: decision.because });
  return tellRefusal(known, decision, needs, now);
};

/**
 * Receives one mail from the inbox and deletes it there when all is done, unless what its author wrote is nowhere else:
 * then the bucket keeps it for its own time. A mail that is not there any more was done before: the event came again.
 *
 * @throws {Unavailable} where it should come again.
 */
export const receiveOne = async (key: string, needs: Receiving): Promise<void> => {
  const read = await needs.inbox.readBeginning(key, MOST_BYTES);
  if (!read) return;
  const { counted, stays } = await receive(read.bytes, read.whole, needs);
  needs.observer.counter.count(counted);
  if (!stays) await needs.inbox.remove(key);
};
