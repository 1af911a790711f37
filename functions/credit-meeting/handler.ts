import type { CommunitiesStore } from '../../shared/communities/store.ts';
import { meetingEntry, programsFor } from '../../shared/credits/credit-meeting.ts';
import type { ProgramsStore } from '../../shared/credits/programs-store.ts';
import { creditedMarker, type LedgerStore } from '../../shared/credits/store.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, eachMessage } from '../../shared/platform/queue-consumer.ts';
import { attendanceOf } from './attendance.ts';

/** What this function needs. */
export interface Dependencies {
  readonly communities: Pick<CommunitiesStore, 'getCommunity'>;
  readonly members: Pick<MembersStore, 'getMember'>;
  readonly programs: Pick<ProgramsStore, 'listPrograms'>;
  readonly ledger: Pick<LedgerStore, 'append'>;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
  readonly clock: Clock;
}

/**
 * Credits whoever attended a meeting under every program that credits meetings of its community, once for a meeting,
 * member and program: a redelivery, or another report of the same meeting, changes nothing.
 */
export const createHandler = (dependencies: Dependencies) => {
  const { communities, members, programs, ledger, deadLetters, observer, clock } = dependencies;

  const creditOne = async (body: string): Promise<void> => {
    const event = attendanceOf(body, clock());
    const { organization, data } = event;
    const crediting = programsFor(await programs.listPrograms(organization), data.community);
    if (crediting.length === 0) return;
    const [community, member] = await Promise.all([
      communities.getCommunity(organization, data.community),
      members.getMember(organization, data.member),
    ]);
    if (!community || !member) {
      const field = community ? 'data.member' : 'data.community';
      throw new InvalidInput(`event: ${field}: there is none of this identifier in "${organization}"`, {
        field,
      });
    }
    for (const program of crediting) {
      const entry = meetingEntry(event, program, community.name, clock());
      if (entry === undefined) continue;
      const key = ['meeting', data.community, data.meeting, program.program];
      const marker = creditedMarker(organization, data.member, ...key);
      const { outcome } = await ledger.append({ entries: [entry], marker });
      observer.counter.count(outcome === 'appended' ? 'MeetingsCredited' : 'MeetingsKnown');
    }
  };

  return createQueueConsumer({
    deadLetters,
    observer,
    handle: eachMessage(({ body }) => creditOne(body)),
  });
};
