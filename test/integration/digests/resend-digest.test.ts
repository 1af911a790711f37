import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOBODYS_TOKEN } from '../../../shared/digests/resend.ts';
import { afterSetback } from '../../../shared/mail/standing.ts';
import { createMailStandingsStore } from '../../../shared/mail/standing-store.ts';
import { InvalidInput, Unavailable } from '../../../shared/platform/errors.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createResendWorld, type ResendWorld } from '../../support/resend-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

let opened = 0;
const open = () => createResendWorld(tables, `resend-${String(++opened)}`);
const stateOf = async ({ world, requests, window }: ResendWorld, organization: string) => {
  const [request] = await requests.requestsOf(organization, 'ana');
  const claim = await world.stores.digests.getClaim(organization, 'ana', window.until, world.now);
  return { request: request?.status, because: request?.because, claim: claim?.status };
};

const again = { request: 'resend.1795158000000.1', kind: 'resend' } as const;

describe('a digest that staff ask for again', () => {
  it('is built anew of the same window and sent once, with its own way out of it', async () => {
    const opened = await open();
    const { world } = opened;
    const event = await opened.ask(again);
    expect(await opened.answer(event)).toBe(false);
    expect(await opened.answer(event)).toBe(false);
    expect(world.mails).toHaveLength(1);
    expect(world.mails[0]?.to).toBe(`ana@${event.organization}.example.org`);
    expect(world.mails[0]?.text).toContain('About t1');
    expect(world.mails[0]?.headers).toContainEqual({ name: 'X-Colloquy-Copy', value: 'again' });
    expect(JSON.stringify(world.mails[0]?.headers)).toContain(`${event.organization}-ana-0123456789abcdef`);
    expect(await stateOf(opened, event.organization)).toMatchObject({ request: 'SENT', claim: 'SENT' });
  });

  it('is kept with as many things as the mail tells of by now', async () => {
    const opened = await open();
    const { world, window } = opened;
    await world.post({ post: 't2', member: 'ben', postedAt: '2026-11-20T06:00:00.000Z' });
    const event = await opened.ask(again);
    await opened.answer(event);
    expect(world.mails[0]?.text).toMatch(/About t1[^]*About t2|About t2[^]*About t1/);
    const claim = await world.stores.digests.getClaim(event.organization, 'ana', window.until, world.now);
    expect(claim).toMatchObject({ status: 'SENT', items: 2 });
  });

  it.each([
    [
      'ended their digests',
      async ({ world }: ResendWorld, organization: string) => {
        await world.stores.digests.unsubscribe(`${organization}-ana-0123456789abcdef`, world.now);
      },
    ],
    [
      'address takes no mail',
      async ({ world }: ResendWorld, organization: string) => {
        const of = { organization, member: 'ana', address: `ana@${organization}.example.org` };
        await createMailStandingsStore(tables.community).put(
          afterSetback(undefined, of, 'bounced', world.now),
        );
      },
    ],
  ])('is not sent where the member %s', async (because, arrange) => {
    const opened = await open();
    const event = await opened.ask(again);
    await arrange(opened, event.organization);
    expect(await opened.answer(event)).toBe(false);
    expect(opened.world.mails).toEqual([]);
    expect(await stateOf(opened, event.organization)).toEqual({
      request: 'NOT_SENT',
      because: expect.stringContaining(because) as string,
      claim: 'SENT',
    });
  });

  it('is not sent for somebody who is not of the staff by now', async () => {
    const opened = await open();
    const event = await opened.ask({ ...again, by: 'ben' });
    await opened.answer(event);
    expect(opened.world.mails).toEqual([]);
  });

  it.each([
    ['unavailable', new Unavailable('not now'), { request: 'SENT', claim: 'SENT', mails: 1, again: true }],
    [
      'refused',
      new InvalidInput('never'),
      { request: 'NOT_SENT', claim: 'SUPPRESSED', mails: 0, again: false },
    ],
    [
      'unknown',
      new InvalidInput('who knows'),
      { request: 'IN_DOUBT', claim: 'IN_DOUBT', mails: 0, again: false },
    ],
  ] as const)('comes to its end where the mail service is %s at first', async (kind, error, end) => {
    const opened = await open();
    const { world } = opened;
    const event = await opened.ask(again);
    const { send } = world;
    world.send = () => Promise.resolve({ kind, error });
    expect(await opened.answer(event)).toBe(end.again);
    world.send = send;
    expect(await opened.answer(event)).toBe(false);
    const { request, claim } = await stateOf(opened, event.organization);
    expect({ request, claim, mails: world.mails.length, again: end.again }).toEqual(end);
  });
});

describe('a test of a digest', () => {
  it('goes to whoever asked, is marked as one, and can end or answer nothing of the member’s', async () => {
    const opened = await open();
    const event = await opened.ask({ request: 'test.once-1', kind: 'test' });
    await opened.answer(event);
    await opened.answer(event);
    const { organization } = event;
    expect(opened.world.mails).toHaveLength(1);
    const [mail] = opened.world.mails;
    expect(mail?.to).toBe(`petra@${organization}.example.org`);
    expect(mail?.subject).toMatch(/^\[Test\] /);
    expect(mail?.replyTo).toBeUndefined();
    expect(mail?.headers.filter(({ name }) => name.startsWith('List-'))).toEqual([]);
    expect(mail?.headers).toContainEqual({ name: 'X-Colloquy-Copy', value: 'test' });
    expect(mail?.tags).toEqual({ organization, member: 'petra', mail: 'test.once-1' });
    expect(JSON.stringify(mail)).not.toContain(`${organization}-ana-0123456789abcdef`);
    expect(mail?.text).toContain(NOBODYS_TOKEN);
    expect(await stateOf(opened, organization)).toMatchObject({ request: 'SENT', claim: 'SENT' });
  });
});
