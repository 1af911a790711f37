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
  /** The day by which the first step is to be done, `YYYY-MM-DD`. */
  readonly nextDueOn?: string | undefined;
  readonly at: Date;
  readonly eventId: string;
}

/**
 * A new cycle of inquiry, none of its steps complete, and the event that tells of it.
 *
 * @throws {InvalidInput} naming the field: no title, more than 100 who take part, or a deadline that is no day.
 */
export const startCycle = (draft: CycleDraft): { cycle: Cycle; event: EventOf<'cycle.started'> } => {
  const { organization, community, by } = draft;
  const time = draft.at.toISOString();
  const due = draft.nextDueOn === undefined ? {} : { nextDueOn: draft.nextDueOn };
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
      ...due,
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
    data: { member: by, community, cycle: cycle.cycle, title: cycle.title, ...due },
  });
  return { cycle, event };
};
