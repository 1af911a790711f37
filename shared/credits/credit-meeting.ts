import type { EventOf } from '../events/catalogue.ts';
import type { EntryFields } from './hash-entry.ts';
import { meetingActivity, meetingReason } from './meeting-words.ts';
import type { DeliveryMethod } from './model.ts';
import type { CreditProgram } from './program-model.ts';
import { standards } from './standards/index.ts';

type Attended = EventOf<'meeting.attended'>;

/** A hybrid meeting does not tell which way a member came: the program's own method then holds. */
const methodOf = (kind: Attended['data']['kind'], program: CreditProgram): DeliveryMethod =>
  (({ 'in-person': 'group-live', virtual: 'group-internet-based', hybrid: program.deliveryMethod }) as const)[
    kind
  ];

/** The programs of an organization that credit meetings of a community. */
export const programsFor = (programs: readonly CreditProgram[], community: string): CreditProgram[] =>
  programs.filter(
    (program) =>
      program.creditsMeetings &&
      !program.retired &&
      (program.community === undefined || program.community === community),
  );

/**
 * The entry that attending a meeting earns under a program, or undefined where the minutes are too few for any.
 *
 * Minutes are taken as reported: whoever reports an attendance sums what lies between leaving and joining again, and
 * the first report of a meeting and member is the one that counts.
 *
 * @param communityName - for whoever reads the entry: a meeting's own title does not come with an attendance.
 */
export const meetingEntry = (
  { organization, time, data }: Attended,
  program: CreditProgram,
  communityName: string,
  now: Date,
): EntryFields | undefined => {
  const deliveryMethod = methodOf(data.kind, program);
  const standard = standards[program.standard];
  const amount = standard.fromMinutes(data.minutes, { increment: program.increment, deliveryMethod });
  if (amount === 0) return undefined;
  const day = time.slice(0, 10);
  const location = data.kind === 'virtual' ? 'Online' : program.location;
  return {
    organization,
    member: data.member,
    amount,
    unit: standard.unit,
    reason: meetingReason({ minutes: data.minutes, community: communityName, program: program.name }),
    rule: program.program,
    period: day,
    at: now.toISOString(),
    source: 'meeting',
    sourceId: data.meeting,
    program: program.program,
    programRevision: program.revision,
    activity: meetingActivity(communityName),
    ...(program.fieldOfStudy !== undefined && { fieldOfStudy: program.fieldOfStudy }),
    deliveryMethod,
    ...(location !== undefined && { location }),
    minutes: data.minutes,
    from: day,
    through: day,
  };
};
