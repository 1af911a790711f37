import type { CommunitiesStore } from '../../shared/communities/store.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import type { DiscussionsStore } from '../../shared/discussions/store.ts';
import type { MailStandingsStore } from '../../shared/mail/standing-store.ts';
import type { Member } from '../../shared/members/model.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import { type Answered, isFrom } from '../../shared/replies/decide-reply.ts';
import type { IncomingMail } from '../../shared/replies/incoming-mail.ts';
import { isTooLate } from '../../shared/replies/model.ts';
import type { RepliesStore } from '../../shared/replies/store.ts';

/** Where what an answer is decided by is read. */
export interface Sources {
  readonly replies: Pick<RepliesStore, 'findAddress'>;
  readonly members: Pick<MembersStore, 'getMember' | 'getMembership' | 'peopleFor'>;
  readonly discussions: Pick<DiscussionsStore, 'getTopic' | 'createPost'>;
  readonly communities: Pick<CommunitiesStore, 'getOrganization'>;
  readonly digests: Pick<DigestsStore, 'getSchedule'>;
  readonly standings: Pick<MailStandingsStore, 'get'>;
}

/** What an address was opened for, as all of it is now. */
export interface Found extends Answered {
  readonly member: Member | undefined;
}

/**
 * Reads what an address that is answered was opened for, and how its member and topic stand: four reads. Of several
 * addresses that are known, the one whose member wrote the mail; the first where none did.
 */
export const readAnswered = async (
  tokens: readonly string[],
  mail: Pick<IncomingMail, 'from'>,
  { replies, members, discussions }: Sources,
  now: Date,
): Promise<Found | undefined> => {
  let first: Found | undefined;
  for (const token of tokens) {
    const address = await replies.findAddress(token, now);
    if (address === undefined) continue;
    const { organization, community } = address;
    const [member, membership, topic] = await Promise.all([
      members.getMember(organization, address.member),
      members.getMembership(organization, address.member, community),
      discussions.getTopic(organization, address.topic),
    ]);
    const found = {
      address,
      member,
      belongs: membership !== undefined,
      isLate: isTooLate(address, now),
      topic: topic?.community === community ? topic : undefined,
    };
    if (isFrom(mail, member)) return found;
    first ??= found;
  }
  return first;
};
