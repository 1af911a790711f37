import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../shared/credits/model.ts';
import { CreditProgram } from '../../../shared/credits/program-model.ts';
import { certificateOfCredential, certificateOfCredit } from '../../../shared/transcripts/certificate.ts';
import { creditOfCredentials } from '../../../shared/transcripts/credit-source.ts';
import { createPrinter } from '../../../shared/transcripts/printer.ts';
import { programOnPaper } from '../../../shared/transcripts/program-on-paper.ts';
import { refuseIncomplete } from '../../../shared/transcripts/required-fields.ts';
import { rosterRows } from '../../../shared/transcripts/roster.ts';
import { transcriptOf } from '../../../shared/transcripts/transcript.ts';
import { midland, tenComments } from '../../support/badges.ts';
import { loadPaperFonts } from '../../support/paper-fonts.ts';
import { streamsOf } from '../../support/pdf.ts';

const now = new Date('2026-11-22T08:00:00Z');
const HASH = 'a'.repeat(64);

const entryOf = (entry: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  organization: 'midland',
  member: 'ada',
  entry,
  amount: 2.4,
  unit: 'CPE',
  reason: 'Attended',
  rule: 'cpe',
  period: 'ever',
  at: '2026-10-05T07:00:00Z',
  program: 'cpe',
  activity: 'Auditing what children know',
  from: '2026-10-03',
  through: '2026-10-04',
  previous: HASH,
  hash: HASH,
  ...more,
});

const nasba = CreditProgram.parse({
  organization: 'midland',
  program: 'cpe',
  name: 'CPE',
  standard: 'nasba',
  sponsorName: 'Midland Teachers’ Association',
  nasbaSponsorId: '123456',
  stateRegistration: 'Texas 000123',
  fieldOfStudy: 'Communications',
  deliveryMethod: 'group-live',
  location: 'Midland Hall',
  contact: 'credits@midland.example',
  signerName: 'Sam Sato',
  signerTitle: 'Director of Education',
  ceBrokerProvider: '50-1',
  ceBrokerCourse: '20-7',
  revision: 1,
});

const printer = createPrinter(loadPaperFonts());

describe('a certificate of credit under a NASBA program', () => {
  const certificate = certificateOfCredit(entryOf(1), nasba, {
    organization: midland,
    recipient: 'Ada Quill',
  });
  const says = (label: string) => certificate.fields.find((field) => field.label === label)?.value;

  it('says the eleven things a certificate of completion documents', () => {
    expect(says('Sponsor')).toBe('Midland Teachers’ Association');
    expect(says('Contact')).toBe('credits@midland.example');
    expect(certificate.recipient).toBe('Ada Quill');
    expect(certificate.title).toBe('Auditing what children know');
    expect(says('Field of study')).toBe('Communications');
    expect(says('Date')).toBe('3 October 2026 to 4 October 2026');
    expect(says('Location')).toBe('Midland Hall');
    expect(says('Delivery method')).toBe('Group live');
    expect(says('Credit')).toBe('2.4 CPE');
    expect(says('NASBA sponsor number')).toBe('123456');
    expect(says('State registration')).toBe('Texas 000123');
    expect(certificate.attestation).toContain('National Registry of CPE Sponsors');
    expect(certificate.attestation).toContain('50-minute hour');
    expect(certificate.signature).toBe('Signed for the sponsor by Sam Sato, Director of Education');
  });

  it('tells a board whom to ask, and what for', () => {
    expect(certificate.check).toContain('ask Midland Teachers’ Association (credits@midland.example)');
    expect(certificate.check).toContain(`entry 1 of this member's credit ledger`);
    expect(certificate.check).toContain(HASH);
  });

  it('names the National Registry only for a sponsor that is in it', () => {
    const { attestation } = certificateOfCredit(
      entryOf(1),
      { ...nasba, nasbaSponsorId: undefined },
      { organization: midland, recipient: 'Ada Quill' },
    );
    expect(attestation).toBe('Credit was measured by a 50-minute hour.');
  });

  it.each([
    ['contact', 'Contact'],
    ['fieldOfStudy', 'Field of study'],
    ['location', 'Location'],
    ['signerName', 'Signed for the sponsor by'],
    ['signerTitle', 'Title of the signer'],
  ])('is refused without its %s', (field, name) => {
    const without = { ...nasba, [field]: undefined };
    expect(() => {
      refuseIncomplete(entryOf(1), without);
    }).toThrow(new RegExp(`must also say: ${name}\\. .*/staff/credit-programs/cpe`));
  });

  it('is refused without a sponsor number and a state registration, and needs one of both', () => {
    const neither = { ...nasba, nasbaSponsorId: undefined, stateRegistration: undefined };
    expect(() => {
      refuseIncomplete(entryOf(1), neither);
    }).toThrow('must also say: NASBA sponsor number or State registration');
    refuseIncomplete(entryOf(1), { ...neither, stateRegistration: 'Texas 000123' });
    refuseIncomplete(entryOf(1), { ...neither, nasbaSponsorId: '123456' });
  });

  it('tells of the program as it was then, and of what it did not say then as it is now', () => {
    const less = CreditProgram.omit({ location: true, nasbaSponsorId: true }).strip();
    const then = less.parse({ ...nasba, contact: 'Then' });
    const paper = programOnPaper(then, { ...nasba, contact: 'Now', location: 'New hall' });
    expect(paper).toMatchObject({ contact: 'Then', location: 'New hall' });
    // It was registered with a state alone, and does not become a sponsor of the National Registry in hindsight.
    expect(paper.nasbaSponsorId).toBeUndefined();
  });

  it('needs no location where nobody met, and nothing under another standard', () => {
    const nowhere = { ...nasba, location: undefined };
    refuseIncomplete(entryOf(1, { deliveryMethod: 'self-study' }), nowhere);
    refuseIncomplete(entryOf(1, { location: 'Hall 2' }), nowhere);
    refuseIncomplete(entryOf(1), { ...nowhere, standard: 'hours', contact: undefined });
  });

  it('takes what the entry says before what its program says', () => {
    const own = entryOf(1, { fieldOfStudy: 'Ethics', location: 'Online', deliveryMethod: 'self-study' });
    const { fields } = certificateOfCredit(own, nasba, { organization: midland, recipient: 'Ada Quill' });
    expect(fields).toContainEqual({ label: 'Field of study', value: 'Ethics' });
    expect(fields).toContainEqual({ label: 'Location', value: 'Online' });
    expect(fields).toContainEqual({ label: 'Delivery method', value: 'Self study' });
  });

  it('does not say NASBA’s sentence under another standard', () => {
    const other = { ...nasba, standard: 'iacet' as const };
    const { attestation } = certificateOfCredit(entryOf(1), other, { organization: midland, recipient: 'A' });
    expect(attestation).toBe('');
  });
});

describe('the certificate of a badge', () => {
  const issued = {
    credential: '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01',
    organization: 'midland',
    member: 'ada',
    rule: 'ten',
    period: 'ever',
    achievement: { ...tenComments, level: 'Level 2' },
    recipientName: 'Ada Quill',
    issuerName: 'Midland Teachers’ Association',
    issuedAt: '2026-11-22T07:00:00Z',
    validUntil: '2028-11-22T07:00:00Z',
    document: '{}',
    standing: 'valid' as const,
    changes: 0,
    visibility: 'public' as const,
  };
  const link = 'https://badges.example/credentials/5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01';

  it('is a tagged PDF in English with a title, a heading, a table, and a code that leads to the page', async () => {
    const certificate = certificateOfCredential(issued, { link, credit: undefined });
    const pdf = await printer.certificate(certificate, now);
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toContain('/Marked true');
    expect(text).toContain('/Lang (en)');
    expect(text).toContain('/DisplayDocTitle true');
    for (const type of ['/S /H1', '/S /Table', '/S /TH', '/S /TD', '/S /Figure'])
      expect(text).toContain(type);
    expect(text).toContain(`QR code that leads to ${link}`);
    // The code is drawn: some hundred squares, filled.
    expect((streamsOf(pdf).match(/ re\n/g) ?? []).length).toBeGreaterThan(300);
  });

  it('says what credit came with it', () => {
    const credit = {
      entry: entryOf(1, { amount: 6, unit: 'hours', program: undefined }),
      program: undefined,
    };
    const { fields } = certificateOfCredential(issued, { link, credit });
    expect(fields).toContainEqual({ label: 'Credit', value: '6 hours' });
    expect(fields).toContainEqual({ label: 'Valid until', value: '22 November 2028' });
  });
});

describe('the credit of a badge', () => {
  const award = { source: 'award', sourceId: 'first', program: undefined } as const;
  const correction = { source: 'correction', sourceId: 'entry-2', program: undefined } as const;
  const ledger = [
    entryOf(1, { source: 'meeting', sourceId: 'meeting-1' }),
    entryOf(2, { ...award, amount: 5 }),
    entryOf(3, { ...correction, amount: -5, corrects: 2 }),
    entryOf(4, { ...correction, amount: 4 }),
    entryOf(5, { ...correction, sourceId: 'entry-4', amount: -4, corrects: 4 }),
    entryOf(6, { ...correction, sourceId: 'entry-4', amount: 3 }),
  ];

  it('is what its award gave', () => {
    expect(creditOfCredentials(ledger.slice(0, 2), ['first'])?.entry).toBe(2);
    expect(creditOfCredentials(ledger, ['other'])).toBeUndefined();
  });

  it('is that of the badge it was issued in the place of', () => {
    expect(creditOfCredentials(ledger.slice(0, 2), ['third', 'second', 'first'])?.entry).toBe(2);
  });

  it('is what stands instead, however often it was corrected, and nothing where it was taken back', () => {
    expect(creditOfCredentials(ledger.slice(0, 4), ['first'])?.entry).toBe(4);
    expect(creditOfCredentials(ledger, ['first'])?.amount).toBe(3);
    expect(creditOfCredentials(ledger.slice(0, 3), ['first'])).toBeUndefined();
  });
});

describe('a transcript', () => {
  const period = { from: '2026-01-01', through: '2026-12-31' };
  const badgeOf = (credential: string, more: object = {}) => ({
    credential,
    organization: 'midland',
    member: 'ada',
    rule: 'ten',
    period: 'ever',
    achievement: tenComments,
    issuedAt: '2026-03-01T07:00:00Z',
    standing: 'valid' as const,
    changes: 0,
    visibility: 'private' as const,
    ...more,
  });

  it('holds what was earned in its period and stands, added up exactly', () => {
    const ledger = [
      entryOf(1, { amount: 0.1 }),
      entryOf(2, { amount: 0.2 }),
      entryOf(3, { amount: 9, through: '2025-12-31' }),
      entryOf(4, { amount: 5 }),
      entryOf(5, { amount: -5, corrects: 4, at: '2027-02-01T00:00:00Z', through: undefined }),
    ];
    const transcript = transcriptOf(ledger, [], period, now);
    expect(transcript.entries.map(({ entry }) => entry)).toEqual([1, 2]);
    expect([...transcript.totals]).toEqual([['CPE', 0.3]]);
  });

  it('holds no badge that was revoked, and says which expired', () => {
    const { badges } = transcriptOf(
      [],
      [
        badgeOf('1', { standing: 'revoked' }),
        badgeOf('2', { validUntil: '2026-06-01T00:00:00Z' }),
        badgeOf('3', { standing: 'suspended', validUntil: '2026-06-01T00:00:00Z' }),
        badgeOf('4', { issuedAt: '2025-03-01T07:00:00Z' }),
      ],
      period,
      now,
    );
    expect(badges.map(({ credential, standing }) => [credential, standing])).toEqual([
      ['2', 'expired'],
      ['3', 'suspended'],
    ]);
  });

  it('is printed on as many sheets as it needs, each row in the one table', async () => {
    const ledger = Array.from({ length: 120 }, (_, i) => entryOf(i + 1));
    const transcript = transcriptOf(ledger, [badgeOf('1')], period, now);
    const head = { recipient: 'Ada Quill', organization: 'Midland' };
    const text = (await printer.transcript(transcript, head, now)).toString('latin1');
    expect((text.match(/\/Type \/Page\b/g) ?? []).length).toBeGreaterThan(2);
    // Three tables, each with a row of headings: 120 credits, a total, a badge.
    expect((text.match(/\/S \/Table\b/g) ?? []).length).toBe(3);
    expect((text.match(/\/S \/TR\b/g) ?? []).length).toBe(3 + 120 + 1 + 1);
    // Every heading of a table says that it heads its column: five, two and four of them.
    expect((text.match(/\/S \/TH\b/g) ?? []).length).toBe(11);
    expect((text.match(/\/Scope \/Column/g) ?? []).length).toBe(11);
  });
});

describe('a roster for CE Broker', () => {
  const programs = ({ program }: { program?: string | undefined }) => (program === 'cpe' ? nasba : undefined);
  const licenses = [
    { number: 'RN-1', profession: 'Nursing', state: 'FL' },
    { number: 'CPA-2', profession: 'Accountancy', state: 'TX' },
  ];

  it('has a row for each entry and each licence', () => {
    expect(rosterRows([entryOf(1)], programs, licenses)).toEqual([
      ['50-1', '20-7', 'RN-1', '10/04/2026', 'FL', 'Nursing', ''],
      ['50-1', '20-7', 'CPA-2', '10/04/2026', 'TX', 'Accountancy', ''],
    ]);
  });

  it('says how much was credited where it is less than the minutes would earn', () => {
    const [row] = rosterRows([entryOf(1, { minutes: 120, amount: 1 })], programs, licenses);
    expect(row?.at(-1)).toBe('1');
  });

  it('leaves out what is under no course of CE Broker’s, and who has no licence', () => {
    const without = () => ({ ...nasba, ceBrokerCourse: undefined });
    expect(rosterRows([entryOf(1)], without, licenses)).toEqual([]);
    expect(rosterRows([entryOf(1, { program: undefined })], programs, licenses)).toEqual([]);
    expect(rosterRows([entryOf(1)], programs, [])).toEqual([]);
  });
});
