import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../shared/credits/model.ts';
import type { Certificate } from '../../../shared/transcripts/certificate.ts';
import { layOutCertificate } from '../../../shared/transcripts/certificate-layout.ts';
import { openPaper } from '../../../shared/transcripts/pdf-document.ts';
import { createPrinter } from '../../../shared/transcripts/printer.ts';
import { lackingOf, prepareText } from '../../../shared/transcripts/text-runs.ts';
import { createTypefaces } from '../../../shared/transcripts/typefaces.ts';
import { createTypesetter } from '../../../shared/transcripts/typesetter.ts';
import { loadPaperFonts } from '../../support/paper-fonts.ts';
import { glyphsOf, sheetsOf, streamsOf } from '../../support/pdf.ts';

const now = new Date('2026-11-22T08:00:00Z');
const link = 'https://badges.example/credentials/5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01';
const fonts = loadPaperFonts();
const [printer, typefaces] = [createPrinter(fonts), createTypefaces(fonts)];

const certificateOf = (more: Partial<Certificate> = {}): Certificate => ({
  title: 'Ten comments',
  recipient: 'Ada Quill',
  organization: 'Midland Teachers’ Association',
  statement: 'completed this activity and earned 2.4 CPE.',
  fields: [{ label: 'Sponsor', value: 'Midland' }],
  attestation: '',
  signature: undefined,
  check: 'Midland vouches for this certificate.',
  link,
  ...more,
});

/** A text of some length: words, one long word, words without spaces, and words from right to left. */
const texts: readonly (readonly [string, (length: number) => string])[] = [
  ['words', (length) => 'Professional accountancy education '.repeat(40).slice(0, length)],
  ['one word', (length) => 'W'.repeat(length)],
  ['Japanese', (length) => '質問の達人と学習評価の専門的な研修会、'.repeat(80).slice(0, length)],
  ['Arabic', (length) => 'محمد علي من جمعية المعلمين '.repeat(60).slice(0, length)],
];

/** A certificate with every field at the length it may have at most. */
const longest = (text: (length: number) => string, more: Partial<Certificate> = {}): Certificate =>
  certificateOf({
    title: text(300),
    recipient: text(120),
    organization: text(120),
    statement: text(1000),
    fields: [24, 20, 20, 200, 200, 120, 40, 200, 24, 12, 24, 40, 120].map((length, i) => ({
      label: `Field ${i}`,
      value: text(length),
    })),
    attestation: `${text(1000)} In accordance with the standards of the National Registry of CPE Sponsors, CPE credits have been granted based on a 50-minute hour.`,
    signature: `Signed for the sponsor by ${text(120)}, ${text(120)}`,
    check: `${text(120)} vouches for this certificate. To check it, ask ${text(200)} (${text(200)}) for ${'a'.repeat(64)}`,
    ...more,
  });

describe('names in other scripts', () => {
  const names = [
    '山田太郎',
    '王小明 质量奖',
    '홍길동 김철수',
    'محمد علي',
    'שלום כהן (חבר)',
    'प्रिया शर्मा',
    'สมชาย ใจดี',
    'Łukasz Αλέξανδρος Дмитрий',
    'Ada, «Ada», محمد 2026 and 山田',
  ];

  it.each(names)('%s is printed with a letter for every character', async (recipient) => {
    const glyphs = glyphsOf(await printer.certificate(certificateOf({ recipient, title: recipient }), now));
    expect(glyphs.length).toBeGreaterThan(50);
    expect(glyphs).not.toContain(0);
  });

  it('are printed on transcripts too', async () => {
    const entries = names.map(
      (activity, i): LedgerEntry => ({
        organization: 'midland',
        member: 'ada',
        entry: i + 1,
        amount: 1,
        unit: 'CPE',
        reason: 'Attended',
        rule: 'cpe',
        period: 'ever',
        at: '2026-10-05T07:00:00Z',
        activity,
        previous: 'a'.repeat(64),
        hash: 'a'.repeat(64),
      }),
    );
    const period = { from: '2026-01-01', through: '2026-12-31' };
    const transcript = { period, entries, totals: new Map([['CPE', 9]]), badges: [] };
    const pdf = await printer.transcript(transcript, { recipient: '홍길동', organization: 'Midland' }, now);
    expect(glyphsOf(pdf)).not.toContain(0);
    await expect(
      printer.transcript(transcript, { recipient: 'ቋንቋ', organization: 'Midland' }, now),
    ).rejects.toThrow('the fonts of papers lack “ቋ”, “ን”');
  });

  it('are refused by the characters that no font has, never printed as empty boxes', async () => {
    await expect(printer.certificate(certificateOf({ title: '𐎀 ቋንቋ' }), now)).rejects.toMatchObject({
      kind: 'Conflict',
      message: expect.stringContaining('lack “𐎀”, “ቋ”, “ን”') as string,
    });
  });

  it('lose a picture beside words, and are refused where there is nothing else', () => {
    expect(lackingOf('Welcome 🎉 all', typefaces)).toEqual([]);
    expect(prepareText('Welcome 🎉 all', typefaces, false).text).toBe('Welcome all');
    expect(lackingOf('🎉 🎉', typefaces)).toEqual(['🎉']);
  });

  it('stand in the order they are read, from right to left and back', () => {
    const runsOf = (text: string) => {
      const prepared = prepareText(text, typefaces, false);
      return prepared.runs(0, prepared.text.length).map((run) => run.text);
    };
    expect(runsOf('Ada محمد علي 2026')).toEqual(['Ada ', '2026', 'محمد علي ']);
    expect(runsOf('Ada Quill')).toEqual(['Ada Quill']);
    // A bracket opens towards what it holds.
    expect(runsOf('שלום (Ada)').join('')).toContain('(Ada)');
  });
});

describe('a certificate', () => {
  it.each(texts)('is on one sheet with every field at its longest, in %s', async (_, text) => {
    const pdf = await printer.certificate(longest(text), now);
    expect(sheetsOf(pdf)).toBe(1);
    expect(glyphsOf(pdf)).not.toContain(0);
    for (const more of [{}, { link: undefined }]) {
      const certificate = longest(text, more);
      const paper = openPaper({ title: '', author: '', layout: 'landscape', now });
      const { fields, foot } = layOutCertificate(certificate, createTypesetter(paper, typefaces), paper.page);
      const bottoms = fields.map(({ value }) => value.place.y + value.block.height);
      expect(Math.max(...bottoms)).toBeLessThan(foot.top);
      // Letters of some two millimetres at least.
      expect(Math.min(...foot.lines.map(({ block }) => block.style.size))).toBeGreaterThan(4);
    }
  });

  it('is not made smaller without need', () => {
    const paper = openPaper({ title: '', author: '', layout: 'landscape', now });
    const { head } = layOutCertificate(certificateOf(), createTypesetter(paper, typefaces), paper.page);
    expect(head.map(({ block }) => block.style.size)).toEqual([13, 30, 11, 26, 11]);
  });

  it('says what each heading of a table heads, and where its link leads', async () => {
    const text = (await printer.certificate(certificateOf(), now)).toString('latin1');
    const headings = text.match(/\/S \/TH\b/g) ?? [];
    expect(headings.length).toBe(1);
    expect((text.match(/\/Scope \/Row/g) ?? []).length).toBe(headings.length);
    expect(text).toContain('/S /Link');
    const annotation = /<<[^<>]*\/Subtype \/Link[^<>]*>>/.exec(text)?.[0] ?? '';
    expect(annotation).toMatch(/\/StructParent \d+/);
    expect(annotation).toContain(`/Contents (Check it at ${link})`);
    expect(text).toContain('/Type /OBJR');
    expect(streamsOf(Buffer.from(text, 'latin1'))).toContain('/Link');
  });

  it('is read aloud as it was written where its letters stand in another order', async () => {
    const text = (await printer.certificate(certificateOf({ recipient: 'שלום' }), now)).toString('latin1');
    expect(text).toContain('/ActualText');
  });
});
