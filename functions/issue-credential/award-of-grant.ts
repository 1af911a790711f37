import type { Grant } from '../../shared/awards/model.ts';
import { type Award, toSecond } from '../../shared/badges/credential.ts';
import { evidenceInWords } from '../../shared/badges/evidence.ts';
import type { Achievement, IssuedCredential } from '../../shared/badges/model.ts';
import { monthsAfter } from '../../shared/badges/valid-until.ts';
import type { Organization } from '../../shared/communities/model.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import type { Member } from '../../shared/members/model.ts';
import { InvalidInput, NotFound } from '../../shared/platform/errors.ts';
import { type Followed, renewalOf, replacementOf } from './followed.ts';

/** What was found of that which the event names; undefined where there is no such thing. */
export interface Found {
  /** The grant that the event names by its natural key. */
  readonly grant: Grant | undefined;
  /** The credential that the grant's one takes the place of, or continues. */
  readonly before: IssuedCredential | undefined;
  readonly member: Member | undefined;
  readonly organization: Organization | undefined;
}

/** A grant's award together with whom and what it is for. */
export interface GrantedAward {
  readonly award: Award;
  readonly grant: Grant;
  readonly member: Member;
  readonly organization: Organization;
  /** What becomes of the credential before it, where there is one. */
  readonly followed: Followed | undefined;
}

const present = <Thing>(thing: Thing | undefined, what: string, field: string): Thing => {
  if (thing === undefined) throw new NotFound(`badge.granted: ${field}: there is no ${what}`, { field });
  return thing;
};

/** What the grant says of how the badge was earned, and for how long it is valid. */
const saidOf = ({ narrative, artifacts, results, credit }: Grant, badge: Achievement, issuedAt: string) => ({
  ...(narrative !== undefined && { narrative }),
  ...(artifacts && {
    artifacts: artifacts.map(({ url, name }) => ({ url, ...(name !== undefined && { name }) })),
  }),
  ...(results !== undefined && { results }),
  ...(credit && { creditsEarned: credit.amount }),
  ...(badge.validFor && { validUntil: monthsAfter(issuedAt, badge.validFor.months) }),
});

/**
 * What the credential for a granted badge will say.
 *
 * @throws {NotFound} naming the field of the event whose organization, member or grant is not there.
 * @throws {InvalidInput} where the grant is for no badge, for a credential of another identifier, or follows a credential
 *   that was taken back meanwhile.
 */
export const awardOfGrant = (
  { organization: o, data }: EventOf<'badge.granted'>,
  found: Found,
  { issuedAt, salt }: { readonly issuedAt: Date; readonly salt: string },
): GrantedAward => {
  const organization = present(found.organization, `organization ${o}`, 'organization');
  const member = present(found.member, `member ${data.member} in ${o}`, 'data.member');
  const named = `grant of rule ${data.rule} to ${data.member} for ${data.period}`;
  const grant = present(found.grant, named, 'data.rule');
  if (grant.badge === undefined) {
    throw new InvalidInput(`badge.granted: data.rule: the ${named} is for no badge`, { field: 'data.rule' });
  }
  if (grant.credential !== data.credential) {
    throw new InvalidInput(`badge.granted: data.credential: the ${named} has another credential`, {
      field: 'data.credential',
    });
  }
  const followed =
    grant.replaces === undefined
      ? renewalOf(grant, found.before, issuedAt)
      : replacementOf(grant, found.before, issuedAt);
  return {
    grant,
    member,
    organization,
    followed,
    award: {
      credential: data.credential,
      organization,
      recipient: { member: member.member, email: member.email },
      achievement: grant.badge,
      evidence: [grant.reason, ...grant.evidence.map(evidenceInWords)].join('\n'),
      awardedAt: toSecond(grant.grantedAt),
      issuedAt: toSecond(issuedAt),
      salt,
      ...saidOf(grant, grant.badge, toSecond(issuedAt)),
      ...followed?.award,
    },
  };
};
