import * as z from 'zod';
import { Identifier } from '../../shared/events/envelope.ts';
import type { NotesStore } from '../../shared/notifications/notes-store.ts';
import { dueOnOf, earliestReminder, remindAt, stepDueOn } from '../../shared/notifications/reminders.ts';
import { chunksOf } from '../../shared/platform/chunks-of.ts';
import type { Delivery } from './deliver-notes.ts';
import { readOnce } from './read-once.ts';
import { type TellingOne, tellOne } from './tell.ts';

/** What reminding needs. */
export interface Reminding extends TellingOne {
  readonly notes: TellingOne['notes'] & Pick<NotesStore, 'putReminder' | 'clearReminder'>;
  /** Hands messages on, at most ten, to this function's own queue. */
  readonly handOn: (messages: readonly object[]) => Promise<void>;
}

/** A cycle, and a day by which its next step is to be done. */
const CycleDay = z.strictObject({
  organization: Identifier,
  community: Identifier,
  cycle: Identifier,
  dueOn: z.iso.date(),
});
type CycleDay = z.output<typeof CycleDay>;

/** Members of one message; of a cycle there are a hundred at most, so that one batch of the queue takes them all. */
const AT_ONCE = 10;

/** Some of those who take part in a cycle, to be reminded of a day. */
export const SomeOfCycle = CycleDay.extend({ members: z.array(Identifier).min(1).max(AT_ONCE) });

/**
 * Reminds members who take part in a cycle of a day, each at their own hour of the day before; nobody where the day was
 * moved or the step is done. Where they are many, and none is named, they are handed on in parts.
 */
export const remindMembers = async (
  { members, ...day }: CycleDay & { readonly members?: readonly string[] },
  dependencies: Reminding,
): Promise<Delivery[]> => {
  const { organization, community, cycle: id, dueOn } = day;
  const now = dependencies.clock();
  const cycle = await dependencies.inquiry.getCycle(organization, community, id);
  if (!cycle || stepDueOn(cycle, dueOn) === undefined) return [];
  if (!members && cycle.members.length > AT_ONCE) {
    const parts = chunksOf(cycle.members, AT_ONCE);
    await dependencies.handOn(parts.map((some) => ({ remind: { ...day, members: some } })));
    return [];
  }
  // Whether the day still stands is read for each of them, because they may wait for their turns.
  const telling = { ...readOnce(dependencies), inquiry: dependencies.inquiry };
  const deliveries: Delivery[] = [];
  // One after the other: they share a sending rate.
  for (const member of members ?? cycle.members) {
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
        telling,
      ),
    );
  }
  return deliveries;
};

/** Remembers a day by which a step is to be done until the day before begins anywhere; reminds at once where it has begun. */
export const noteDeadline = async (day: CycleDay, dependencies: Reminding): Promise<Delivery[]> => {
  const earliest = earliestReminder(day.dueOn);
  if (earliest <= dependencies.clock()) return remindMembers(day, dependencies);
  const { organization, community, cycle } = day;
  await dependencies.notes.putReminder(organization, community, cycle, earliest.toISOString());
  return [];
};

/** Reminds of a day that the due index held until now, and takes it out when everybody was seen to or handed on. */
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
  const deliveries = await remindMembers(day, dependencies);
  await dependencies.notes.clearReminder(organization, community, cycle, dueAt);
  return deliveries;
};
