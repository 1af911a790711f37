import type { Organization } from '../../shared/communities/model.ts';
import type { CommunitiesStore } from '../../shared/communities/store.ts';
import type { DigestSchedule, MailPreferences } from '../../shared/digests/model.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import { isWithheld } from '../../shared/digests/withheld.ts';
import type { PostFinder } from '../../shared/discussions/find-post-store.ts';
import type { InquiryStore } from '../../shared/inquiry/store.ts';
import { type SuppressionReason, suppressionOf } from '../../shared/mail/standing.ts';
import type { MailStandingsStore } from '../../shared/mail/standing-store.ts';
import type { Member } from '../../shared/members/model.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import type { NoteFacts } from '../../shared/notifications/note-facts.ts';
import type { Note } from '../../shared/notifications/note-model.ts';
import { communityOfPage, type Notice } from '../../shared/notifications/notice-model.ts';
import type { NoticesStore } from '../../shared/notifications/notices-store.ts';

/** The stores that notifications are read from. */
export interface Sources {
  readonly members: Pick<MembersStore, 'getMember' | 'getMembers' | 'getMembership'>;
  readonly communities: Pick<CommunitiesStore, 'getOrganization' | 'getCommunity'>;
  readonly digests: Pick<DigestsStore, 'ensureSchedule'>;
  readonly standings: Pick<MailStandingsStore, 'get'>;
  readonly posts: PostFinder;
  readonly inquiry: Pick<InquiryStore, 'getCycle'>;
  readonly notices: Pick<NoticesStore, 'get'>;
}

/** Somebody who may be told, and how their mail stands. */
export interface Reader {
  readonly member: Member;
  readonly organization: Organization;
  readonly schedule: DigestSchedule;
  readonly suppression: SuppressionReason | undefined;
}

/** What whoever never chose anything has: everything told at once, no quiet hours, and no digests they did not ask for. */
export const DEFAULTS: MailPreferences = { frequency: 'none', timeZone: 'UTC', hour: 9, weekday: 1 };

/** Who is to be told, or undefined where they are gone: four reads side by side. */
export const readReader = async (
  { members, communities, digests, standings }: Sources,
  of: { readonly organization: string; readonly member: string },
  now: Date,
): Promise<Reader | undefined> => {
  const [member, organization, standing] = await Promise.all([
    members.getMember(of.organization, of.member),
    communities.getOrganization(of.organization),
    standings.get(of.organization, of.member),
  ]);
  if (!member || !organization) return undefined;
  return {
    member,
    organization,
    schedule: await digests.ensureSchedule(of.organization, of.member, DEFAULTS, now),
    suppression: suppressionOf(standing, member.email, now),
  };
};

/**
 * Whether a member is among those a notice is for: of everybody, or in one of its communities, first the one in which
 * they were found, and only where they left that, the others.
 */
export const isFor = async (
  { members }: Pick<Sources, 'members'>,
  { organization, communities }: Notice,
  member: string,
  found: string | undefined,
): Promise<boolean> => {
  if (!communities) return true;
  for (const community of new Set([...communities.filter((one) => one === found), ...communities]))
    if (await members.getMembership(organization, member, community)) return true;
  return false;
};

const aboutSomebody = async (
  { members, communities }: Sources,
  { organization, member, about }: Note,
): Promise<Pick<NoteFacts, 'belongs' | 'community' | 'by'>> => {
  if (about.of === 'notice') return { belongs: true };
  const [membership, community, by] = await Promise.all([
    members.getMembership(organization, member, about.community),
    communities.getCommunity(organization, about.community),
    about.of === 'cycle' ? undefined : members.getMember(organization, about.by),
  ]);
  return { belongs: membership !== undefined, community: community?.name, by: by?.name };
};

/**
 * What a note is about as it is now.
 *
 * @param told - what the event said of its post, for a post that has not reached the feed yet.
 */
export const readFacts = async (
  sources: Sources,
  note: Note,
  told?: NoteFacts['post'],
): Promise<NoteFacts> => {
  const { organization, about } = note;
  const { posts, inquiry, notices, members } = sources;
  const somebody = await aboutSomebody(sources, note);
  if (!somebody.belongs) return somebody;
  switch (about.of) {
    case 'post': {
      const find = (post: string) => posts.findPost(organization, about.community, post);
      const [post, topic] = await Promise.all([
        find(about.post),
        about.topic === about.post ? undefined : find(about.topic),
      ]);
      // While its topic is held back, and once it was taken out, there is nothing to tell of an answer to it either.
      return { ...somebody, post: isWithheld(topic) ? 'removed' : (post ?? told) };
    }
    case 'cycle':
      return { ...somebody, cycle: await inquiry.getCycle(organization, about.community, about.cycle) };
    case 'notice': {
      const notice = await notices.get(organization, about.notice);
      if (!notice) return somebody;
      const [by, belongs] = await Promise.all([
        members.getMember(organization, notice.by),
        isFor(sources, notice, note.member, communityOfPage(about.page)),
      ]);
      return { belongs, notice, by: by?.name };
    }
    case 'coaching':
      return somebody;
  }
};
