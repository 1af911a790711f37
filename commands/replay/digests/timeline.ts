import { nextDue } from '../../../shared/digests/due.ts';
import type { DigestPreferences } from '../../../shared/digests/model.ts';
import type { EventOf } from '../../../shared/events/catalogue.ts';

type Post = EventOf<'post.created'>;

/** What a replay lives through, one after the other: some posts are written (the last of them at `at`), or digests fall due. */
export type Moment =
  | { readonly at: number; readonly posts: readonly Post[] }
  | { readonly at: number; readonly due: true };

/** A daily digest at seven in a zone, and no notification: it is the digests that are looked at. */
export const dailyAtSeven = (timeZone: string): DigestPreferences => ({
  frequency: 'daily',
  timeZone,
  hour: 7,
  weekday: 1,
});

/** Every instant at which it is seven in a zone, after `from` and up to the first at or after `through`. */
const dueInstants = (timeZone: string, from: Date, through: Date): number[] => {
  const preferences = dailyAtSeven(timeZone);
  const instants: number[] = [];
  let due = nextDue(preferences, from);
  while (due) {
    instants.push(due.getTime());
    if (due >= through) break;
    due = nextDue(preferences, due);
  }
  return instants;
};

/**
 * Everything that happens up to the last digest of the days before `through`, in the order of time. Posts are reported
 * together where nothing lies between them that could tell them apart: no digest falls due, and nobody joins. What
 * falls on one instant: the digests first, because a window ends before the instant of its end.
 */
export const timelineOf = (
  posts: readonly Post[],
  joinings: readonly Date[],
  zones: readonly string[],
  from: Date,
  through: Date,
): Moment[] => {
  const due = new Set(zones.flatMap((zone) => dueInstants(zone, from, through)));
  const edges = [...due, ...joinings.map((at) => at.getTime())].sort((a, b) => a - b);
  const waiting = [...posts].sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
  const moments: Moment[] = [];
  const takeBefore = (edge: number): void => {
    const after = waiting.findIndex(({ time }) => Date.parse(time) >= edge);
    const taken = waiting.splice(0, after < 0 ? waiting.length : after);
    const last = taken.at(-1);
    if (last) moments.push({ at: Date.parse(last.time), posts: taken });
  };
  for (const edge of edges) {
    takeBefore(edge);
    if (due.has(edge) && moments.at(-1)?.at !== edge) moments.push({ at: edge, due: true });
  }
  return moments;
};
