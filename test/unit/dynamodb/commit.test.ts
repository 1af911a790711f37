import { beforeEach, describe, expect, it } from 'vitest';
import { type Commit, createCommit } from '../../../local/dynamodb/commit.ts';
import type { Level, LevelOperation } from '../../../local/dynamodb/engine.ts';

/** A disk whose every write waits to be let through, or to fail. */
class Disk implements Level {
  readonly kept = new Map<string, string>();
  readonly waiting: { keys: string[]; finish: (failure?: Error) => void }[] = [];

  batch(operations: readonly LevelOperation[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({
        keys: operations.map(({ key }) => key),
        finish: (failure) => {
          if (failure) {
            reject(failure);
            return;
          }
          for (const { key, value } of operations) {
            if (value === undefined) this.kept.delete(key);
            else this.kept.set(key, value);
          }
          resolve();
        },
      });
    });
  }

  getSync(key: string): string | undefined {
    return this.kept.get(key);
  }

  iterator(): ReturnType<Level['iterator']> {
    return { nextv: () => Promise.resolve([]), close: () => Promise.resolve() };
  }

  open = (): Promise<void> => Promise.resolve();
  close = (): Promise<void> => Promise.resolve();
  clear = (): Promise<void> => Promise.resolve();
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the commit', () => {
  let disk: Disk;
  let commit: Commit;

  beforeEach(() => {
    disk = new Disk();
    commit = createCommit(disk);
  });

  const decide = (key: string, value?: string) => {
    commit.stage([{ key, ...(value !== undefined && { value }) }]);
    return commit.settled();
  };

  it('writes in one batch what was decided together, and gathers the next meanwhile', async () => {
    const first = [decide('a', '1'), decide('b', '1')];
    await turn();
    const second = [decide('a', '2'), decide('c', '1')];
    await turn();
    expect(disk.waiting.map(({ keys }) => keys)).toEqual([['a', 'b']]);
    expect([commit.latest('a'), commit.stored('a')]).toEqual(['2', undefined]);
    disk.waiting[0]?.finish();
    await Promise.all(first);
    expect([commit.latest('a'), commit.stored('a')]).toEqual(['2', '1']);
    await turn();
    expect(disk.waiting.map(({ keys }) => keys)).toEqual([
      ['a', 'b'],
      ['a', 'c'],
    ]);
    disk.waiting[1]?.finish();
    await Promise.all(second);
    expect([commit.latest('a'), commit.stored('a'), commit.stored('c')]).toEqual(['2', '2', '1']);
  });

  it('lets nobody be answered before what they rest on is written', async () => {
    const wrote = decide('a', '1');
    let answered = false;
    const reader = commit.settled().then(() => {
      answered = true;
    });
    await turn();
    expect(answered).toBe(false);
    disk.waiting[0]?.finish();
    await Promise.all([wrote, reader]);
    expect(answered).toBe(true);
    await expect(commit.settled()).resolves.toBeUndefined();
  });

  it('fails all that rests on a batch that could not be written, and goes on from what is on disk', async () => {
    const before = decide('a', '0');
    await turn();
    disk.waiting[0]?.finish();
    await before;
    const failing = decide('a', '1');
    await turn();
    const resting = decide('b', 'because a is 1');
    const full = new Error('the disk is full');
    disk.waiting[1]?.finish(full);
    await expect(failing).rejects.toBe(full);
    await expect(resting).rejects.toBe(full);
    expect([commit.latest('a'), commit.latest('b')]).toEqual(['0', undefined]);
    const after = decide('a');
    await turn();
    expect(disk.waiting.map(({ keys }) => keys)).toEqual([['a'], ['a'], ['a']]);
    disk.waiting[2]?.finish();
    await after;
    expect(commit.latest('a')).toBeUndefined();
  });
});
