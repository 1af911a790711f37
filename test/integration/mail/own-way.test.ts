import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { writeNotice } from '../../../shared/notifications/write-notice.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createNotifyWorld } from '../../support/notify-world.ts';
import { file, mailOf, multipart, plain } from '../../support/raw-mails.ts';
import { createReplyWorld } from '../../support/reply-world.ts';
import { createResendWorld } from '../../support/resend-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const mark = (organization: string): Promise<void> =>
  createCommunitiesStore(tables.community).markOwnMail(organization);

it('is taken by a digest, one that staff ask for and a test, from when the organization is marked on', async () => {
  const staff = await createResendWorld(tables, 'digests');
  const { world } = staff;
  await staff.answer(await staff.ask({ request: 'test.before', kind: 'test' }));
  await mark('digests');
  await staff.answer(await staff.ask({ request: 'test.after', kind: 'test' }));
  await staff.answer(await staff.ask({ request: 'again.1', kind: 'resend' }));
  await world.post({ post: 't2', member: 'ana', postedAt: '2026-11-21T05:00:00.000Z' });
  await world.run('2026-11-21T07:16:00.000Z');
  const ways = world.mails.map(({ organization, ownMail }) => [organization, ownMail]);
  expect(ways).toEqual([undefined, true, true, true].map((own) => ['digests', own]));
});

it('is taken by a notification and a notice', async () => {
  const world = createNotifyWorld(tables, 'notes');
  await world.found();
  await world.join('ana', {});
  await world.join('ben');
  await mark('notes');
  await world.tell([await world.post('p1', 'ben', { mentions: ['ana'] })]);
  const { notice, event } = writeNotice({
    ...{ organization: 'notes', notice: 'n1', title: 'Snow', text: 'Stay safe.', by: 'ben', communities: [] },
    ...{ inQuietHours: false, at: world.now, eventId: 'e1' },
  });
  await world.stores.notices.publish(notice, event);
  await world.tell([event]);
  expect([...world.mails, ...world.bulks].map(({ ownMail }) => ownMail)).toEqual([true, true]);
});

it('is taken by the mail that says why an answer was not posted', async () => {
  const world = await createReplyWorld(tables.community, 'replies');
  await mark('replies');
  const withFile = multipart('multipart/mixed', [plain('See there.'), file('a.pdf', 'application/pdf', 10)]);
  world.inbox.set('inbox/1', mailOf(withFile, { headers: { To: world.address } }));
  await world.deliver(['inbox/1']);
  expect(world.mails.map(({ ownMail }) => ownMail)).toEqual([true]);
});
