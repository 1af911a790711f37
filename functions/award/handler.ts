import { awardAfterChange, rulesByOrganization } from '../../shared/awards/award-member.ts';
import type { AwardsStore } from '../../shared/awards/store.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import type { EngagementStore } from '../../shared/engagement/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import { type Change, createStreamConsumer } from '../../shared/platform/stream-consumer.ts';
import { type ChangedMember, changedMembers } from './changed-members.ts';

/** Members looked at side by side. */
const AT_ONCE = 20;

/** What this function needs. */
export interface Dependencies {
  readonly engagement: Pick<EngagementStore, 'recordsOf'>;
  readonly awards: Pick<AwardsStore, 'listRules' | 'grantsOf' | 'commit'>;
  readonly credentials: Pick<CredentialsStore, 'listOf'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly observer: Observer;
}

/** Awards the members whose records or badges a batch changed what they are now due, each looked at once. */
export const createHandler = ({ engagement, awards, credentials, clock, ids, observer }: Dependencies) => {
  const handle = async (changes: readonly Change[]) => {
    const members = changedMembers(changes);
    const rules = await rulesByOrganization(awards, members);
    const award = async (changed: ChangedMember) => {
      const known = rules.get(changed.organization) ?? [];
      const awarding = { engagement, awards, credentials, now: clock(), ids };
      const grants = await awardAfterChange(awarding, changed, known);
      observer.counter.count('Grants', grants.length);
    };
    const outcomes = await sideBySide(members, AT_ONCE, award);
    return members.flatMap(({ sequenceNumber }, i) => {
      const outcome = outcomes[i];
      return outcome?.status === 'rejected' ? [{ sequenceNumber, error: outcome.reason as unknown }] : [];
    })[0];
  };
  return createStreamConsumer({ handle, observer });
};
