import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryFields } from '../../../shared/credits/hash-entry.ts';
import { creditedMarker } from '../../../shared/credits/store.ts';
import { verifyChain } from '../../../shared/credits/verify-chain.ts';
import { programOf, putProgram } from '../../support/credits.ts';
import { NOW, openSite, type Site, seedSite } from '../../support/site.ts';

const organization = 'lakeside';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  const { creditPrograms } = site.stores;
  await putProgram(creditPrograms, programOf({ organization, fieldOfStudy: 'Personal Development' }));
  await putProgram(creditPrograms, programOf({ organization, program: 'closed', retired: true }));
  await putProgram(creditPrograms, programOf({ organization, program: 'hours', standard: 'hours' }));
  await putProgram(creditPrograms, programOf({ organization, program: 'closing' }));
});
afterAll(() => site.close());

const report = (fields: Record<string, string> = {}, role: 'member' | 'staff' | 'administrator' = 'member') =>
  site.post(
    '/credits/reports',
    {
      program: 'cpe',
      title: 'A day on fractions',
      from: '2026-11-20',
      minutes: '110',
      again: 'yes',
      ...fields,
    },
    role,
  );
const reportsOf = (member: string) => site.stores.creditReports.reportsOf(organization, member);
const ledgerOf = (member: string) => site.stores.ledger.entriesOf(organization, member);
const append = async (member: string, ...amounts: number[]): Promise<void> => {
  for (const amount of amounts) {
    const entry: EntryFields = {
      organization,
      member,
      amount,
      unit: 'hours',
      reason: 'A goal met',
      rule: 'goal',
      period: '2026',
      at: NOW.toISOString(),
      source: 'award',
    };
    const marker = creditedMarker(organization, member, 'test', String(amount));
    await site.stores.ledger.append({ entries: [entry], marker });
  }
};
const reported = async (fields: Record<string, string> = {}) => {
  await report({ title: `Report ${(await reportsOf('mira')).length}`, ...fields });
  const [latest] = (await reportsOf('mira')).filter(({ status }) => status === 'pending');
  if (!latest) throw new Error('a report was just made');
  return { ...latest, href: `/staff/credits/mira/reports/${latest.report}` };
};

describe('reporting credit', () => {
  it('measures the minutes by the program, and waits for staff, told of by an event', async () => {
    expect((await report()).headers.get('location')).toBe('/credits#reports');
    const [made] = await reportsOf('mira');
    expect(made).toMatchObject({
      amount: 2.2,
      unit: 'CPE credits',
      status: 'pending',
      through: '2026-11-20',
    });
    const records = await site.tables.db.readStream('community', undefined, 100_000);
    const types = records.map(({ dynamodb }) => dynamodb.NewImage?.['event']?.M?.['type']?.S);
    expect(types).toContain('colloquy.credit.reported.v1');
    expect(await (await site.get('/credits', 'member')).text()).toContain('Waiting for staff');
    expect(await ledgerOf('mira')).toEqual([]);
    const declined = await site.post(
      `/staff/credits/mira/reports/${made?.report ?? ''}`,
      { outcome: 'declined', reason: 'Not about teaching.' },
      'staff',
    );
    expect(declined.status).toBe(303);
  });

  it.each([
    ['no measure', { program: 'hours', minutes: '' }, 'Give the minutes, or the credit.'],
    ['no minutes where these are measured', { minutes: '', amount: '2' }, 'This program measures minutes'],
    ['a day before 2000', { from: '1999-12-31' }, 'No credit is kept of days before 2000'],
    ['too few minutes', { minutes: '49' }, 'too few for any credit'],
    ['more than the minutes earn', { amount: '3' }, 'more than the minutes earn'],
    ['an amount there is not', { amount: '1.3' }, 'does not award such an amount'],
    ['a day to come', { from: '2026-12-24' }, 'once it has taken place'],
    ['days the wrong way round', { through: '2026-11-01' }, 'cannot be before the first'],
    ['evidence that is no address', { evidence: 'javascript:alert(1)' }, 'whole web address'],
    ['a closed program', { program: 'closed' }, 'This program is closed'],
    ['no title', { title: ' ' }, 'Say what it was.'],
    ['a program there is not', { program: 'nope' }, 'Choose one of these programs.'],
  ])('refuses %s, and loses nothing that was typed', async (_, fields, sentence) => {
    const before = (await reportsOf('mira')).length;
    const response = await report({ note: 'Kept as typed', ...fields });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(sentence);
    expect(page).toContain('Kept as typed');
    expect(await reportsOf('mira')).toHaveLength(before);
  });
});

describe('a report that may be the same as another', () => {
  const days = { from: '2026-10-01', through: '2026-10-03', minutes: '75', title: 'Autumn course' };
  const again = { from: '2026-10-03', minutes: '100', title: ' autumn  Course', again: '' };

  it('is sent only when its member says that it is another, and staff see what it is like', async () => {
    expect((await report({ ...days, again: '' }, 'administrator')).status).toBe(303);
    const warned = await report({ ...again, note: 'Kept as typed' }, 'administrator');
    expect(warned.status).toBe(422);
    const form = await warned.text();
    expect(form).toContain('You reported “Autumn course”');
    expect(form).toContain('Kept as typed');
    expect(form).toContain('This is something else: report it, too');
    expect(await reportsOf('oskar')).toHaveLength(1);

    expect((await report({ ...again, again: 'yes' }, 'administrator')).status).toBe(303);
    const first = (await reportsOf('oskar')).find(({ minutes }) => minutes === 75);
    const second = (await reportsOf('oskar')).find(({ minutes }) => minutes === 100);
    const hrefOf = (one: typeof first) => `/staff/credits/oskar/reports/${one?.report ?? ''}`;
    expect(await (await site.get(hrefOf(second), 'staff')).text()).toContain(hrefOf(first));
    await site.post(hrefOf(first), { outcome: 'approved', amount: '1.4' }, 'staff');
    const page = await (await site.get(hrefOf(second), 'staff')).text();
    expect(page).toContain('May be the same');
    expect(page).toContain('Entry 1');
    await site.post(hrefOf(second), { outcome: 'declined', reason: 'The same course.' }, 'staff');
    const credited = await (
      await report({ ...days, title: 'Other words', again: '' }, 'administrator')
    ).text();
    expect(credited).toContain('You were credited for “Autumn course”');
  });

  it('is of the same days: what was on others is not asked about', async () => {
    expect(
      (await report({ ...days, from: '2026-10-04', through: '', again: '' }, 'administrator')).status,
    ).toBe(303);
  });
});

describe('deciding on a report', () => {
  it('approves nothing under a program that was closed in the meantime', async () => {
    const { href } = await reported({ program: 'closing' });
    await putProgram(
      site.stores.creditPrograms,
      programOf({ organization, program: 'closing', retired: true, revision: 2 }),
    );
    const refused = await site.post(href, { outcome: 'approved', amount: '2.2' }, 'staff');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('The program is closed');
    expect((await site.post(href, { outcome: 'declined', reason: 'Closed.' }, 'staff')).status).toBe(303);
  });

  it('approves for less with a reason, appends to the ledger, and tells the member what changed', async () => {
    const { href, report: id } = await reported();
    const without = await site.post(href, { outcome: 'approved', amount: '2' }, 'staff');
    expect(without.status).toBe(422);
    expect(await without.text()).toContain('Say why it is less than was reported.');
    const raised = await site.post(href, { outcome: 'approved', amount: '3' }, 'staff');
    expect(await raised.text()).toContain('Approve no more than was reported');
    const reason = 'The first session was an introduction.';
    expect((await site.post(href, { outcome: 'approved', amount: '2', reason }, 'staff')).status).toBe(303);

    const entries = await ledgerOf('mira');
    expect(entries).toMatchObject([
      { amount: 2, unit: 'CPE credits', source: 'report', sourceId: id, by: 'petra', minutes: 110 },
    ]);
    expect(await site.stores.creditReports.getReport(organization, 'mira', id)).toMatchObject({
      status: 'approved',
      decision: {
        by: 'petra',
        at: NOW.toISOString(),
        reason,
        changes: [{ field: 'amount', from: '2.2', to: '2' }],
      },
    });
    const page = await (await site.get('/credits', 'member')).text();
    expect(page).toContain('Approved for 2 instead of 2.2 CPE credits.');
    expect(page).toContain(reason);
  });

  it('is made once, also by two at the same time', async () => {
    const { href } = await reported();
    const before = (await ledgerOf('mira')).length;
    const answers = await Promise.all(
      (['staff', 'administrator'] as const).map((role) =>
        site.post(href, { outcome: 'approved', amount: '2.2' }, role),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toContain(303);
    expect(await ledgerOf('mira')).toHaveLength(before + 1);
    const again = await site.post(href, { outcome: 'declined', reason: 'No.' }, 'staff');
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('decided already');
  });

  it('is nobody’s own', async () => {
    await report({}, 'staff');
    const [own] = await reportsOf('petra');
    const response = await site.post(
      `/staff/credits/petra/reports/${own?.report ?? ''}`,
      { outcome: 'approved', amount: '2.2' },
      'staff',
    );
    expect(await response.text()).toContain('Nobody decides on their own report.');
    expect(await ledgerOf('petra')).toEqual([]);
  });

  it('needs a reason to decline', async () => {
    const { href } = await reported();
    const response = await site.post(href, { outcome: 'declined', reason: ' ' }, 'staff');
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Say why, so that the member knows.');
  });
});

describe('correcting an entry', () => {
  const correct = (fields: Record<string, string>, member = 'tomas') =>
    site.post(
      `/staff/credits/${member}/corrections`,
      { entry: '1', reason: 'Counted twice.', ...fields },
      'staff',
    );

  it('takes it back by a counter-entry and puts the right one after it, once', async () => {
    await append('tomas', 3, 1.5);
    expect((await correct({ instead: '2.5' })).status).toBe(303);
    const entries = await ledgerOf('tomas');
    expect(
      entries.map(({ entry, amount, corrects, source }) => ({ entry, amount, corrects, source })),
    ).toEqual([
      { entry: 1, amount: 3, source: 'award' },
      { entry: 2, amount: 1.5, source: 'award' },
      { entry: 3, amount: -3, corrects: 1, source: 'correction' },
      { entry: 4, amount: 2.5, source: 'correction' },
    ]);
    expect(verifyChain(entries)).toMatchObject({ intact: true, entries: 4 });
    const records = await site.tables.db.readStream('credentials', undefined, 100_000);
    const types = records.map(({ dynamodb }) => dynamodb.NewImage?.['event']?.M?.['type']?.S);
    expect(types.filter((type) => type === 'colloquy.credit.revoked.v1')).toHaveLength(1);
    expect(await (await correct({})).text()).toContain('taken back already');
    expect(await (await correct({ entry: '3' })).text()).toContain('is a correction itself');
    expect(await ledgerOf('tomas')).toHaveLength(4);
  });

  it('stays with the standard and the minutes of the entry, at the revision of its program', async () => {
    const fields = { title: 'For a correction', minutes: '65' };
    const made = await report(fields, 'administrator');
    expect(made.status).toBe(303);
    const own = (await reportsOf('oskar')).find(({ title }) => title === fields.title);
    const number = String((await ledgerOf('oskar')).length + 1);
    await site.post(
      `/staff/credits/oskar/reports/${own?.report ?? ''}`,
      { outcome: 'approved', amount: '1.2' },
      'staff',
    );
    const refused = async (asked: Record<string, string>, sentence: string) => {
      const response = await correct({ entry: number, reason: 'Kept as typed', ...asked }, 'oskar');
      expect(response.status).toBe(422);
      const page = await response.text();
      expect(page).toContain(sentence);
      expect(page).toContain('Kept as typed');
    };
    await refused({ instead: '999.37' }, 'does not award such an amount');
    await refused({ instead: '1.4' }, 'more than the minutes earn');
    await refused({ minutes: '40' }, 'These minutes earn nothing');
    await refused({ minutes: '65' }, 'This is the amount the entry has');
    expect(await ledgerOf('oskar')).toHaveLength(Number(number));

    // What the program becomes afterwards does not measure what was credited under it.
    await site.post(
      '/staff/credit-programs/cpe',
      { name: 'CPE', increment: 'whole', sponsorName: 'Lakeside', deliveryMethod: 'group-live' },
      'staff',
    );
    expect((await correct({ entry: number, minutes: '75' }, 'oskar')).status).toBe(303);
    expect((await ledgerOf('oskar')).slice(Number(number))).toMatchObject([
      { amount: -1.2, corrects: Number(number), minutes: 65, programRevision: 1 },
      { amount: 1.4, minutes: 75, programRevision: 1 },
    ]);
  });

  it('takes the amount alone where no program measures the entry', async () => {
    await append('mira', 7);
    const entry = String((await ledgerOf('mira')).length);
    const response = await correct({ entry, minutes: '60' }, 'mira');
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('measured by no program');
  });

  it('is shown plainly on the ledger and the profile, and counts in no year', async () => {
    for (const path of ['/staff/credits/tomas', '/members/tomas']) {
      const page = await (await site.get(path, 'staff')).text();
      expect(page).toContain('Taken back by entry 3');
      expect(page).toContain('takes back entry 1: Counted twice.');
      expect(page).toContain('−3');
    }
    const own = await (await site.get('/credits', 'facilitator')).text();
    expect(own).toContain('all 4 entries are as they were written');
    expect(own).toMatch(/<h3>2026<\/h3>.*<dd>4<\/dd>/s);
  });

  it.each([
    ['an entry there is not', { entry: '9' }, 'There is no such entry'],
    ['the same amount', { entry: '2', instead: '1.5' }, 'This is the amount the entry has'],
    ['no reason', { entry: '2', reason: '' }, 'Say why'],
  ])('refuses %s', async (_, fields, sentence) => {
    const response = await correct(fields);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(sentence);
  });

  it('is nobody’s own', async () => {
    await append('petra', 1);
    expect(await (await correct({}, 'petra')).text()).toContain('Nobody corrects their own ledger.');
  });
});

describe('credit programs', () => {
  const fields = {
    name: 'Teaching hours',
    program: 'hours-2026',
    standard: 'hours',
    increment: 'fifth',
    deliveryMethod: 'group-live',
    sponsorName: 'Lakeside',
    creditsMeetings: 'yes',
    community: 'number-sense',
  };

  it('are added and changed, with who changed which field', async () => {
    expect((await site.post('/staff/credit-programs', fields, 'staff')).status).toBe(303);
    const change = { ...fields, creditsMeetings: '', contact: 'Room 12' };
    await site.post('/staff/credit-programs/hours-2026', change, 'administrator');
    const stored = await site.stores.creditPrograms.getProgram(organization, 'hours-2026');
    expect(stored).toMatchObject({
      creditsMeetings: false,
      contact: 'Room 12',
      standard: 'hours',
      revision: 2,
    });
    const changes = await site.stores.creditPrograms.changesOf(organization, 'hours-2026');
    expect(changes[1]).toMatchObject({
      by: 'oskar',
      changes: [
        { field: 'creditsMeetings', from: 'true', to: 'false' },
        { field: 'contact', to: 'Room 12' },
      ],
    });
    const page = await (await site.get('/staff/credit-programs/hours-2026', 'staff')).text();
    expect(page).toContain('Room 12');
    expect(page).toContain('creditsMeetings');
  });

  it.each([
    ['a short name that is taken', { program: 'cpe' }, 'of this identifier already'],
    ['a short name with blanks', { program: 'a b' }, 'letters, digits'],
    [
      'a community there is not',
      { program: 'other', community: 'nowhere' },
      'Choose one of these communities',
    ],
    ['a standard there is not', { program: 'other', standard: 'nope' }, 'Choose a standard.'],
  ])('refuse %s, and lose nothing that was typed', async (_, wrong, sentence) => {
    const response = await site.post('/staff/credit-programs', { ...fields, ...wrong }, 'staff');
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(sentence);
    expect(page).toContain('Teaching hours');
  });
});

describe('licences', () => {
  it('are entered and removed by their owner, and are never logged', async () => {
    const license = { profession: 'Accountancy', state: 'fl', number: 'AC-0012345' };
    expect((await site.post('/credits/licenses', license, 'member')).status).toBe(303);
    expect(await site.stores.licenses.licensesOf(organization, 'mira')).toEqual([
      { ...license, state: 'FL' },
    ]);
    const refused = await site.post('/credits/licenses', { ...license, state: 'Florida' }, 'member');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('AC-0012345');
    await site.post('/credits/licenses/remove', { number: license.number }, 'member');
    expect(await site.stores.licenses.licensesOf(organization, 'mira')).toEqual([]);
    expect(JSON.stringify(site.logged)).not.toContain('AC-0012345');
  });
});
