import type { LedgerEntry } from './model.ts';

const ACTIVITY = 'Meeting of ';
const MINUTES = ' minutes of a meeting of ';
const UNDER = ', under ';

/** Longest reason of an entry, in characters. */
const LONGEST = 500;

/** What an entry of a meeting was earned with: the names of its community and its program are those of then. */
export interface CreditedMeeting {
  readonly minutes: number;
  readonly community: string;
  readonly program: string;
}

/** What the ledger says in English that a meeting of a community is called. */
export const meetingActivity = (community: string): string => `${ACTIVITY}${community}`;

/** Why an entry of a meeting is in the ledger, in English. */
export const meetingReason = ({ minutes, community, program }: CreditedMeeting): string =>
  `${minutes}${MINUTES}${community}${UNDER}${program}`.slice(0, LONGEST);

/**
 * The parts of what an entry of a meeting says, for whoever says it in another language: {@link meetingReason} wrote
 * it, and no entry is ever changed, for its hash stands in the chain. Undefined of every other entry, and where staff
 * wrote the reason. Where the minutes were corrected, those that are right.
 */
export const meetingOf = ({
  activity,
  minutes,
  reason,
}: Pick<LedgerEntry, 'activity' | 'minutes' | 'reason'>): CreditedMeeting | undefined => {
  if (minutes === undefined || !activity?.startsWith(ACTIVITY)) return undefined;
  const community = activity.slice(ACTIVITY.length);
  const before = `${MINUTES}${community}${UNDER}`;
  const at = reason.indexOf(before);
  const program = reason.slice(at + before.length);
  return at > 0 && /^\d+(?:\.\d+)?$/.test(reason.slice(0, at)) && program !== ''
    ? { minutes, community, program }
    : undefined;
};
