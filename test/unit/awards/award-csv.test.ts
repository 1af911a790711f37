import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../shared/awards/batch.ts';
import { handRule, sourcesOf } from '../../../shared/awards/by-hand.ts';
import { decodeTable } from '../../../shared/awards/decode-table.ts';
import { Rule } from '../../../shared/awards/model.ts';
import { candidatesOf, keysToLookUp, previewBatch } from '../../../shared/awards/preview-batch.ts';
import { readAwardCsv } from '../../../shared/awards/read-award-csv.ts';
import { badge, count, ruleOf } from '../../support/awards.ts';

const graded = {
  ...badge,
  results: [
    { result: 'score', name: 'Score', resultType: 'RawScore' as const, valueMin: '0', valueMax: '100' },
    { result: 'level', name: 'Level', resultType: 'LetterGrade' as const, allowedValue: ['C', 'B', 'A'] },
  ],
};
const results = graded.results.map(({ result }) => result);
const read = (text: string) => readAwardCsv(text, results);

describe('a table of awards', () => {
  it('is read with the line that each award begins on, whatever stands in its fields', () => {
    const text =
      '\uFEFFmember,narrative,evidence,result.score\r\n' +
      'ada,"Led, and ""held"",\r\nthe room",https://a.example/1 https://a.example/2,97\r\n' +
      '\r\n' +
      'grace@example.org,,,\r\n';
    expect(read(text)).toEqual([
      {
        line: 2,
        written: {
          member: 'ada',
          period: '',
          narrative: 'Led, and "held",\nthe room',
          evidence: 'https://a.example/1 https://a.example/2',
          results: new Map([['score', '97']]),
        },
      },
      expect.objectContaining({ line: 5 }),
    ]);
  });

  it.each([';', '\t'])('may be parted by %j, as spreadsheets do in some countries', (sign) => {
    const [line] = read(`member${sign}narrative\nada${sign}One, two\n`);
    expect(line).toMatchObject({ line: 2, written: { member: 'ada', narrative: 'One, two' } });
  });

  it('may call an only result just that', () => {
    const [line] = readAwardCsv('member,result\nada,97', ['score']);
    expect(line).toMatchObject({ written: { results: new Map([['score', '97']]) } });
  });

  it('tells a line with too many fields by itself', () => {
    expect(read('member,narrative\nada,One, two\ngrace,One')).toEqual([
      {
        line: 2,
        given: 'ada',
        wrong: 'The line has 3 fields where the header names 2; put a field with a comma in quotation marks.',
      },
      expect.objectContaining({ line: 3, written: expect.anything() as unknown }),
    ]);
  });

  it.each([
    ['an open quotation mark', 'member,narrative\nada,"a\nb\nc"\n\nbea,"open\ncy,\n', 6],
    ['a stray one', 'member,narrative\nada,"a\nb"\nbea,"open\ncy,"next"\n', 4],
    ['too much', `member,narrative\nada,"a\nb"\nbea,"${'long\n'.repeat(20_000)}"`, 4],
    ['an open one in its header', '\nmember,"narrative\nada,a', 2],
  ])('names the line that a record with %s begins on', (_, text, line) => {
    expect(() => read(text)).toThrow(new RegExp(`^Line ${line} has `));
  });

  it('says of a line that is too long that it is', () => {
    expect(() => read(`member,narrative\nada,${'x'.repeat(70_000)}`)).toThrow(
      /^Line 2 has more than 64 KB; shorten it/,
    );
  });

  it.each([
    ['UTF-8', Buffer.from('\uFEFFmember\nzoë')],
    ['UTF-16, as a spreadsheet writes Unicode text', Buffer.from('\uFEFFmember\nzoë', 'utf16le')],
    ['UTF-16 the other way round', Buffer.from('\uFEFFmember\nzoë', 'utf16le').swap16()],
  ])('is read from a file in %s', (_, bytes) => {
    expect(read(decodeTable(bytes))).toMatchObject([{ line: 2, written: { member: 'zoë' } }]);
  });

  it.each([
    ['Latin-1', Buffer.from('member\nzo\u00eb', 'latin1')],
    ['UTF-16 that does not say so', Buffer.from('member\nada', 'utf16le')],
  ])('is refused from a file in %s', (_, bytes) => {
    expect(() => decodeTable(bytes)).toThrow(/not written in UTF-8/);
  });

  it.each([
    ['nothing', '', /^There is nothing in it/],
    ['a header alone', 'member,period\n', /^There is a header and no line/],
    ['no member', 'period\never\n', /one of them must be "member"/],
    ['a column nobody knows', 'member,points\nada,3', /^The column "points" is not known/],
    [
      'a result of another achievement',
      'member,result.speed\nada,3',
      /^The column "result.speed" is not known/,
    ],
    ['a column twice', 'member,Member\nada,ada', /^The column "member" stands there twice/],
    ['an open quotation mark', 'member,narrative\nada,"One', /quotation mark that is not closed/],
    ['a stray quotation mark', 'member,narrative\nada,"One" two', /^Line 2 has a quotation mark/],
    ['too many lines', `member\n${'ada\n'.repeat(10_001)}`, /^These are 10001 lines; a batch takes 10000/],
  ])('is refused as a whole where it has %s', (_, text, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ kind: 'InvalidInput' }));
    expect(() => read(text)).toThrow(message);
  });
});

describe('the preview of a batch', () => {
  const rule = ruleOf(count('goal.met', 1), { rule: 'by-rule', grants: { badge: graded } });
  const members = new Map([
    ['ada', 'ada'],
    ['ada@example.org', 'ada'],
    ['grace', 'grace'],
    ['emmy', 'emmy'],
    ['petra@example.org', 'petra'],
  ]);
  const preview = (csv: string, grants: Parameters<typeof previewBatch>[3]['grants'] = []) =>
    previewBatch(graded, [rule], candidatesOf(graded, read(csv)), { members, grants, by: 'petra' }).map(
      ({ line, outcome, says }) => `${line} ${outcome}: ${says}`,
    );

  it('says of every line what will become of it', () => {
    const had = [
      { member: 'grace', rule: handRule('active'), period: '2026' },
      { member: 'emmy', rule: 'by-rule', period: 'ever' },
    ];
    const csv = [
      'member,period,evidence,result.score,result.level',
      'ada,,https://a.example/1,100,A',
      'ada@example.org,,,,',
      'ada,2026,,,',
      'grace,2026,,,',
      'grace,2026-Q4,,,',
      'emmy,,,,',
      'nobody,,,,',
      'nobody@example.org,,,,',
      ',,,,',
      'ada,last year,ftp://x,101,D',
      'petra@example.org,,,,',
    ].join('\n');
    expect(preview(csv, had)).toEqual([
      '2 ready: Will be awarded.',
      '3 duplicate: The same member and period as on line 2.',
      '4 ready: Will be awarded for 2026.',
      '5 duplicate: Has this badge for 2026 already, and cannot be given it twice.',
      '6 ready: Will be awarded for 2026-Q4.',
      '7 duplicate: Has this badge already, and cannot be given it twice.',
      '8 unknown: There is no member with this identifier.',
      '9 unknown: No member signs in with this address.',
      '10 wrong: Say who it is for.',
      '11 wrong: Write "ever", a year (2026), a quarter (2026-Q4) or a month (2026-11). "ftp://x" is no address that begins with http:// or https://. Score: must be from 0 to 100. Level: choose one of C, B, A.',
      '12 wrong: You cannot award yourself; ask a colleague.',
    ]);
  });

  it('looks up the keys of those who can be awarded, by hand and by every rule that grants the same', () => {
    const candidates = candidatesOf(graded, read('member,period\nada,2026\nnobody,\ngrace,soon'));
    expect(keysToLookUp(graded, [rule, ruleOf(count('goal.met', 1))], candidates, members)).toEqual([
      { member: 'ada', rule: 'by-hand.active', period: '2026' },
      { member: 'ada', rule: 'by-rule', period: '2026' },
    ]);
  });
});

describe('what stands in the place of a rule', () => {
  it('is an identifier of 64 characters at most, one for each achievement', () => {
    const long = 'a'.repeat(64);
    expect([handRule('active'), handRule(long).length]).toEqual(['by-hand.active', 64]);
    expect(handRule(long)).not.toBe(handRule(`${'a'.repeat(63)}b`));
    expect(sourcesOf('active', [])).toEqual(['by-hand.active']);
  });

  it('can be the name of no rule', () => {
    const result = Rule.safeParse(ruleOf(count('goal.met', 1), { rule: 'by-hand.active' }));
    expect(result.error?.issues[0]?.message).toMatch(/^must not begin with "by-hand."/);
  });
});

it('parts hold a hundred lines, and never more than an item can', () => {
  const line = (n: number, narrative: string) => ({
    line: n,
    given: `m${n}`,
    member: `m${n}`,
    period: 'ever',
    said: { narrative },
    outcome: 'ready' as const,
    says: 'Will be awarded.',
  });
  const short = Array.from({ length: 250 }, (_, i) => line(i + 2, 'Led a session.'));
  expect(partsOf(short).map(({ length }) => length)).toEqual([100, 100, 50]);
  const long = Array.from({ length: 250 }, (_, i) => line(i + 2, '一'.repeat(2000)));
  const parts = partsOf(long);
  expect(parts.flat()).toEqual(long);
  for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(210_000);
});
