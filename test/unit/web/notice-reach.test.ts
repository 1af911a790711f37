import { describe, expect, it } from 'vitest';
import { readReach } from '../../../functions/web/notice-reach.ts';

/** Rosters of so many each, and everything that was read of them. */
const sized = (
  rosters: Readonly<Record<string, number>>,
  schedules: readonly object[] = [{ off: ['notice'] }],
) => {
  const read = { items: 0, queries: 0, schedules: 0 };
  const stores = {
    directory: { list: () => Promise.reject(new Error('not everybody is asked for')) },
    rosters: {
      rosterPage: (
        _: string,
        community: string,
        { after = '-1', size }: { after?: string; size: number },
      ) => {
        const from = Number(after.split('-').at(-1)) + (after === '-1' ? 0 : 1);
        const start = after === '-1' ? 0 : from;
        const all = rosters[community] ?? 0;
        const members = Array.from(
          { length: Math.min(size, all - start) },
          (_one, i) => `${community.startsWith('same') ? 'same' : community}-${start + i}`,
        );
        read.items += members.length;
        read.queries += 1;
        return Promise.resolve({ members, next: start + size < all ? members.at(-1) : undefined });
      },
    },
    digests: {
      getSchedules: (_: string, members: readonly string[]) => {
        read.schedules = members.length;
        return Promise.resolve(schedules);
      },
    },
  };
  return { read, stores: stores as unknown as Parameters<typeof readReach>[0] };
};

describe('whom a notice to communities reaches', () => {
  it('is each member once', async () => {
    const { stores, read } = sized({ 'same-a': 700, 'same-b': 600 });
    const reach = await readReach(stores, 'o', ['same-a', 'same-b']);
    expect(reach).toEqual({ people: 700, switchedOff: 1, muted: 0, atLeast: false });
    expect(read).toEqual({ items: 1300, queries: 4, schedules: 700 });
  });

  it('says how many muted every one of them that they are in, and did not switch notices off', async () => {
    const muting = (member: string, ...names: string[]) => ({
      member,
      communities: Object.fromEntries(names.map((name) => [name, 'muted'])),
    });
    const schedules = [
      // In both, and hears one; in both, and hears neither; in the first alone; wants no notices anyway.
      muting('same-0', 'same-a'),
      muting('same-1', 'same-a', 'same-b'),
      muting('same-9', 'same-a'),
      { ...muting('same-8', 'same-a'), off: ['notice'] },
      { ...muting('same-2'), communities: { 'same-a': 'mentions', 'same-b': 'mentions' } },
      muting('same-3', 'elsewhere'),
    ];
    const { stores } = sized({ 'same-a': 10, 'same-b': 5 }, schedules);
    expect(await readReach(stores, 'o', ['same-a', 'same-b'])).toEqual({
      ...{ people: 10, switchedOff: 1, muted: 2, atLeast: false },
    });
  });

  it('counts as muted, where not all was looked at, whoever muted all it is for', async () => {
    const schedules = [
      { member: 'c0-0', communities: { c0: 'muted' } },
      { member: 'c0-1', communities: { c0: 'muted', c1: 'muted' } },
    ];
    const { stores } = sized({ c0: 50_000, c1: 50_000 }, schedules);
    expect(await readReach(stores, 'o', ['c0', 'c1'])).toMatchObject({ muted: 1, atLeast: true });
  });

  it('is counted up to a bound, however large the rosters are', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `c${i}`);
    const { stores, read } = sized(Object.fromEntries(names.map((name) => [name, 50_000])));
    expect(await readReach(stores, 'o', names)).toEqual({
      ...{ people: 2000, switchedOff: 1, muted: 0, atLeast: true },
    });
    expect(read).toEqual({ items: 2000, queries: 4, schedules: 2000 });
    // Empty communities are places looked at, too.
    const empty = sized({ c0: 2000 });
    expect(await readReach(empty.stores, 'o', ['c0'])).toMatchObject({ people: 2000, atLeast: false });
  });
});
