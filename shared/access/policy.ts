import type { CommunityRole, OrganizationRole } from '../members/model.ts';

/** Somebody who is signed in: their organization and member come from the session, never from a request. */
export interface Actor {
  readonly organization: string;
  readonly member: string;
  readonly role: OrganizationRole;
  /** What they are in each community they belong to. */
  readonly communities: ReadonlyMap<string, CommunityRole>;
}

/** What an action is done to; what is left out is not about one community, or not one member's own. */
export interface Resource {
  readonly organization: string;
  readonly community?: string;
  /** Whose it is. */
  readonly member?: string;
}

/** Everything that can be asked of this system by a person. */
export const actions = [
  'site.read',
  'site.sign-in',
  'digest.unsubscribe',
  'session.end',
  'home.read',
  'community.read',
  'discussion.read',
  'discussion.write',
  'cycle.read',
  'cycle.start',
  'cycle.complete-step',
  'goal.read',
  'goal.write',
  'digest.read',
  'digest.write',
  'digest.by-link',
  'digest.curate',
  'digest.manage',
  'mail.manage',
  'notice.write',
  'feed.by-link',
  'profile.read',
  'ledger.read',
  'report.read',
  'badge.read',
  'badge.share',
  'credential.manage',
  'achievement.manage',
  'award.write',
  'member.manage',
  'pathway.read',
  'credit.report',
  'credit.review',
  'transcript.read',
  'transcript.request',
  'authorization.grant',
] as const;
/** @see actions */
export type Action = (typeof actions)[number];

type Grant = (actor: Actor, resource: Resource) => boolean;

const isStaff: Grant = ({ role }) => role === 'staff' || role === 'administrator';
const isOwner: Grant = (actor, { member }) => actor.member === member;
const roleIn = (actor: Actor, { community }: Resource): CommunityRole | undefined =>
  community === undefined ? undefined : actor.communities.get(community);
const belongs: Grant = (actor, resource) => roleIn(actor, resource) !== undefined;
const facilitates: Grant = (actor, resource) => roleIn(actor, resource) === 'facilitator';
const anybodySignedIn: Grant = () => true;
const either =
  (...grants: readonly Grant[]): Grant =>
  (actor, resource) =>
    grants.some((grant) => grant(actor, resource));

/** What needs no session: these name nothing of any organization, or carry their own capability. */
const open: ReadonlySet<Action> = new Set([
  'site.read',
  'site.sign-in',
  'digest.unsubscribe',
  'digest.by-link',
  'feed.by-link',
]);

const grants: Readonly<Record<Action, Grant>> = {
  'site.read': anybodySignedIn,
  'site.sign-in': anybodySignedIn,
  'digest.unsubscribe': anybodySignedIn,
  'session.end': isOwner,
  'home.read': isOwner,
  'community.read': either(belongs, isStaff),
  'discussion.read': either(belongs, isStaff),
  'discussion.write': belongs,
  'cycle.read': either(belongs, isStaff),
  'cycle.start': facilitates,
  'cycle.complete-step': facilitates,
  'goal.read': isOwner,
  'goal.write': isOwner,
  'digest.read': isOwner,
  'digest.write': isOwner,
  'digest.by-link': anybodySignedIn,
  'digest.curate': facilitates,
  'digest.manage': isStaff,
  'mail.manage': isStaff,
  'notice.write': isStaff,
  'feed.by-link': anybodySignedIn,
  'profile.read': anybodySignedIn,
  'ledger.read': either(isOwner, isStaff),
  'report.read': isStaff,
  'badge.read': either(isOwner, isStaff),
  'badge.share': isOwner,
  'credential.manage': isStaff,
  'achievement.manage': isStaff,
  'award.write': isStaff,
  'member.manage': isStaff,
  'pathway.read': isOwner,
  'credit.report': isOwner,
  'credit.review': isStaff,
  'transcript.read': either(isOwner, isStaff),
  'transcript.request': isOwner,
  'authorization.grant': isOwner,
};

/**
 * Whether somebody may do something to a resource; undefined is somebody who is not signed in.
 *
 * What no grant allows is denied, and nothing of another organization can ever be reached. Staff and administrators
 * see every community of their organization, but speak only in those they belong to.
 */
export const may = (actor: Actor | undefined, action: Action, resource: Resource | undefined): boolean => {
  if (open.has(action)) return true;
  if (actor === undefined || resource === undefined) return false;
  return actor.organization === resource.organization && grants[action](actor, resource);
};
