import type { EventOf } from '../events/catalogue.ts';
import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import { parse } from '../platform/parse.ts';
import { Cycle } from './model.ts';

/** What a new cycle is made from; `by` starts it and takes part, named or not. */
export interface CycleDraft {
  readonly organization: string;
  readonly community: string;
  readonly cycle: string;
  readonly title: string;
  readonly members: readonly string[];
  readonly by: string;
  readonly at: Date;
  readonly eventId: string;
}

/**
 * A new cycle of inquiry, none of its steps complete, and the event that tells of it.
 *
 * @throws {InvalidInput} naming the field: no title, or more than 100 who take part.
 */
export const startCycle = (draft: CycleDraft): { cycle: Cycle; event: EventOf<'cycle.started'> } => {
  const { organization, community, by } = draft;
  const time = draft.at.toISOString();
  const cycle = parse(
    Cycle,
    {
      organization,
      community,
      cycle: draft.cycle,
      title: draft.title,
      members: [...new Set([by, ...draft.members])],
      startedAt: time,
      completed: [],
      revision: 0,
    },
    'cycle',
  );
  const event = makeEvent('cycle.started', {
    id: draft.eventId,
    source: OWN_SOURCE,
    time,
    organization,
    subject: cycle.cycle,
    data: { member: by, community, cycle: cycle.cycle, title: cycle.title },
  });
  return { cycle, event };
};
