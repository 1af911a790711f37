import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../shared/credits/model.ts';
import { CreditProgram } from '../../../shared/credits/program-model.ts';
import { certificateOfCredential, certificateOfCredit } from '../../../shared/transcripts/certificate.ts';
import type { PaperFonts } from '../../../shared/transcripts/pdf-document.ts';
import { printCertificate } from '../../../shared/transcripts/print-certificate.ts';
import { printTranscript } from '../../../shared/transcripts/print-transcript.ts';
import { rosterRows } from '../../../shared/transcripts/roster.ts';
import { transcriptOf } from '../../../shared/transcripts/transcript.ts';
import { midland, tenComments } from '../../support/badges.ts';
import { loadPaperFonts } from '../../support/paper-fonts.ts';

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
  ceBrokerProvider: '50-1',
  ceBrokerCourse: '20-7',
  revision: 1,
});

/** What a PDF says: its text operators are in compressed streams, as glyphs; its structure and its titles are not. */
const streamsOf = (pdf: Buffer): string => {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/stream\r?\n/g)]
    .map(({ index, 0: head }) => {
      const start = index + head.length;
      const bytes = pdf.subarray(start, text.indexOf('endstream', start));
      try {
        return inflateSync(bytes).toString('latin1');
      } catch {
        return '';
      }
    })
    .join('\n');
};

let fonts: PaperFonts;
beforeAll(async () => {
  fonts = await loadPaperFonts();
});

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
    expect(certificate.attestation).toContain('50-minute hour');
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
    const pdf = await printCertificate(certificate, fonts, now);
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

  it.each(['Ω'.repeat(120), 'X'.repeat(120), '', '質問の達人'])(
    'is printed for a title like %j',
    async (name) => {
      const odd = { ...issued, achievement: { ...issued.achievement, name, description: 'd'.repeat(1000) } };
      const pdf = await printCertificate(
        certificateOfCredential(odd, { link, credit: undefined }),
        fonts,
        now,
      );
      expect((pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length).toBe(1);
    },
  );
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
    const text = (await printTranscript(transcript, head, fonts, now)).toString('latin1');
    expect((text.match(/\/Type \/Page\b/g) ?? []).length).toBeGreaterThan(2);
    // Three tables, each with a row of headings: 120 credits, a total, a badge.
    expect((text.match(/\/S \/Table\b/g) ?? []).length).toBe(3);
    expect((text.match(/\/S \/TR\b/g) ?? []).length).toBe(3 + 120 + 1 + 1);
  });
});

describe('a roster for CE Broker', () => {
  const programs = new Map([['cpe', nasba]]);
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
    const without = new Map([['cpe', { ...nasba, ceBrokerCourse: undefined }]]);
    expect(rosterRows([entryOf(1)], without, licenses)).toEqual([]);
    expect(rosterRows([entryOf(1, { program: undefined })], programs, licenses)).toEqual([]);
    expect(rosterRows([entryOf(1)], programs, [])).toEqual([]);
  });
});
