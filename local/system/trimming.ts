import type { RunningStreamMapping, Streams } from './stream-mapping.ts';

/** Trims a table's stream to what the slowest of its readers has still to read; sequence numbers order as texts. */
export const createTrimming =
  (mappings: () => readonly RunningStreamMapping[], streams: Streams) =>
  async (table: string): Promise<void> => {
    const reached = mappings()
      .filter(({ settings }) => settings.table === table)
      .map((mapping) => mapping.checkpoint());
    const slowest = reached.reduce((least, at) =>
      least === undefined || at === undefined ? undefined : at < least ? at : least,
    );
    if (slowest !== undefined) await streams.trim(table, slowest);
  };
