import * as z from 'zod';
import { Identifier, Instant } from '../../shared/events/envelope.ts';
import { makeEvent } from '../../shared/events/parse-event.ts';
import type { RosterStore } from '../../shared/members/roster-store.ts';
import { whomToTell } from '../../shared/notifications/whom-to-tell.ts';
import type { Delivery } from './deliver-notes.ts';
import { readOnce } from './read-once.ts';
import { type TellingOne, tellAll } from './tell.ts';

/** A request for coaching by whichever coach of a community, and after whom of them to go on. */
export const AnyCoach = z.strictObject({
  organization: Identifier,
  community: Identifier,
  /** Who asks. */
  by: Identifier,
  /** The source and the identifier of the event, which name the request for ever. */
  source: z.string().min(1).max(300),
  id: z.string().min(1).max(300),
  since: Instant,
  after: Identifier.optional(),
});
/** @see AnyCoach */
export type AnyCoach = z.output<typeof AnyCoach>;

/** What telling the coaches of a community needs. */
export interface TellingCoaches extends TellingOne {
  readonly rosters: Pick<RosterStore, 'coachPage'>;
  /** Hands messages on, at most ten, to this function's own queue. */
  readonly handOn: (messages: readonly object[]) => Promise<void>;
}

/** Coaches of one message. */
const PAGE = 20;

/** Tells some coaches of a community that somebody asks for coaching, and hands the others on. */
export const tellCoaches = async (request: AnyCoach, dependencies: TellingCoaches): Promise<Delivery[]> => {
  const { organization, community, by, source, id, since, after } = request;
  const page = await dependencies.rosters.coachPage(organization, community, { after, size: PAGE });
  const data = { member: by, community };
  const event = makeEvent('coaching.requested', { id, source, time: since, organization, data });
  const about = { of: 'coaching', community, by } as const;
  const happening = { organization, origin: [source, id], about, since };
  const tellings = whomToTell(event, { coaches: page.members });
  const deliveries = await tellAll(tellings, happening, readOnce(dependencies));
  if (page.next !== undefined) await dependencies.handOn([{ coaches: { ...request, after: page.next } }]);
  return deliveries;
};
