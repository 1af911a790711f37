import type { Clock } from '../../platform/clock.ts';
import { Unavailable } from '../../platform/errors.ts';
import type { DocumentIssuer } from '../issue-document.ts';
import { encodeBits } from './status-bits.ts';
import type { StatusPurpose } from './status-list.ts';
import { isSet, statusListDocument } from './status-list-document.ts';
import type { StatusStore } from './status-store.ts';
import { validityOf } from './status-validity.ts';

/** How often a publication is tried against others of the same list. */
const MAX_ATTEMPTS = 10;

/** What a publication needs. */
export interface PublicationDependencies {
  readonly statuses: Pick<StatusStore, 'enter' | 'published' | 'bitsOf' | 'publish'>;
  readonly issuer: DocumentIssuer;
  readonly publicUrl: string;
  readonly clock: Clock;
}

/** Publishes a status list of an organization as its bits are now. */
export type PublishList = (organization: string, list: number) => Promise<void>;

/**
 * Publishes status lists: reads what was published last, then the bits, signs both documents, and puts them where
 * nobody published meanwhile. Whoever loses reads the bits again, so that of two publications at once the later one
 * holds every bit that was set before it began. Three calls of the table and two signatures a publication,
 * and the first time one more, by which the list is found again.
 *
 * @throws {Unavailable} from the publication, where others kept publishing the same list through every attempt.
 */
export const createPublication = ({
  statuses,
  issuer,
  publicUrl,
  clock,
}: PublicationDependencies): PublishList => {
  const attempt = async (organization: string, list: number): Promise<boolean> => {
    const before = await statuses.published(organization, list);
    // Entered before it is published, so that no list that anybody reads runs out unseen.
    if (before?.validUntil === undefined) await statuses.enter(organization, list);
    const bits = await statuses.bitsOf(organization, list);
    const now = clock();
    const sign = (purpose: StatusPurpose): Promise<string> => {
      const set = bits.filter(({ standing }) => isSet(standing, purpose));
      const encodedList = encodeBits(set.map(({ index }) => index));
      const document = statusListDocument(publicUrl, { organization, list, purpose, encodedList }, now);
      return issuer.issueDocument(document, now);
    };
    const [revocation, suspension] = await Promise.all([sign('revocation'), sign('suspension')]);
    return statuses.publish(organization, list, {
      version: (before?.version ?? 0) + 1,
      revocation,
      suspension,
      validUntil: validityOf(now).until.toISOString(),
    });
  };
  return async (organization, list) => {
    for (let n = 0; n < MAX_ATTEMPTS; n += 1) {
      if (await attempt(organization, list)) return;
    }
    throw new Unavailable(
      `status list ${list} of ${organization} is being published by others; try again later`,
    );
  };
};
