import type { DigestRequestsStore } from '../../shared/digests/requests-store.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import type { Mail, SendOutcome } from '../../shared/platform/mail-port.ts';
import type { MakingMail } from './mail-asked-for.ts';

/** What answering a request needs. */
export interface Answering extends MakingMail {
  readonly digests: Pick<
    DigestsStore,
    'getSchedule' | 'getClaim' | 'claimAgain' | 'settle' | 'markInDoubt' | 'returnToStaff'
  >;
  readonly requests: Pick<DigestRequestsStore, 'get' | 'move'>;
  readonly send: (mail: Mail) => Promise<SendOutcome>;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What became of a request: a count of its own each. */
export type Answer = 'sent' | 'not-sent' | 'in-doubt' | 'answered-before';
