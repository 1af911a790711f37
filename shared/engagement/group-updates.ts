import { hash } from 'node:crypto';
import type { EventOf } from '../events/catalogue.ts';
import { chunksOf } from '../platform/chunks-of.ts';
import { activitiesOf } from './activities-of.ts';

/** Most ids one update adds: with a page's 47 that keeps a page's item under 1 KB, one write unit. */
export const MAX_UPDATE_IDS = 16;

/** One event as a day's record knows it. */
export interface Entry {
  /** The event's {@link hashId}. */
  readonly id: string;
  readonly counters: readonly string[];
}

/** What is to be added to one member's record of one day in one community, in one write. */
export interface DayUpdate {
  readonly organization: string;
  readonly member: string;
  readonly community: string;
  readonly day: string;
  /** 1 to {@link MAX_UPDATE_IDS}, no id twice. */
  readonly entries: readonly Entry[];
}

/** An update, and where in the batch the events stand that it is made of (duplicates, too). */
export interface GroupedUpdate {
  readonly update: DayUpdate;
  readonly positions: readonly number[];
}

/**
 * The name of an event in a record: the first 8 bytes of SHA-256 over source and id, as 16 hex digits.
 * 64 bits among the hundred events of a member's day make a false duplicate a matter of 1 in 10^15.
 */
export const hashId = ({ source, id }: Pick<EventOf, 'source' | 'id'>): string =>
  hash('sha256', `${source}\n${id}`, 'hex').slice(0, 16);

interface Gathered {
  readonly day: Omit<DayUpdate, 'entries'>;
  readonly entries: Map<string, { entry: Entry; positions: number[] }>;
}

/**
 * Turns a batch of events into as few writes as can be: one update for each day's record that they touch, more
 * only where a record gets over {@link MAX_UPDATE_IDS} events. The same event twice in the batch is one entry.
 */
export const groupUpdates = (events: readonly EventOf[]): readonly GroupedUpdate[] => {
  const records = new Map<string, Gathered>();
  for (const [position, event] of events.entries()) {
    const id = hashId(event);
    for (const { counters, ...day } of activitiesOf(event)) {
      // '#' cannot stand in an identifier.
      const key = [event.organization, day.member, day.community, day.day].join('#');
      const record = records.get(key) ?? {
        day: { organization: event.organization, ...day },
        entries: new Map<string, { entry: Entry; positions: number[] }>(),
      };
      const known = record.entries.get(id);
      if (known) known.positions.push(position);
      else record.entries.set(id, { entry: { id, counters }, positions: [position] });
      records.set(key, record);
    }
  }
  return [...records.values()].flatMap(({ day, entries }) =>
    chunksOf([...entries.values()], MAX_UPDATE_IDS).map((chunk) => ({
      update: { ...day, entries: chunk.map(({ entry }) => entry) },
      positions: chunk.flatMap(({ positions }) => positions),
    })),
  );
};
