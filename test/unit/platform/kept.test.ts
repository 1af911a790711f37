import { beforeEach, describe, expect, it } from 'vitest';
import { createKept, type Kept } from '../../../shared/platform/kept.ts';

let now = 0;
let asked: string[] = [];
let kept: Kept;
beforeEach(() => {
  now = 0;
  asked = [];
  kept = createKept({ maxBytes: 100, keepFor: 1000, clock: () => new Date(now) });
});

const get = (key: string, bytes = 40): Promise<string> =>
  kept.get(
    key,
    () => {
      asked.push(key);
      return Promise.resolve(`answer to ${key}`);
    },
    () => bytes,
  );

describe('what is kept', () => {
  it('is asked for once, also while the answer is on its way', async () => {
    expect(await Promise.all([get('a'), get('a')])).toEqual(['answer to a', 'answer to a']);
    await get('a');
    expect(asked).toEqual(['a']);
  });

  it('is asked for anew when its time is over', async () => {
    await get('a');
    now = 999;
    await get('a');
    now = 1000;
    await get('a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('is never more than its bound: what was asked for least lately goes first', async () => {
    await get('a');
    await get('b');
    await get('a');
    await get('c');
    expect(kept.bytes()).toBe(80);
    await get('a');
    await get('b');
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
  });

  it('is not what alone is larger than the bound', async () => {
    await get('huge', 101);
    expect(kept.bytes()).toBe(0);
  });

  it('is no failure: everybody who waits gets it, and the next asks again', async () => {
    const fail = () =>
      kept.get(
        'a',
        () => Promise.reject(new Error('no')),
        () => 1,
      );
    await expect(Promise.all([fail(), fail()])).rejects.toThrow('no');
    expect(await get('a')).toBe('answer to a');
  });
});
