import { type BuiltDigest, buildDigest } from '../../shared/digests/build-digest.ts';
import type { DigestSchedule } from '../../shared/digests/model.ts';
import { openReading, type Reading } from '../../shared/digests/reading.ts';
import { windowSoFar, withoutCapability } from '../../shared/digests/resend.ts';
import type { Window } from '../../shared/digests/window.ts';
import type { Dependencies } from './dependencies.ts';

/** Stands for the sender's address, which a preview does not show (RFC 2606 §2). */
const NOWHERE = 'preview@colloquy.invalid';

/** The next digest as it would be now, with its window; or why there is none. */
export type NextDigestNow =
  | { readonly window: Window; readonly built: BuiltDigest }
  | { readonly window?: undefined; readonly because: string };

/**
 * Builds a member's next digest as it would be now, for staff to look at; writes nothing. Its links end and change
 * nothing, since whoever sees it is not its member.
 *
 * @param known - answers what was read before, so that it is not read again.
 */
export const previewDigest = async (
  { stores, publicUrl, clock }: Pick<Dependencies, 'stores' | 'publicUrl' | 'clock'>,
  schedule: DigestSchedule | undefined,
  known: Partial<Reading>,
): Promise<NextDigestNow> => {
  if (schedule === undefined || schedule.frequency === 'none') return { because: 'they get no digest' };
  const now = clock();
  const window = windowSoFar(schedule, now);
  if (window === undefined) return { because: 'nothing can have happened since the last one' };
  const place = { publicUrl, mailFrom: NOWHERE };
  const reading = { ...openReading(stores), ...known };
  return { window, built: await buildDigest(reading, withoutCapability(schedule), window, place, now) };
};
