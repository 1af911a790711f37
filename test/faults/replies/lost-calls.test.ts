import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Defect, Unavailable } from '../../../shared/platform/errors.ts';
import { MOST_ANSWERS } from '../../../shared/replies/received-store.ts';
import type { Loss } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { file, mailOf, multipart, plain } from '../../support/raw-mails.ts';
import { createReplyWorld } from '../../support/reply-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const withFile = multipart('multipart/mixed', [plain('See there.'), file('a.pdf', 'application/pdf', 10)]);

const worldWith = async (organization: string, content: string) => {
  const world = await createReplyWorld(tables.community, organization);
  const raw = mailOf(content, { headers: { To: world.address } });
  world.inbox.set('inbox/one', raw);
  return { world, raw };
};

/** Loses the n-th call, lets the event come again, then the same mail as another object at a later time. */
const loseCall = async (content: string, organization: string, lose: number, loss: Loss) => {
  const { world, raw } = await worldWith(organization, content);
  const { again, calls } = await world.deliver(['inbox/one'], { lose, loss });
  await world.deliver(['inbox/one']);
  world.now = new Date('2026-11-22T11:00:00.000Z');
  world.inbox.set('inbox/two', raw);
  expect((await world.deliver(['inbox/two'])).again).toBe(0);
  return { world, again, calls };
};

describe.each<Loss>(['before', 'after'])('a call that is lost %s its effect', (loss) => {
  it('while an answer is posted: one post, at one time', async () => {
    let n = 1;
    for (; ; n += 1) {
      const { world, again, calls } = await loseCall(plain('With pizza.'), `post-${loss}-${n}`, n, loss);
      if (calls < n) break;
      expect(world.inbox.size, 'nothing is left in the inbox').toBe(0);
      expect(again, `call ${n} was lost, so the message has to come again`).toBe(1);
      const posts = await world.posts();
      expect(
        posts.map(({ body, createdAt }) => [body, createdAt]),
        `after call ${n}`,
      ).toEqual([['With pizza.', '2026-11-22T10:15:00.000Z']]);
    }
    expect(n).toBeGreaterThan(7);
  });

  it('while an answer is refused: at most one mail, and none is lost but where it was perhaps sent', async () => {
    const sent: number[] = [];
    let n = 1;
    for (; ; n += 1) {
      const { world, again, calls } = await loseCall(withFile, `refuse-${loss}-${n}`, n, loss);
      if (calls < n) break;
      expect(again).toBe(1);
      expect(await world.posts()).toEqual([]);
      sent.push(world.mails.length);
      // The first was deleted when it was answered; where it perhaps was not, what they wrote is still there.
      if (world.mails.length === 0) expect(world.inbox.has('inbox/one')).toBe(true);
    }
    expect(Math.max(...sent)).toBe(1);
    // Lost before the mail left, but after it was claimed: the one case in which nobody is told.
    expect(sent.filter((count) => count === 0)).toHaveLength(1);
  });
});

describe('an answer after its time', () => {
  const late = async (organization: string, at: string) => {
    const { world, raw } = await worldWith(organization, plain('Four months later.'));
    world.now = new Date(at);
    await world.deliver(['inbox/one']);
    expect([await world.posts(), world.inbox.size]).toEqual([[], 0]);
    world.inbox.set('inbox/two', raw);
    await world.deliver(['inbox/two']);
    return world.mails;
  };

  it('is told its author once, with what they wrote, for two years', async () => {
    for (const [i, at] of [
      '2027-02-20T10:15:00.000Z',
      '2027-03-22T10:00:00.000Z',
      '2028-11-20T10:00:00.000Z',
    ].entries()) {
      const mails = await late(`late-${i}`, at);
      expect(mails).toHaveLength(1);
      expect(mails[0]?.text).toContain('Four months later.');
      expect(mails[0]?.text).toContain('it takes answers for 90 days');
    }
  });

  it('becomes a post until the last second of ninety days', async () => {
    const { world } = await worldWith('in-time', plain('Just in time.'));
    world.now = new Date('2027-02-20T10:14:59.000Z');
    await world.deliver(['inbox/one']);
    expect((await world.posts()).map(({ body }) => body)).toEqual(['Just in time.']);
  });
});

describe('the mail service', () => {
  it('is busy: the same mail is answered when it comes again, once', async () => {
    const { world, raw } = await worldWith('busy', withFile);
    world.outcome = { kind: 'unavailable', error: new Unavailable('TooManyRequestsException') };
    expect((await world.deliver(['inbox/one'])).again).toBe(1);
    world.outcome = undefined;
    expect((await world.deliver(['inbox/one'])).again).toBe(0);
    world.inbox.set('inbox/two', raw);
    await world.deliver(['inbox/two']);
    expect(world.mails).toHaveLength(1);
  });

  it('is busy for long: what was not sent counts for nothing, and the author is told at last', async () => {
    const { world } = await worldWith('busy-long', withFile);
    world.outcome = { kind: 'unavailable', error: new Unavailable('TooManyRequestsException') };
    for (let n = 0; n <= MOST_ANSWERS; n += 1) await world.deliver(['inbox/one']);
    world.outcome = undefined;
    await world.deliver(['inbox/one']);
    expect(world.mails).toHaveLength(1);
  });

  it('breaks off: the mail was perhaps answered, and is not again', async () => {
    const { world, raw } = await worldWith('broken', withFile);
    world.outcome = { kind: 'unknown', error: new Defect('broke off') };
    expect((await world.deliver(['inbox/one'])).again).toBe(0);
    world.outcome = undefined;
    world.inbox.set('inbox/two', raw);
    await world.deliver(['inbox/two']);
    expect(world.mails).toEqual([]);
    expect(world.counts.get('RepliesUnanswered')).toBe(2);
  });
});

describe('answers to one member', () => {
  it('end after a few a day, whatever comes, and begin again the next', async () => {
    const { world } = await worldWith('loop', withFile);
    const receive = async (id: string) => {
      world.inbox.set(id, mailOf(withFile, { headers: { To: world.address, 'Message-ID': `<${id}@x>` } }));
      await world.deliver([id]);
    };
    for (let i = 0; i < MOST_ANSWERS + 3; i += 1) await receive(`mail-${i}`);
    expect(world.mails).toHaveLength(MOST_ANSWERS);
    world.now = new Date('2026-11-23T10:15:00.000Z');
    await receive('tomorrow');
    expect(world.mails).toHaveLength(MOST_ANSWERS + 1);
  });
});

describe('a mail without a name of its own', () => {
  it('is one post, though it is stored twice', async () => {
    const { world, raw } = await worldWith('nameless', plain('Once.'));
    const nameless = Buffer.from(raw.toString('latin1').replace(/Message-ID: [^\r\n]*\r?\n/i, ''), 'latin1');
    expect(nameless.byteLength).toBeLessThan(raw.byteLength);
    world.inbox.set('inbox/one', nameless);
    world.inbox.set('inbox/two', nameless);
    await world.deliver(['inbox/one', 'inbox/two']);
    expect(await world.posts()).toHaveLength(1);
  });
});
