import type { Grant } from '../../shared/awards/model.ts';
import { type Award, toSecond } from '../../shared/badges/credential.ts';
import { evidenceInWords } from '../../shared/badges/evidence.ts';
import type { Organization } from '../../shared/communities/model.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import type { Member } from '../../shared/members/model.ts';
import { InvalidInput, NotFound } from '../../shared/platform/errors.ts';

/** What was found of that which the event names; undefined where there is no such thing. */
export interface Found {
  /** All grants of the member. */
  readonly grants: readonly Grant[];
  readonly member: Member | undefined;
  readonly organization: Organization | undefined;
}

/** A grant's award together with whom and what it is for. */
export interface GrantedAward {
  readonly award: Award;
  readonly grant: Grant;
  readonly member: Member;
  readonly organization: Organization;
}

const present = <Thing>(thing: Thing | undefined, what: string, field: string): Thing => {
  if (thing === undefined) throw new NotFound(`badge.granted: ${field}: there is no ${what}`, { field });
  return thing;
};

/**
 * What the credential for a granted badge will say.
 *
 * @throws {NotFound} naming the field of the event whose organization, member or grant is not there.
 * @throws {InvalidInput} where the grant is for no badge, or for a credential of another identifier.
 */
export const awardOfGrant = (
  { organization: o, data }: EventOf<'badge.granted'>,
  found: Found,
  { issuedAt, salt }: { readonly issuedAt: Date; readonly salt: string },
): GrantedAward => {
  const organization = present(found.organization, `organization ${o}`, 'organization');
  const member = present(found.member, `member ${data.member} in ${o}`, 'data.member');
  const named = `grant of rule ${data.rule} to ${data.member} for ${data.period}`;
  const granted = found.grants.find(({ rule, period }) => rule === data.rule && period === data.period);
  const grant = present(granted, named, 'data.rule');
  if (grant.badge === undefined) {
    throw new InvalidInput(`badge.granted: data.rule: the ${named} is for no badge`, { field: 'data.rule' });
  }
  if (grant.credential !== data.credential) {
    throw new InvalidInput(`badge.granted: data.credential: the ${named} has another credential`, {
      field: 'data.credential',
    });
  }
  return {
    grant,
    member,
    organization,
    award: {
      credential: data.credential,
      organization,
      recipient: { member: member.member, email: member.email },
      achievement: grant.badge,
      evidence: [grant.reason, ...grant.evidence.map(evidenceInWords)].join('\n'),
      awardedAt: toSecond(grant.grantedAt),
      issuedAt: toSecond(issuedAt),
      salt,
    },
  };
};
