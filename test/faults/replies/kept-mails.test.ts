import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Defect } from '../../../shared/platform/errors.ts';
import { MOST_POSTS } from '../../../shared/replies/model.ts';
import { MOST_ANSWERS } from '../../../shared/replies/received-store.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { file, mailOf, multipart, plain } from '../../support/raw-mails.ts';
import { createReplyWorld } from '../../support/reply-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** A world, and how it is handed mails, each with an identifier of its own. */
const worldOf = async (organization: string) => {
  const world = await createReplyWorld(tables.community, organization);
  const receive = async (id: string, content: string) => {
    const headers = { To: world.address, 'Message-ID': `<${id}@x>` };
    world.inbox.set(id, mailOf(content, { headers }));
    await world.deliver([id]);
  };
  return { world, receive };
};
const withFile = multipart('multipart/mixed', [plain('See there.'), file('a.pdf', 'application/pdf', 10)]);

describe('a mail stays in the inbox', () => {
  it('where less than all of it went back, however often its event comes', async () => {
    const { world, receive } = await worldOf('kept');
    await receive('long', plain('数学 '.repeat(20_000)));
    await world.deliver(['long']);
    expect([world.mails.length, world.inbox.has('long')]).toEqual([1, true]);
    expect(world.mails[0]?.text.replace(/\s+/g, ' ')).toContain('kept for 14 days');
  });

  it('where its author cannot be told any more that day, or was perhaps told', async () => {
    const { world, receive } = await worldOf('untold');
    for (let i = 0; i <= MOST_ANSWERS; i += 1) await receive(`mail-${i}`, withFile);
    expect([...world.inbox.keys()]).toEqual([`mail-${MOST_ANSWERS}`]);
    world.now = new Date('2026-11-23T10:15:00.000Z');
    world.outcome = { kind: 'unknown', error: new Defect('broke off') };
    await receive('broken', withFile);
    expect(world.inbox.has('broken')).toBe(true);
  });

  it('and no other does: what was posted, what went back whole, and what was nobody’s', async () => {
    const { world, receive } = await worldOf('gone');
    await receive('post', plain('With pizza.'));
    await receive('back', withFile);
    await receive('long', plain('word '.repeat(4100)));
    world.inbox.set('eve', mailOf(withFile, { headers: { To: world.address, From: 'eve@example.org' } }));
    await world.deliver(['eve']);
    expect([world.mails.length, world.inbox.size]).toEqual([2, 0]);
  });
});

describe('posts by mail of one member in one topic', () => {
  it('end after many a day, which is said once, and begin again the next', async () => {
    const { world, receive } = await worldOf('many');
    for (let i = 0; i < MOST_POSTS + 3; i += 1) await receive(`mail-${i}`, plain(`Answer ${i}.`));
    expect(await world.posts()).toHaveLength(MOST_POSTS);
    expect(world.mails).toHaveLength(1);
    expect(world.mails[0]?.text).toContain(`Answer ${MOST_POSTS}.`);
    // What nobody was told of is not lost.
    expect([...world.inbox.keys()]).toEqual([`mail-${MOST_POSTS + 1}`, `mail-${MOST_POSTS + 2}`]);

    // What was posted counts once, however often it comes.
    const { world: again, receive: receiveAgain } = await worldOf('again');
    for (let i = 0; i < MOST_POSTS + 3; i += 1) await receiveAgain('one', plain('The same.'));
    await receiveAgain('two', plain('Another.'));
    expect([(await again.posts()).length, again.mails.length]).toEqual([2, 0]);

    world.now = new Date('2026-11-23T10:15:00.000Z');
    await receive('tomorrow', plain('Good morning.'));
    expect(await world.posts()).toHaveLength(MOST_POSTS + 1);
  });
});
