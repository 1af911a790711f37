import type { Suppression, SuppressionReason } from '../shared/mail/standing.ts';
import { formatInstant } from './format.ts';

/** Why no mail goes to a member's address, for staff. */
export const suppressionWords: Readonly<Record<SuppressionReason, string>> = {
  bounced: 'The address does not exist',
  complained: 'A mail was reported as unwanted',
  unreachable: 'Mail came back several times of late',
};

/** How long a suppression lasts. */
export const suppressionEnds = ({ until }: Suppression, timeZone: string): string =>
  until === undefined
    ? 'Until it is lifted, or the address is another'
    : `Until ${formatInstant(until, timeZone, 'day')}`;
