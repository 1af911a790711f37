import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../web/reports/csv.ts';

const lineOf = (...cells: (string | number)[]): string => toCsv([], [cells]).slice('\ufeff\r\n'.length, -2);

describe('toCsv', () => {
  it('ends every line with CR LF and begins with a byte order mark', () => {
    expect(toCsv(['a', 'b'], [[1, 'x']])).toBe('\ufeffa,b\r\n1,x\r\n');
  });

  it.each([
    ['a comma', 'a,b', '"a,b"'],
    ['a quotation mark', 'say "yes"', '"say ""yes"""'],
    ['a line end', 'a\nb', '"a\nb"'],
    ['nothing', '', ''],
    ['white space at its edge', ' a', '" a"'],
    ['another script', 'Zoë 文', 'Zoë 文'],
  ])('writes %s', (_, text, expected) => {
    expect(lineOf(text)).toBe(expected);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '=HYPERLINK("http://x")', '＝1'])(
    'makes text of the formula %j',
    (formula) => {
      const cell = lineOf(formula);
      expect(cell).toBe(`"'${formula.replaceAll('"', '""')}"`);
    },
  );

  it('leaves numbers numbers, negative ones too', () => {
    expect(lineOf(-2.5, 0)).toBe('-2.5,0');
  });
});
