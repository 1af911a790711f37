import type { NotesStore } from '../../shared/notifications/notes-store.ts';
import { dueOnOf, earliestReminder, remindAt, stepDueOn } from '../../shared/notifications/reminders.ts';
import type { Delivery } from './deliver-notes.ts';
import { type TellingOne, tellOne } from './tell.ts';

/** What reminding needs. */
export interface Reminding extends TellingOne {
  readonly notes: TellingOne['notes'] & Pick<NotesStore, 'putReminder' | 'clearReminder'>;
}

/** A cycle, and a day by which its next step is to be done. */
export interface CycleDay {
  readonly organization: string;
  readonly community: string;
  readonly cycle: string;
  readonly dueOn: string;
}

/**
 * Reminds everybody who takes part in a cycle of a day, each at their own hour of the day before; nobody where the day
 * was moved or the step is done.
 */
const remindEverybody = async (day: CycleDay, dependencies: Reminding): Promise<Delivery[]> => {
  const { organization, community, cycle: id, dueOn } = day;
  const now = dependencies.clock();
  const cycle = await dependencies.inquiry.getCycle(organization, community, id);
  if (!cycle || stepDueOn(cycle, dueOn) === undefined) return [];
  const deliveries: Delivery[] = [];
  // One after the other: a hundred people at once would be a burst of mail and of reads.
  for (const member of cycle.members) {
    deliveries.push(
      await tellOne(
        { member, kinds: ['deadline'] },
        {
          organization,
          origin: ['cycle', community, id, dueOn],
          about: { of: 'cycle', community, cycle: id, dueOn },
          since: now.toISOString(),
          earliest: ({ schedule }) => remindAt(schedule, dueOn, now),
        },
        dependencies,
      ),
    );
  }
  return deliveries;
};

/** Remembers a day by which a step is to be done until the day before begins anywhere; reminds at once where it has begun. */
export const noteDeadline = async (day: CycleDay, dependencies: Reminding): Promise<Delivery[]> => {
  const earliest = earliestReminder(day.dueOn);
  if (earliest <= dependencies.clock()) return remindEverybody(day, dependencies);
  const { organization, community, cycle } = day;
  await dependencies.notes.putReminder(organization, community, cycle, earliest.toISOString());
  return [];
};

/** Reminds of a day that the due index held until now, and takes it out when everybody was seen to. */
export const remindDue = async (
  {
    organization,
    name,
    dueAt,
  }: { readonly organization: string; readonly name: string; readonly dueAt: string },
  dependencies: Reminding,
): Promise<Delivery[]> => {
  const [community = '', cycle = ''] = name.split('#');
  const day = { organization, community, cycle, dueOn: dueOnOf(dueAt) };
  const deliveries = await remindEverybody(day, dependencies);
  await dependencies.notes.clearReminder(organization, community, cycle, dueAt);
  return deliveries;
};
