import { describe, expect, it } from 'vitest';
import { unreached } from '../../../functions/notify/address-readers.ts';

const choice = { frequency: 'none', timeZone: 'UTC', hour: 9, weekday: 1 } as const;
const everybody = {
  ...{ organization: 'maths', notice: 'n1', title: 'Closed', text: 'Snow.', by: 'petra' },
  at: '2026-11-20T10:00:00.000Z',
};
const notice = { ...everybody, communities: ['algebra', 'geometry', 'number'] };

/** What is said of somebody in some communities, and which of their memberships were read. */
const ask = async (isIn: readonly string[], muted: readonly string[], page = 'algebra#') => {
  const read: string[] = [];
  const getMembership = (_organization: string, _member: string, community: string) => {
    read.push(community);
    return Promise.resolve(isIn.includes(community) ? {} : undefined);
  };
  const communities = Object.fromEntries(muted.map((community) => [community, 'muted' as const]));
  const sources = { members: { getMembership } } as unknown as Parameters<typeof unreached>[0];
  return { why: await unreached(sources, notice, 'ana', { ...choice, communities }, page), read };
};

describe('whom a notice to communities does not reach', () => {
  it.each([
    ['nobody who hears the one they were found in', ['algebra'], [], undefined, 1],
    ['nobody who muted another', ['algebra', 'geometry'], ['geometry'], undefined, 1],
    ['nobody who muted that and hears another', ['algebra', 'geometry'], ['algebra'], undefined, 1],
    ['whoever muted all of them, without a read', ['algebra'], ['algebra', 'geometry', 'number'], 'muted', 0],
    ['whoever muted the only one they are in', ['algebra'], ['algebra'], 'muted', 2],
    ['whoever left', [], [], 'not-a-member', 3],
  ] as const)('is %s', async (_case, isIn, muted, why, reads) => {
    const asked = await ask(isIn, muted);
    expect(asked.why).toBe(why);
    expect(asked.read).toHaveLength(reads);
  });

  it('is nobody of one to everybody, whatever they muted', async () => {
    const preferences = { ...choice, communities: { algebra: 'muted' as const } };
    const nothing = {} as Parameters<typeof unreached>[0];
    expect(await unreached(nothing, everybody, 'ana', preferences, '*#')).toBeUndefined();
  });
});
