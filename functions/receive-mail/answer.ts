import { createPost } from '../../shared/discussions/create-post.ts';
import { mentionsIn } from '../../shared/discussions/mentions.ts';
import { languageFor } from '../../shared/mail/language.ts';
import { suppressionOf } from '../../shared/mail/standing.ts';
import type { Member } from '../../shared/members/model.ts';
import { Conflict } from '../../shared/platform/errors.ts';
import type { Mail, SendOutcome } from '../../shared/platform/mail-port.ts';
import type { Refusal, ReplyDecision, Unposted } from '../../shared/replies/decide-reply.ts';
import type { IncomingMail } from '../../shared/replies/incoming-mail.ts';
import type { ReplyAddress } from '../../shared/replies/model.ts';
import type { ReceivedStore } from '../../shared/replies/received-store.ts';
import { refusalMail } from '../../shared/replies/refusal-mail.ts';
import type { Sources } from './read-answered.ts';

/** What committing an answer needs. */
export interface Committing extends Sources {
  readonly received: ReceivedStore;
  readonly send: (mail: Mail) => Promise<SendOutcome>;
  readonly place: { readonly publicUrl: string; readonly mailFrom: string };
}

/** A mail whose address is known. `name` is the same however often it comes. */
export interface Known {
  readonly name: string;
  readonly mail: IncomingMail;
  readonly address: ReplyAddress;
  readonly member: Member;
}

/** Characters of a mail's name that name its post: 128 bits. */
const POST_NAME = 32;

/** What a mail is counted as, and whether it stays in the inbox: what its author wrote is nowhere else. */
export interface Done {
  readonly counted: string;
  readonly stays: boolean;
}

/**
 * Tells a member why their answer was not posted: once for a mail, a few times a day, never again where it was perhaps
 * sent, and not at an address that gets no mail because of what came back from it. The mail stays in the inbox unless
 * this told them, with all that they wrote.
 *
 * @throws {Unavailable} where it was certainly not sent; the mail should come again.
 */
export const tellRefusal = async (
  { name, mail, address, member }: Known,
  unposted: Unposted & { readonly because: Refusal },
  { received, communities, digests, standings, send, place }: Committing,
  now: Date,
): Promise<Done> => {
  const untold = { counted: 'RepliesUnanswered', stays: true };
  const [organization, schedule, standing] = await Promise.all([
    communities.getOrganization(address.organization),
    digests.getSchedule(address.organization, address.member),
    standings.get(address.organization, address.member),
  ]);
  if (!organization || suppressionOf(standing, member.email, now)) return untold;
  const language = languageFor(schedule ?? {}, organization);
  const unsubscribeToken = schedule?.unsubscribeToken;
  if ((await received.claimAnswer(name, address, now)) !== 'claimed') return untold;
  const refusal = refusalMail({
    ...unposted,
    ...{ mail, address, member, organization, language, unsubscribeToken },
    ...place,
  });
  const outcome = await send(refusal.mail);
  if (outcome.kind === 'unavailable') {
    await received.returnAnswer(name, address, now);
    throw outcome.error;
  }
  return outcome.kind === 'accepted' ? { counted: 'RepliesRefused', stays: !refusal.isWhole } : untold;
};

/**
 * Posts an answer, once: whatever stops where, the same mail makes the same post at the same time. Beyond the answers of
 * a day that become posts, its author is told instead, once a day.
 *
 * @throws {Unavailable} as {@link tellRefusal} does.
 */
export const postAnswer = async (
  known: Known,
  { body, topic }: Extract<ReplyDecision, { kind: 'accepted' }>,
  needs: Committing,
  now: Date,
): Promise<Done> => {
  const { name, address } = known;
  const { received, members, discussions } = needs;
  const { organization, community, member } = address;
  const outcome = await received.countPost(name, address, now);
  if (outcome === 'beyond') return { counted: 'RepliesUnanswered', stays: true };
  if (outcome === 'first-beyond') {
    return tellRefusal(known, { because: 'too-many', text: body, missing: 0, wholeRead: true }, needs, now);
  }
  const at = new Date(await received.receive(name, now));
  const people = body.includes('@') ? await members.peopleFor(organization, community, mentionsIn(body)) : [];
  const id = `mail-${name.slice(0, POST_NAME)}`;
  const { post, event } = createPost({
    ...{ organization, community, member, topic: address.topic, title: topic.title, body, people, at },
    post: id,
    kind: 'reply',
    eventId: id,
  });
  try {
    await discussions.createPost(post, event);
    return { counted: 'RepliesPosted', stays: false };
  } catch (error) {
    if (error instanceof Conflict) return { counted: 'RepliesKnown', stays: false };
    throw error;
  }
};
