import { SesError } from './ses-error.ts';

const SECOND = 1_000;

/** How many mails the service takes in a second, counted by recipient as SES does. */
export interface SendRate {
  /** Mails a second; undefined where there is no limit. */
  readonly limit: number | undefined;
  /** Counts recipients in, or says that they are too many for this second. */
  readonly takes: (recipients: number) => boolean;
  /** As `takes`. @throws {SesError} `TooManyRequestsException` where they are too many. */
  readonly admit: (recipients: number) => void;
}

/**
 * A limit over the last second, whichever that is.
 *
 * @param elapsed - milliseconds by a clock that never jumps: the local clock may stand still, or be set.
 */
export const createSendRate = (
  limit: number | undefined,
  elapsed: () => number = () => performance.now(),
): SendRate => {
  let taken: number[] = [];
  const takes = (recipients: number): boolean => {
    if (limit === undefined) return true;
    const now = elapsed();
    taken = taken.filter((at) => at > now - SECOND);
    if (taken.length + recipients > limit) return false;
    taken.push(...Array.from({ length: recipients }, () => now));
    return true;
  };
  return {
    limit,
    takes,
    admit: (recipients) => {
      if (!takes(recipients))
        throw new SesError('TooManyRequestsException', 'Maximum sending rate exceeded.');
    },
  };
};
