import { Unavailable } from '../../platform/errors.ts';
import type { StatusPlace } from '../model.ts';
import type { PublishList } from './status-publication.ts';
import { type StatusList, spreadOf } from './status-spread.ts';
import type { StatusStore } from './status-store.ts';

/** How many lists in a row may turn out to be full before it is given up: others open them at the same time. */
const MAX_ATTEMPTS = 5;

/** What giving places away needs. */
export interface PlacesDependencies {
  readonly statuses: Pick<StatusStore, 'newest' | 'open' | 'take' | 'published'>;
  readonly publish: PublishList;
  /** A whole number of at least 17 bits that nobody can guess. */
  readonly random: () => number;
}

/** Gives as many places as are asked for to an organization's credentials, each for one credential alone. */
export type TakePlaces = (organization: string, count: number) => Promise<StatusPlace[]>;

/**
 * Gives places away, one write however many. The first list of an organization, and the next one where a list is full,
 * is opened here, and published empty before any of its places is given away: no credential names a list that nobody
 * can read. What a call that was lost took is not given to anybody; there are enough.
 *
 * @throws {Unavailable} where every list found was filled by others meanwhile.
 */
export const createPlaces = ({ statuses, publish, random }: PlacesDependencies): TakePlaces => {
  const readable = new Map<string, StatusList>();

  const openAfter = async (organization: string, last: StatusList | undefined): Promise<StatusList> => {
    const list = (last?.list ?? 0) + 1;
    const opened = { organization, list, next: 0, ...spreadOf(random(), random()) };
    await statuses.open(opened);
    // Somebody else may have opened it first, with another spread.
    return (await statuses.newest(organization)) ?? opened;
  };

  const find = async (organization: string, full: StatusList | undefined): Promise<StatusList> => {
    const newest = await statuses.newest(organization);
    const list =
      newest === undefined || newest.list === full?.list ? await openAfter(organization, newest) : newest;
    if (!(await statuses.published(organization, list.list))) await publish(organization, list.list);
    readable.set(organization, list);
    return list;
  };

  return async (organization, count) => {
    let full: StatusList | undefined;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const known = full === undefined ? readable.get(organization) : undefined;
      const list = known ?? (await find(organization, full));
      const places = await statuses.take(list, count);
      if (places) return places;
      full = list;
    }
    throw new Unavailable(`the status lists of ${organization} were filled by others; try again later`);
  };
};
