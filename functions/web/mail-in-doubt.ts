import { claimPlace } from '../../shared/digests/keys.ts';
import { Identifier } from '../../shared/events/envelope.ts';
import { doubtPlace } from '../../shared/notifications/note-items.ts';
import type { Doubt } from '../../web/pages/digest-review.tsx';
import type { Stores } from './dependencies.ts';

/** Most on a page of the review list, digests and notifications together. */
const SHOWN = 50;
/** Most of each kind that are counted; beyond it there are "more than" so many. */
const COUNTED = 500;

type DoubtStores = Pick<Stores, 'digests' | 'notes'>;

/** Some of the mail in doubt, the oldest first, where the next page begins, and how many it and those after it have. */
export interface DoubtsPage {
  readonly doubts: readonly Doubt[];
  readonly next: string | undefined;
  readonly more: number;
  /** True where there are more than were counted. */
  readonly atLeast: boolean;
}

/** How many mails are in doubt after a place, or at least how many: one query of each kind. */
export const countInDoubt = async (
  { digests, notes }: DoubtStores,
  organization: string,
  after?: string,
): Promise<{ readonly count: number; readonly atLeast: boolean }> => {
  const counts = await Promise.all([
    digests.countInDoubt(organization, { after, limit: COUNTED }),
    notes.countInDoubt(organization, { after, limit: COUNTED }),
  ]);
  return { count: counts[0] + counts[1], atLeast: counts.includes(COUNTED) };
};

/** Where a mail stands in the list, which is one by time of both kinds. */
const placeOf = (doubt: Doubt): string =>
  doubt.kind === 'digest' ? claimPlace(doubt.claim) : doubtPlace(doubt.note);

/** A page of the review list: a query of each kind, and where there is another page, one more of each that counts. */
export const listDoubts = async (
  stores: DoubtStores,
  organization: string,
  after: string | undefined,
): Promise<DoubtsPage> => {
  const page = { after, limit: SHOWN + 1 };
  const [claims, notes] = await Promise.all([
    stores.digests.listInDoubt(organization, page),
    stores.notes.listInDoubt(organization, page),
  ]);
  const all: Doubt[] = [
    ...claims.map((claim) => ({ kind: 'digest', name: `digest.${Date.parse(claim.until)}`, claim }) as const),
    ...notes.map((note) => ({ kind: 'note', name: `note.${note.id}`, note }) as const),
  ];
  const places = new Map(all.map((doubt) => [doubt, placeOf(doubt)]));
  const inOrder = all.toSorted((a, b) => ((places.get(a) ?? '') < (places.get(b) ?? '') ? -1 : 1));
  const doubts = inOrder.slice(0, SHOWN);
  const last = doubts.at(-1);
  if (inOrder.length <= SHOWN || last === undefined)
    return { doubts, next: undefined, more: 0, atLeast: false };
  const next = places.get(last);
  const { count, atLeast } = await countInDoubt(stores, organization, next);
  return { doubts, next, more: count, atLeast };
};

/**
 * The one mail in doubt of this name, as it is now, or undefined where it is in doubt no longer, or never was: one read.
 */
export const findDoubt = async (
  { digests, notes }: DoubtStores,
  { organization, member, name }: { organization: string; member: string; name: string },
  now: Date,
): Promise<Doubt | undefined> => {
  const [kind, id = ''] = name.split('.');
  if (!Identifier.safeParse(member).success) return undefined;
  if (kind === 'digest' && /^\d{1,15}$/.test(id)) {
    const until = new Date(Number(id)).toISOString();
    const claim = await digests.getClaim(organization, member, until, now);
    return claim?.status === 'IN_DOUBT' ? { kind, name, claim } : undefined;
  }
  if (kind !== 'note' || !/^[a-z0-9]{32}$/.test(id)) return undefined;
  const [note] = await notes.find([{ organization, member, id }]);
  return note?.status === 'IN_DOUBT' ? { kind, name, note } : undefined;
};
