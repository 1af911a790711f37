import type { Level, LevelOperation, LevelRange } from './engine.ts';

/** A change of one key on disk; without a value the key is removed. */
export interface KeyChange {
  readonly key: string;
  readonly value?: string;
}

/** The one way to disk: everything decided in one go is written in one LevelDB batch, whole or not at all. */
export interface Commit {
  /** The value of a key after everything decided so far, on disk already or not. */
  latest(key: string): string | undefined;
  /** The value of a key on disk. */
  stored(key: string): string | undefined;
  /** Decides changes; they reach the disk together. Whoever stages must await {@link Commit.settled}. */
  stage(changes: readonly KeyChange[]): void;
  /** Resolves when everything decided so far is on disk; rejects where it could not be written. */
  settled(): Promise<void>;
  /** Entries on disk of a range of keys, in chunks, as they were when the reading began. */
  entries(range: LevelRange): AsyncGenerator<[key: string, value: string][]>;
  /** Removes a range of keys, not at one stroke. */
  clear(range: LevelRange): Promise<void>;
  close(): Promise<void>;
}

/** Bytes read ahead, and the most entries of one chunk. */
const READ_AHEAD_BYTES = 256 * 1024;
const CHUNK = 500;

interface Unsettled {
  readonly value: string | undefined;
  readonly batch: number;
}

/**
 * Commits decisions to LevelDB in groups.
 *
 * A decision is made in one turn of the event loop against {@link Commit.latest} and staged in the same turn, so that
 * decisions stand in one order and need no locks. While one batch is being written the next gathers; nobody is answered
 * before the batch with their decision, and with all that it rests on, is written. A batch goes to the operating system
 * in one record of LevelDB's log, so that the death of the process leaves it whole or absent.
 */
export const createCommit = (level: Level): Commit => {
  const unsettled = new Map<string, Unsettled>();
  let staged: LevelOperation[] = [];
  let batch = 0;
  let next: PromiseWithResolvers<undefined> | undefined;
  let writing: Promise<undefined> | undefined;

  const stored = (key: string) => level.getSync(key, { valueEncoding: 'utf8' });

  const takeNext = () => {
    const taken = next;
    next = undefined;
    return taken;
  };

  const write = async (): Promise<void> => {
    for (let done = takeNext(); done; done = takeNext()) {
      const [operations, number] = [staged, batch];
      staged = [];
      batch += 1;
      writing = done.promise;
      try {
        await level.batch(operations);
        for (const { key } of operations) if (unsettled.get(key)?.batch === number) unsettled.delete(key);
        done.resolve(undefined);
      } catch (error) {
        // What was decided meanwhile rests on what is now not so: it fails as well.
        unsettled.clear();
        staged = [];
        done.reject(error);
        takeNext()?.reject(error);
      }
    }
    writing = undefined;
  };

  return {
    latest: (key) => {
      const pending = unsettled.get(key);
      return pending ? pending.value : stored(key);
    },
    stored,
    stage: (changes) => {
      for (const { key, value } of changes) {
        unsettled.set(key, { value, batch });
        staged.push(
          value === undefined ? { type: 'del', key } : { type: 'put', key, value, valueEncoding: 'utf8' },
        );
      }
      if (next) return;
      next = Promise.withResolvers<undefined>();
      // A turn later, so that requests that arrived together are written together.
      if (!writing) setImmediate(() => void write());
    },
    settled: async () => {
      await (next?.promise ?? writing);
    },
    entries: async function* (range) {
      const iterator = level.iterator({
        ...range,
        valueEncoding: 'utf8',
        highWaterMarkBytes: READ_AHEAD_BYTES,
      });
      try {
        for (;;) {
          const chunk = await iterator.nextv(CHUNK);
          if (chunk.length === 0) return;
          yield chunk;
        }
      } finally {
        await iterator.close();
      }
    },
    clear: (range) => level.clear(range),
    close: async () => {
      await (next?.promise ?? writing);
      await level.close();
    },
  };
};
