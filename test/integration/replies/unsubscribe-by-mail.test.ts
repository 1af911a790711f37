import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDigestsStore } from '../../../shared/digests/store.ts';
import { startSchedule } from '../../../shared/digests/window.ts';
import { listHeaders } from '../../../shared/mail/list-headers.ts';
import { createMailCountsStore } from '../../../shared/mail/mail-counts-store.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { mailOf, plain } from '../../support/raw-mails.ts';
import { createReplyWorld } from '../../support/reply-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** The mail that a mail program sends where its reader ends a list: as the header of the list asks for it. */
const endingMail = (list: 'digests' | 'reply', token: string, organization: string): Buffer => {
  const header = listHeaders({
    ...{ list, organization, organizationName: 'Midland', unsubscribeToken: token },
    ...{ publicUrl: 'https://colloquy.example', replyDomain: 'reply.colloquy.example' },
  }).find(({ name }) => name === 'List-Unsubscribe');
  const mailto = new URL(/<(mailto:[^>]+)>/.exec(header?.value ?? '')?.[1] ?? '');
  const headers = {
    From: 'somebody@elsewhere.example',
    To: decodeURIComponent(mailto.pathname),
    Subject: mailto.searchParams.get('subject') ?? '',
    // A program may say that it is one: the token is the capability.
    'Auto-Submitted': 'auto-generated',
  };
  return mailOf(plain(''), { headers, ses: [] });
};

it('ends the list that the mail names, once, answers nothing, and leaves other tokens alone', async () => {
  const organization = 'ending';
  const world = await createReplyWorld(tables.community, organization);
  const digests = createDigestsStore(tables.community);
  const token = 'token-of-ana-in-ending-0123';
  await digests.putSchedule(
    startSchedule({
      ...{ organization, member: 'ana', unsubscribeToken: token, now: world.now },
      preferences: { frequency: 'daily', timeZone: 'UTC', hour: 7, weekday: 1 },
      since: world.now.toISOString(),
    }),
  );
  const send = async (key: string, mail: Buffer) => {
    world.inbox.set(key, mail);
    expect(await world.deliver([key])).toMatchObject({ again: 0 });
    const { frequency, off } = (await digests.getSchedule(organization, 'ana')) ?? {};
    return { frequency, off };
  };

  expect(await send('1', endingMail('digests', `${token}x`, organization))).toEqual({ frequency: 'daily' });
  expect(await send('2', endingMail('reply', token, organization))).toEqual({
    frequency: 'daily',
    off: ['reply'],
  });
  const ended = { frequency: 'none', off: ['reply'] };
  expect(await send('3', endingMail('digests', token, organization))).toEqual(ended);
  expect(await send('4', endingMail('digests', token, organization))).toEqual(ended);
  expect(world.mails).toEqual([]);
  expect(world.inbox.size).toBe(0);
  const [day] = await createMailCountsStore(tables.community).of(organization, ['2026-11-22']);
  expect(day?.counts).toMatchObject({ unsubscribed: 1, kindEnded: 1 });
});
