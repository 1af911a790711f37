import { isAddressedTo } from '../badges/addressed-to.ts';
import { standingOf } from '../badges/life.ts';
import type { IssuedCredential } from '../badges/model.ts';
import type { MembersStore } from '../members/store.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/errors.ts';
import type { Ids } from '../platform/ids.ts';
import { followUp } from './follow-up.ts';
import type { AwardsStore } from './store.ts';

/** What the audit trail of each says; why the address changed is kept with the member. */
const CAUSE = "The recipient's e-mail address changed.";

/** What granting again needs; the member is read as the table has them now. */
export interface IssueAgainDependencies {
  readonly awards: Pick<AwardsStore, 'grantsAt' | 'commit'>;
  readonly members: Pick<MembersStore, 'getMember'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What a credential is found by, and what it is for. */
type Held = Pick<
  IssuedCredential,
  'organization' | 'member' | 'rule' | 'period' | 'credential' | 'achievement'
>;

/** What became of it: it was granted again, or had been before. */
export type GrantedAgain = Awaited<ReturnType<AwardsStore['commit']>>;

/**
 * Grants again what a member holds: it is then issued to the address they have now, and the one before it revoked. The
 * grant's natural key is made from the credential before, so that asking again changes nothing.
 */
export const createIssueAgain = ({ awards, members, clock, ids }: IssueAgainDependencies) => {
  /**
   * @param by - the staff member who changed the address, where that is known.
   * @throws {NotFound} where the credential's own grant is not there.
   */
  const grantAgain = async (held: Held, by?: string): Promise<GrantedAgain> => {
    const { organization, member, rule, period, credential } = held;
    const [grant] = await awards.grantsAt(organization, [{ member, rule, period }]);
    if (grant === undefined) {
      throw new NotFound(`credential ${credential}: its grant of rule ${rule} for ${period} is not there`, {
        field: 'credential',
      });
    }
    const request = { now: clock(), ids, cause: CAUSE, ...(by !== undefined && { by }) };
    return awards.commit(followUp(grant, held, 'replaces', request));
  };

  return {
    grantAgain,
    /** Grants a valid credential again where its member has another address by now; undefined where they have not. */
    grantWhereMoved: async (issued: IssuedCredential): Promise<GrantedAgain | undefined> => {
      if (standingOf(issued, clock()) !== 'valid') return undefined;
      const member = await members.getMember(issued.organization, issued.member, { consistent: true });
      if (member === undefined || isAddressedTo(issued.document, member.email)) return undefined;
      return grantAgain(issued);
    },
  };
};
/** @see createIssueAgain */
export type IssueAgain = ReturnType<typeof createIssueAgain>;
