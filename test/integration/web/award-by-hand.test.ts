import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awardPart } from '../../../shared/awards/award-part.ts';
import { NOW, openSite, PUBLIC_URL, type Site, seedSite } from '../../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
});
afterAll(() => site.close());

const mentor = {
  achievement: 'mentor',
  name: 'Mentor',
  description: 'Accompanied a colleague.',
  criteria: 'Met every month.',
};
const upload = (path: string, fields: Readonly<Record<string, string | File>>) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return site.app.request(`${PUBLIC_URL}${path}`, {
    method: 'POST',
    body,
    headers: { origin: PUBLIC_URL, cookie: site.cookieOf('staff') },
  });
};
const textOf = async (response: Response | Promise<Response>) => (await response).text();
const table = (text: string) => new File([text], 'awards.csv', { type: 'text/csv' });

/** Does what the function does with every part that was confirmed. */
const award = async (batch: string) => {
  const head = await site.stores.batches.get('lakeside', batch);
  if (!head) throw new Error('there is no such batch');
  for (const part of await site.stores.batches.partsOf('lakeside', batch)) {
    const { confirmedBy, confirmedAt } = part;
    if (confirmedBy === undefined || confirmedAt === undefined) continue;
    const confirmed = { ...part, confirmedBy, confirmedAt };
    const { lines } = await awardPart(site.stores.awards, head, confirmed);
    await site.stores.batches.report({ ...confirmed, lines, doneAt: confirmedAt });
  }
};

describe('the catalogue of achievements', () => {
  it('keeps what staff make, with everything it can say', async () => {
    const made = await upload('/staff/achievements', {
      ...mentor,
      level: 'Level 2',
      tags: 'coaching, first year',
      months: '24',
      credits: '2.5',
      'alignment.0.targetName': 'Coaching',
      'alignment.0.targetUrl': 'https://frameworks.example.org/CFItems/1',
      'alignment.0.targetType': 'CFItem',
      'alignment.1.targetType': '',
      'results.0.name': 'Score',
      'results.0.result': 'score',
      'results.0.resultType': 'RawScore',
      'results.0.valueMax': '100',
      'results.1.resultType': 'RawScore',
      picture: new File(
        ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'],
        'b.svg',
        {
          type: 'image/svg+xml',
        },
      ),
    });
    expect([made.status, made.headers.get('location')]).toEqual([303, '/staff/achievements/mentor?saved']);
    const entry = await site.stores.achievements.get('lakeside', 'mentor');
    expect(entry).toMatchObject({
      revision: 1,
      changedBy: 'petra',
      achievement: {
        ...mentor,
        level: 'Level 2',
        tags: ['coaching', 'first year'],
        validFor: { months: 24 },
        creditsAvailable: 2.5,
        alignment: [{ targetName: 'Coaching', targetType: 'CFItem' }],
        results: [{ result: 'score', valueMax: '100' }],
        image: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    });
    const page = await textOf(site.get('/staff/achievements/mentor', 'staff'));
    expect(page).toContain('value="https://frameworks.example.org/CFItems/1"');
    expect(await textOf(site.get('/staff/achievements', 'staff'))).toContain('/staff/achievements/mentor');
  });

  it.each([
    ['no name', { name: ' ' }, 'Give it a name of at most 120 characters.'],
    ['no identifier', { achievement: 'a b' }, 'Choose a short identifier'],
    ['months that are none', { months: '1.5' }, 'Write a whole number of months from 1 to 600'],
    ['credits that are none', { credits: '-1' }, 'Write a number above 0'],
    [
      'an address that is none',
      { 'alignment.4.targetName': 'X', 'alignment.4.targetUrl': 'javascript:alert(1)' },
      'href="#alignment.4.targetUrl"',
    ],
    [
      'a picture that is none',
      { picture: new File(['GIF89a'], 'b.gif', { type: 'image/gif' }) },
      'neither PNG nor SVG',
    ],
    [
      'an endorsement that is none',
      { 'endorsement.0': 'They are great.' },
      'no signed EndorsementCredential',
    ],
    [
      'an endorsement nobody signed',
      { 'endorsement.0': '{"type":["VerifiableCredential","EndorsementCredential"]}' },
      'This endorsement could not be verified.',
    ],
  ])('gives %s back as it was typed, with what is wrong', async (_, wrong, message) => {
    const answer = await upload('/staff/achievements', {
      ...mentor,
      achievement: 'other',
      description: 'Typed & kept',
      ...wrong,
    });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(message);
    expect(page).toContain('Typed &amp; kept');
    expect(await site.stores.achievements.get('lakeside', 'other')).toBeUndefined();
  });

  it('changes one, and never over a change that its author has not seen', async () => {
    const first = await upload('/staff/achievements/mentor', {
      ...mentor,
      name: 'Mentor of many',
      revision: '1',
    });
    expect(first.status).toBe(303);
    const second = await upload('/staff/achievements/mentor', {
      ...mentor,
      name: 'Mentor of few',
      revision: '1',
    });
    expect([second.status, await second.text()]).toEqual([409, expect.stringContaining('in the meantime')]);
    const entry = await site.stores.achievements.get('lakeside', 'mentor');
    expect(entry).toMatchObject({ revision: 2, achievement: { name: 'Mentor of many' } });
    expect((await upload('/staff/achievements', mentor)).status).toBe(409);
  });

  it('keeps every revision, and tells staff who changed what, when', async () => {
    expect(await site.stores.achievements.revisionsOf('lakeside', 'mentor')).toMatchObject([
      { revision: 2, changedBy: 'petra', achievement: { name: 'Mentor of many' } },
      { revision: 1, changedBy: 'petra', changedAt: NOW.toISOString(), achievement: { name: mentor.name } },
    ]);
    const page = await textOf(site.get('/staff/achievements/mentor', 'staff'));
    const history = page
      .slice(page.indexOf('id="history"'))
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(history).toMatch(/Revision 2,.*Petra Lindqvist.*Name Mentor of many Before: .*Revision 1,/);
    expect(history.slice(0, history.indexOf('Revision 1'))).not.toContain('What somebody has to do');
  });
});

describe('an award by hand', () => {
  it('to one member is granted once, with what was said', async () => {
    const said = {
      achievement: 'mentor',
      narrative: 'A year with Lena.',
      evidence: 'https://a.example/1',
      member: 'mira',
    };
    const answer = await site.post('/staff/award', said, 'staff');
    expect(answer.status).toBe(303);
    await award(answer.headers.get('location')?.split('/').at(-1) ?? '');
    const [grant] = await site.stores.awards.grantsOf('lakeside', 'mira');
    expect(grant).toMatchObject({
      rule: 'by-hand.mentor',
      period: 'ever',
      by: 'petra',
      narrative: 'A year with Lena.',
      artifacts: [{ url: 'https://a.example/1' }],
      badge: { achievement: 'mentor' },
    });
    const again = await site.post('/staff/award', said, 'staff');
    expect(again.status).toBe(422);
    const page = await again.text();
    expect(page).toContain('Has this badge already');
    expect(page).toContain('A year with Lena.');
    expect((await site.post('/staff/award', { ...said, period: '2026' }, 'staff')).status).toBe(303);
  });

  it.each([
    ['nobody', { member: '' }, 'Say who it is for.'],
    ['somebody unknown', { member: 'no-one' }, 'There is no member with this identifier.'],
    [
      'an address of another organization',
      { member: 'vera@hillside.example.org' },
      'No member signs in with this address.',
    ],
    ['a period that is none', { member: 'tomas', period: 'soon' }, 'Write &quot;ever&quot;, a year'],
    ['a result there is not', { member: 'tomas', evidence: 'my desk' }, 'is no address that begins with'],
  ])('for %s is given back', async (_, wrong, message) => {
    const fields = { achievement: 'mentor', narrative: 'Kept.', ...wrong };
    const answer = await site.post('/staff/award', fields, 'staff');
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(message);
    expect(page).toContain('Kept.');
  });

  it('is nobody’s own, alone, in a table, or confirmed for a colleague', async () => {
    const alone = await site.post('/staff/award', { achievement: 'mentor', member: 'petra' }, 'staff');
    expect(alone.status).toBe(422);
    expect(await alone.text()).toContain('You cannot award yourself; ask a colleague.');
    const uploaded = await upload('/staff/award/batches', {
      achievement: 'mentor',
      csv: 'member\npetra\noskar\n',
    });
    const path = uploaded.headers.get('location') ?? '';
    const batch = path.split('/').at(-1) ?? '';
    const linesOf = async () =>
      (await site.stores.batches.partsOf('lakeside', batch)).flatMap(({ lines }) =>
        lines.map(({ member, outcome, says }) => ({ member, outcome, says })),
      );
    const own = { outcome: 'wrong', says: 'You cannot award yourself; ask a colleague.' };
    expect(await linesOf()).toMatchObject([
      { member: 'petra', ...own },
      { member: 'oskar', outcome: 'ready' },
    ]);
    await site.post(`${path}/confirm`, {}, 'administrator');
    await award(batch);
    expect(await linesOf()).toMatchObject([
      { member: 'petra', ...own },
      { member: 'oskar', ...own },
    ]);
    expect(await site.stores.awards.grantsOf('lakeside', 'oskar')).toEqual([]);
  });

  it('of an achievement there is not is refused', async () => {
    const answer = await site.post('/staff/award', { achievement: 'nothing', member: 'mira' }, 'staff');
    expect(answer.status).toBe(404);
  });
});

describe('a table of awards', () => {
  const csv = 'member,narrative\ntomas,"Led, and held"\nmira,Again\nno-one,\n,\n';

  it('is shown before it is awarded, then awarded once, with a report per line', async () => {
    const drafted = await upload('/staff/award/batches', { achievement: 'mentor', file: table(csv) });
    expect(drafted.status).toBe(303);
    const path = drafted.headers.get('location') ?? '';
    const preview = await site.get(path, 'staff');
    expect(preview.headers.get('refresh')).toBeNull();
    const shown = await preview.text();
    for (const says of [
      'Award 1 member',
      'Has this badge already',
      'There is no member',
      'Say who it is for.',
    ]) {
      expect(shown).toContain(says);
    }
    expect(await site.stores.awards.grantsOf('lakeside', 'tomas')).toEqual([]);

    expect((await site.post(`${path}/confirm`, {}, 'staff')).headers.get('location')).toBe(path);
    expect((await site.get(path, 'staff')).headers.get('refresh')).toBe('5');
    expect((await site.get(`${path}?still`, 'staff')).headers.get('refresh')).toBeNull();
    const batch = path.split('/').at(-1) ?? '';
    await award(batch);
    await award(batch);
    expect(await textOf(site.get(path, 'staff'))).toContain('Done: 1 badge awarded.');
    expect(await site.stores.awards.grantsOf('lakeside', 'tomas')).toMatchObject([
      { rule: 'by-hand.mentor', narrative: 'Led, and held' },
    ]);
    const report = await site.get(`${path}/report.csv`, 'staff');
    expect(report.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(await report.text()).toBe(
      'line,member,identifier,period,outcome,report\r\n' +
        '2,tomas,tomas,ever,Awarded,Awarded.\r\n' +
        '3,mira,mira,ever,Has it already,"Has this badge already, and cannot be given it twice."\r\n' +
        '4,no-one,,ever,No such member,There is no member with this identifier.\r\n' +
        '5,,,ever,Cannot be awarded,Say who it is for.\r\n',
    );
    expect((await site.post(`${path}/confirm`, {}, 'staff')).status).toBe(303);
    expect(await textOf(site.get('/staff/award', 'staff'))).toContain(path);
  });

  it.each([
    ['as it was pasted', { csv: 'member,points\ntomas,3' }, 'The column &quot;points&quot; is not known'],
    ['from the file', { file: table('member,points\nnoor,3') }, 'The column &quot;points&quot; is not known'],
    ['with nothing in it', { csv: '' }, 'There is nothing in it.'],
  ])('that cannot be read is given back, %s', async (_, fields, message) => {
    const answer = await upload('/staff/award/batches', { achievement: 'mentor', ...fields });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(message);
    if (!message.startsWith('There')) expect(page).toMatch(/member,points\n(tomas|noor),3/);
  });

  it('in another encoding than UTF-8 is refused with what to do', async () => {
    const file = new File([Uint8Array.of(0x6d, 0xe9)], 'latin.csv');
    const answer = await upload('/staff/award/batches', { achievement: 'mentor', file });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('CSV UTF-8')]);
  });

  it('of 2 MB is taken, and one beyond is not', async () => {
    const long = (bytes: number) =>
      table(`member,narrative\n${`nobody,${'x'.repeat(1990)}\n`.repeat(bytes / 2000)}`);
    expect(
      (await upload('/staff/award/batches', { achievement: 'mentor', file: long(2_000_000) })).status,
    ).toBe(303);
    expect(
      (await upload('/staff/award/batches', { achievement: 'mentor', file: long(3_000_000) })).status,
    ).toBe(413);
  });
});
