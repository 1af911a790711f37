import { describe, expect, it } from 'vitest';
import { type Actor, actions, may } from '../../../shared/access/policy.ts';

const actor = (
  role: Actor['role'],
  communities: Record<string, 'member' | 'facilitator' | 'coach'> = {},
): Actor => ({
  organization: 'o',
  member: 'm',
  role,
  communities: new Map(Object.entries(communities)),
});
const inCommunity = { organization: 'o', community: 'c', member: 'm' };

const who = {
  nobody: undefined,
  member: actor('member', { c: 'member' }),
  facilitator: actor('member', { c: 'facilitator' }),
  coach: actor('member', { c: 'coach' }),
  staff: actor('staff'),
  administrator: actor('administrator'),
  outsider: actor('member', { other: 'facilitator' }),
} as const;
type Who = keyof typeof who;

const everybodySignedIn: Who[] = ['member', 'facilitator', 'coach', 'staff', 'administrator', 'outsider'];
const inside: Who[] = ['member', 'facilitator', 'coach'];
const seesCommunities: Who[] = [...inside, 'staff', 'administrator'];

/** Who may do what in community `c`, and to what is their own. */
const allowed: Record<(typeof actions)[number], Who[]> = {
  'site.read': ['nobody', ...everybodySignedIn],
  'site.sign-in': ['nobody', ...everybodySignedIn],
  'digest.unsubscribe': ['nobody', ...everybodySignedIn],
  'session.end': everybodySignedIn,
  'home.read': everybodySignedIn,
  'community.read': seesCommunities,
  'discussion.read': seesCommunities,
  'discussion.write': inside,
  'cycle.read': seesCommunities,
  'cycle.start': ['facilitator'],
  'cycle.complete-step': ['facilitator'],
  'goal.read': everybodySignedIn,
  'goal.write': everybodySignedIn,
  'digest.read': everybodySignedIn,
  'digest.write': everybodySignedIn,
  'digest.by-link': ['nobody', ...everybodySignedIn],
  'digest.curate': ['facilitator'],
  'digest.manage': ['staff', 'administrator'],
  'mail.manage': ['staff', 'administrator'],
  'notice.write': ['staff', 'administrator'],
  'feed.by-link': ['nobody', ...everybodySignedIn],
  'profile.read': everybodySignedIn,
  'ledger.read': everybodySignedIn,
  'report.read': ['staff', 'administrator'],
  'badge.read': everybodySignedIn,
  'badge.share': everybodySignedIn,
  'credential.manage': ['staff', 'administrator'],
  'achievement.manage': ['staff', 'administrator'],
  'award.write': ['staff', 'administrator'],
  'member.manage': ['staff', 'administrator'],
  'pathway.read': everybodySignedIn,
  'credit.report': everybodySignedIn,
  'credit.review': ['staff', 'administrator'],
  'transcript.read': everybodySignedIn,
  'transcript.request': everybodySignedIn,
  'authorization.grant': everybodySignedIn,
};

describe('may', () => {
  describe.each(actions)('%s', (action) => {
    it.each(Object.keys(who) as Who[])('%s', (name) => {
      expect(may(who[name], action, inCommunity)).toBe(allowed[action].includes(name));
    });
  });

  it.each(actions.filter((action) => !allowed[action].includes('nobody')))(
    '%s reaches nothing of another organization, whoever asks',
    (action) => {
      for (const name of everybodySignedIn) {
        expect(may(who[name], action, { ...inCommunity, organization: 'another' })).toBe(false);
      }
    },
  );

  it.each(['goal.read', 'goal.write', 'digest.read', 'digest.write', 'home.read', 'session.end'] as const)(
    "%s reaches nobody else's",
    (action) => {
      for (const name of everybodySignedIn) {
        expect(may(who[name], action, { ...inCommunity, member: 'somebody-else' })).toBe(false);
      }
    },
  );

  it("shows somebody else's ledger to staff alone", () => {
    const theirs = { organization: 'o', member: 'somebody-else' };
    const readers = everybodySignedIn.filter((name) => may(who[name], 'ledger.read', theirs));
    expect(readers).toEqual(['staff', 'administrator']);
  });

  it('denies what concerns a community where none is named', () => {
    expect(may(who.facilitator, 'discussion.write', { organization: 'o', member: 'm' })).toBe(false);
    expect(may(who.facilitator, 'cycle.start', { organization: 'o', member: 'm' })).toBe(false);
  });

  it('denies where there is nothing to do it to', () => {
    expect(may(who.administrator, 'report.read', undefined)).toBe(false);
  });
});
