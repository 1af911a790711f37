import type { Database } from './database.ts';
import type { JsonObject } from './json.ts';

/** An event as the bus took it. */
export interface SeenEvent {
  /** RFC 3339, by the local clock. */
  readonly receivedAt: string;
  /** The event in its bus form, as JSON text. */
  readonly event: string;
}

/** What the bus has taken: every event, whatever its rules did with it, bounded in number and size. */
export interface Archive {
  add(bus: string, receivedAt: Date, event: JsonObject): void;
  /** Newest first. */
  recent(limit: number): readonly SeenEvent[];
}

/** Bounds of an archive; the oldest events beyond either are forgotten. */
export interface ArchiveBounds {
  readonly events: number;
  readonly bytes: number;
}

/** Some hundred thousand events of a kilobyte: years of a community, and a file that a laptop does not mind. */
const ARCHIVE_BOUNDS: ArchiveBounds = { events: 200_000, bytes: 256 * 1024 * 1024 };

/** Forgetting happens for so many events at once, at least. */
const MARGIN = 0.02;

/** Opens the archive over what the database holds of it. */
export const openArchive = (database: Database, bounds: ArchiveBounds = ARCHIVE_BOUNDS): Archive => {
  const held = database.first('SELECT count(*) AS events, coalesce(sum(bytes), 0) AS bytes FROM seen_event');
  let events = Number(held?.['events']);
  let bytes = Number(held?.['bytes']);

  const forgetOldest = (): void => {
    const surplus = Math.max(1, Math.floor(events * MARGIN));
    const gone = database.all(
      'DELETE FROM seen_event WHERE seq IN (SELECT seq FROM seen_event ORDER BY seq LIMIT ?) RETURNING bytes',
      surplus,
    );
    events -= gone.length;
    bytes -= gone.reduce((sum, row) => sum + Number(row['bytes']), 0);
  };

  return {
    add: (bus, receivedAt, event) => {
      const text = JSON.stringify(event);
      const size = Buffer.byteLength(text);
      database.run(
        'INSERT INTO seen_event (bus, received_at, bytes, event) VALUES (?, ?, ?, ?)',
        bus,
        receivedAt.toISOString(),
        size,
        text,
      );
      events += 1;
      bytes += size;
      while (events > 0 && (events > bounds.events || bytes > bounds.bytes)) forgetOldest();
    },
    recent: (limit) =>
      database
        .all('SELECT received_at, event FROM seen_event ORDER BY seq DESC LIMIT ?', limit)
        .map((row) => ({ receivedAt: String(row['received_at']), event: String(row['event']) })),
  };
};
