import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreditProgram } from '../../../shared/credits/program-model.ts';
import { creditedMarker } from '../../../shared/credits/store.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { tenComments } from '../../support/badges.ts';
import { NOW, openSite, type Site, seedSite } from '../../support/site.ts';

const badge = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01';
const PERIOD = 'from=2026-01-01&through=2026-12-31';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  const { stores } = site;
  const program = CreditProgram.parse({
    organization: 'lakeside',
    program: 'cpe',
    name: 'CPE of the association',
    standard: 'nasba',
    sponsorName: 'Lakeside Educators Association',
    contact: 'credits@lakeside.example',
    fieldOfStudy: 'Communications',
    location: 'Lakeside Hall',
    nasbaSponsorId: '123456',
    signerName: 'Petra Lind',
    signerTitle: 'Director of Education',
    ceBrokerProvider: '50-1',
    ceBrokerCourse: '20-7',
    revision: 1,
  });
  await stores.creditPrograms.saveProgram(program, {
    organization: 'lakeside',
    program: 'cpe',
    revision: 1,
    by: 'petra',
    at: NOW.toISOString(),
    changes: [],
  });
  const appended = await stores.ledger.append({
    entries: [
      {
        organization: 'lakeside',
        member: 'mira',
        amount: 1.2,
        unit: 'CPE',
        reason: 'Attended a meeting',
        rule: 'cpe',
        period: 'ever',
        at: '2026-10-05T07:00:00.000Z',
        source: 'meeting',
        sourceId: 'meeting-1',
        program: 'cpe',
        activity: 'What =SUM(1) means to children',
        through: '2026-10-04',
      },
    ],
    marker: creditedMarker('lakeside', 'mira', 'meeting-1'),
  });
  expect(appended.outcome).toBe('appended');
  await stores.licenses.saveLicenses({
    organization: 'lakeside',
    member: 'mira',
    licenses: [{ number: 'RN-1', profession: 'Nursing', state: 'FL' }],
  });
  await stores.credentials.put(
    {
      credential: badge,
      organization: 'lakeside',
      member: 'mira',
      rule: 'ten',
      period: 'ever',
      achievement: tenComments,
      recipientName: 'Mira Solano',
      issuerName: 'Lakeside Educators Association',
      issuedAt: '2026-11-20T07:00:00Z',
      document: '{}',
      standing: 'valid',
      changes: 0,
      visibility: 'private',
    },
    makeEvent('credential.issued', {
      id: badge,
      source: 'colloquy',
      time: '2026-11-20T07:00:00Z',
      organization: 'lakeside',
      data: { member: 'mira', credential: badge, rule: 'ten' },
    }),
  );
});
afterAll(() => site.close());

const isPdf = async (response: Response) => {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(Buffer.from(await response.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
};

describe('a transcript', () => {
  it('is shown to its member and to staff, and to nobody else', async () => {
    const page = await (await site.get(`/members/mira/transcript?${PERIOD}`, 'member')).text();
    expect(page).toContain('What =SUM(1) means to children');
    expect(page).toContain('Ten comments');
    expect(page).toContain('Make one of this period');
    const staff = await (await site.get(`/members/mira/transcript?${PERIOD}`, 'staff')).text();
    expect(staff).toContain('Ten comments');
    expect(staff).not.toContain('Make one of this period');
    expect((await site.get(`/members/mira/transcript?${PERIOD}`, 'facilitator')).status).toBe(403);
  });

  it('of another period has nothing on it, and one of a wrong period is said to be wrong', async () => {
    const page = await (
      await site.get('/members/mira/transcript?from=2025-01-01&through=2025-12-31', 'member')
    ).text();
    expect(page).toContain('No credit in this period');
    expect((await site.get('/members/mira/transcript?from=x&through=y', 'member')).status).toBe(422);
    expect((await site.get('/members/mira/transcript.pdf?from=x&through=y', 'member')).status).toBe(422);
  });

  it('is had as PDF and as a table that runs no formula', async () => {
    await isPdf(await site.get(`/members/mira/transcript.pdf?${PERIOD}`, 'member'));
    const csv = await (await site.get(`/members/mira/transcript.csv?${PERIOD}`, 'member')).text();
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain('credit,2026-10-04,What =SUM(1) means to children,1.2,CPE');
    expect(csv).toContain('badge,2026-11-20,Ten comments');
  });

  it('has a certificate for each entry under a program', async () => {
    await isPdf(await site.get('/members/mira/credits/1/certificate.pdf', 'member'));
    expect((await site.get('/members/mira/credits/2/certificate.pdf', 'member')).status).toBe(404);
  });

  it('has none that lacks what its standard asks for, and says what is missing and where it is set', async () => {
    const program = await site.stores.creditPrograms.getProgram('lakeside', 'cpe');
    if (!program) throw new Error('the program is not there');
    const save = (next: CreditProgram) =>
      site.stores.creditPrograms.saveProgram(next, {
        organization: 'lakeside',
        program: 'cpe',
        revision: next.revision,
        by: 'petra',
        at: NOW.toISOString(),
        changes: [],
      });
    const without = CreditProgram.omit({ contact: true, signerTitle: true }).strip().parse(program);
    await save({ ...without, revision: program.revision + 1 });
    const refused = await site.get('/members/mira/credits/1/certificate.pdf', 'member');
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain('must also say: Contact; Title of the signer.');
    expect(page).toContain('/staff/credit-programs/cpe');
    await save({ ...program, revision: program.revision + 2 });
    await isPdf(await site.get('/members/mira/credits/1/certificate.pdf', 'member'));
  });

  it('calls the member on a certificate as they were called on the day they earned the credit', async () => {
    const { members } = site.stores;
    const before = (await members.getMember('lakeside', 'mira'))?.name ?? '';
    await members.changeName('lakeside', 'mira', 'Mira Newname', { by: 'petra', at: NOW });
    // A paper's title names its member.
    const paper = async (path: string) =>
      Buffer.from(await (await site.get(path, 'member')).arrayBuffer()).toString('latin1');
    const certificate = await paper('/members/mira/credits/1/certificate.pdf');
    expect(certificate).toContain(`: ${before})`);
    expect(certificate).not.toContain('Mira Newname');
    expect(await paper(`/members/mira/transcript.pdf?${PERIOD}`)).toContain('(Transcript of Mira Newname)');
    await members.changeName('lakeside', 'mira', before, { by: 'petra', at: new Date(NOW.getTime() + 1) });
  });
});

describe('a roster', () => {
  const header = 'Provider Number,Course Number,License Number,Date,State,Profession,Partial Credit\r\n';
  const row = '50-1,20-7,RN-1,10/04/2026,FL,Nursing,\r\n';

  it('of a member has their licence and their credit', async () => {
    expect(await (await site.get(`/members/mira/roster.csv?${PERIOD}`, 'member')).text()).toBe(header + row);
  });

  it('of everybody is for staff', async () => {
    expect(await (await site.get(`/staff/credits/roster.csv?${PERIOD}`, 'staff')).text()).toBe(header + row);
    expect((await site.get(`/staff/credits/roster.csv?${PERIOD}`, 'member')).status).toBe(403);
    const elsewhere = await site.get(`/staff/credits/roster.csv?${PERIOD}`, 'staff-of-another-organization');
    expect(await elsewhere.text()).toBe(header);
  });
});

describe('a transcript for others to verify', () => {
  const make = (period: Record<string, string>) => site.post('/members/mira/transcripts', period, 'member');

  it('is made of the badges of a period, and its link is shown to its member alone', async () => {
    const response = await make({ from: '2026-01-01', through: '2026-12-31' });
    expect(response.status).toBe(303);
    const page = await (await site.get(`/members/mira/transcript?${PERIOD}`, 'member')).text();
    expect(page).toMatch(/\/transcripts\/[\w-]+\.jwt\?key=/);
    const staff = await (await site.get(`/members/mira/transcript?${PERIOD}`, 'staff')).text();
    expect(staff).not.toContain('.jwt?key=');
    const [kept] = await site.stores.transcripts.listOf('lakeside', 'mira');
    expect(kept).toMatchObject({ badges: [badge], from: '2026-01-01', through: '2026-12-31' });
  });

  it('is ended by its member alone, who sees since when, and once', async () => {
    const [made] = await site.stores.transcripts.listOf('lakeside', 'mira');
    const end = `/members/mira/transcripts/${made?.transcript}/end`;
    expect((await site.post(end, {}, 'staff')).status).toBe(403);
    expect((await site.post('/members/mira/transcripts/another/end', {}, 'member')).status).toBe(404);
    expect((await site.post(end, {}, 'member')).status).toBe(303);
    const [ended] = await site.stores.transcripts.listOf('lakeside', 'mira');
    expect(ended?.closedAt).toBe(NOW.toISOString());
    expect(await site.stores.transcripts.get(made?.transcript ?? '')).toEqual(ended);
    if (ended) await site.stores.transcripts.close(ended, new Date('2030-01-01T00:00:00Z'));
    expect((await site.stores.transcripts.get(made?.transcript ?? ''))?.closedAt).toBe(NOW.toISOString());
    const page = await (await site.get(`/members/mira/transcript?${PERIOD}`, 'member')).text();
    expect(page).toContain('you ended its link');
    expect(page).not.toContain('.jwt?key=');
  });

  it('is not made of nothing, nor by anybody else', async () => {
    expect((await make({ from: '2025-01-01', through: '2025-12-31' })).status).toBe(409);
    expect((await make({ from: 'x', through: 'y' })).status).toBe(400);
    const form = { from: '2026-01-01', through: '2026-12-31' };
    expect((await site.post('/members/mira/transcripts', form, 'staff')).status).toBe(403);
  });
});
