import type { CommunitiesStore } from '../../shared/communities/store.ts';
import { meetingEntry, programsFor } from '../../shared/credits/credit-meeting.ts';
import type { ProgramsStore } from '../../shared/credits/programs-store.ts';
import { creditedMarker, type LedgerStore } from '../../shared/credits/store.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, inTurns } from '../../shared/platform/queue-consumer.ts';
import { attendanceOf, ledgerOf } from './attendance.ts';

/** What this function needs. */
export interface Dependencies {
  readonly communities: Pick<CommunitiesStore, 'getCommunity'>;
  readonly members: Pick<MembersStore, 'getMembership'>;
  readonly programs: Pick<ProgramsStore, 'listPrograms'>;
  readonly ledger: Pick<LedgerStore, 'append'>;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
  readonly clock: Clock;
}

/** Minutes of a meeting beyond which nobody was in it: twelve hours. */
const MAX_MINUTES = 720;

/**
 * Credits whoever attended a meeting under every program that credits meetings of its community, once for a meeting,
 * member and program: a redelivery, or another report of the same meeting, changes nothing. What nobody can be credited
 * for (they do not belong to the community, or nobody was in a meeting for so long) is set aside for staff to look at.
 * A member's meetings are appended one after the other.
 */
export const createHandler = (dependencies: Dependencies) => {
  const { communities, members, programs, ledger, deadLetters, observer, clock } = dependencies;

  const creditOne = async (body: string): Promise<void> => {
    const event = attendanceOf(body, clock());
    const { organization, data } = event;
    const crediting = programsFor(await programs.listPrograms(organization), data.community);
    if (crediting.length === 0) return;
    const refuse = (field: string, because: string): never => {
      throw new InvalidInput(`event: ${field}: ${because}`, { field });
    };
    if (data.minutes > MAX_MINUTES)
      return refuse('data.minutes', `no meeting is credited for more than ${MAX_MINUTES} minutes`);
    const [community, membership] = await Promise.all([
      communities.getCommunity(organization, data.community),
      members.getMembership(organization, data.member, data.community),
    ]);
    if (!community) return refuse('data.community', `there is none of this identifier in "${organization}"`);
    if (!membership)
      return refuse('data.member', 'nobody of this identifier belongs to the community of the meeting');
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
    handle: inTurns(ledgerOf, ({ body }) => creditOne(body)),
  });
};
