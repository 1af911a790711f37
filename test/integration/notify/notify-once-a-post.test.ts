import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createNotifyWorld, type NotifyWorld } from '../../support/notify-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const worldOf = async (organization: string): Promise<NotifyWorld> => {
  const world = createNotifyWorld(tables, organization);
  await world.found();
  for (const member of ['ana', 'ben']) await world.join(member, {});
  return world;
};

describe('a post that is reported more than once', () => {
  it('is told once, whatever its events are called', async () => {
    const world = await worldOf('reported-twice');
    await world.post('t1', 'ana');
    const first = await world.post('r1', 'ben', { topic: 't1' });
    await world.tell([first, { ...first, id: 'another' }]);
    await world.tell([{ ...first, id: 'a-third', source: 'another-system' }]);
    expect(world.mails).toHaveLength(1);
  });

  it('is told once where it was a mention at first, because nobody knew its topic, and is a reply later', async () => {
    const world = await worldOf('topic-came-later');
    const at = world.now.toISOString();
    const data = {
      ...{ community: 'algebra', post: 'r1', member: 'ben', topic: 'late', kind: 'reply' as const },
      ...{ title: 'On fractions', excerpt: 'Words.', mentions: ['ana'] },
    };
    await world.tell([world.event('post.created', data, { id: 'first', at: world.now })], { receives: 5 });
    expect(world.mails.map(({ subject }) => subject)).toEqual(['You are mentioned: On fractions']);
    await world.post('late', 'ana');
    await world.stores.feed.add({ organization: 'topic-came-later', ...data, postedAt: at });
    await world.tell([world.event('post.created', data, { id: 'second' })]);
    expect(world.mails).toHaveLength(1);
  });

  it('is another post in another community', async () => {
    const world = await worldOf('two-communities');
    const place = { organization: 'two-communities', joinedAt: '2026-11-01T00:00:00.000Z' };
    await world.stores.communities.putCommunity({
      ...{ organization: 'two-communities', community: 'geometry', name: 'Geometry', purpose: '' },
      createdAt: place.joinedAt,
    });
    for (const member of ['ana', 'ben'])
      await world.stores.members.join({ ...place, member, community: 'geometry', role: 'member' });
    const here = await world.post('p1', 'ben', { mentions: ['ana'] });
    const data = { ...here.data, community: 'geometry' };
    await world.stores.feed.add({ organization: 'two-communities', ...data, postedAt: here.time });
    await world.tell([here]);
    await world.tell([world.event('post.created', data, { id: 'there' })]);
    expect(world.mails).toHaveLength(2);
  });
});
