import { asAppError } from '../../shared/platform/errors.ts';
import { describeError } from '../../shared/platform/observe.ts';
import type { Dependencies } from './dependencies.ts';
import type { Visit } from './visit.ts';

/** What was shown of a topic: its community, and when the newest post on the page was written (RFC 3339). */
export interface Shown {
  readonly community: string;
  readonly topic: string;
  readonly upTo: string;
}

/**
 * Records that a member of the community has read a topic, so that no mail tells them of it again. One write; the page
 * is shown even where it fails, since telling twice is the lesser evil.
 *
 * @param at - when the page was asked for: what arrived while it was made is not on it.
 */
export const recordReading = async (
  { stores, observer }: Pick<Dependencies, 'stores' | 'observer'>,
  { actor }: Visit,
  shown: Shown,
  at: Date,
): Promise<void> => {
  const { organization, member, communities } = actor;
  if (!communities.has(shown.community)) return;
  try {
    await stores.reads.record({ organization, member, ...shown }, at);
  } catch (error) {
    observer.log.warn('reading not recorded', { organization, ...describeError(asAppError(error)) });
  }
};
