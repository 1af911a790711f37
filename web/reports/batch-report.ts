import type { BatchLine, LineOutcome } from '../../shared/awards/batch.ts';
import type { Cell } from './csv.ts';

/** What became of a line, in a word or two. */
export const outcomeWords: Readonly<Record<LineOutcome, string>> = {
  ready: 'Will be awarded',
  awarded: 'Awarded',
  duplicate: 'Has it already',
  unknown: 'No such member',
  wrong: 'Cannot be awarded',
};

const order: readonly LineOutcome[] = ['wrong', 'unknown', 'duplicate', 'ready', 'awarded'];

/** The lines that a person has to look at first, then the others, each group in the order of the file. */
export const mostTelling = (lines: readonly BatchLine[], most: number): BatchLine[] =>
  lines
    .toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.line - b.line)
    .slice(0, most);

/** The columns of a batch's report. */
export const batchHeader = ['line', 'member', 'identifier', 'period', 'outcome', 'report'] as const;

/** One line of a batch as a line of its report; `member` as it was written. */
export const batchRow = ({ line, given, member, period, outcome, says }: BatchLine): Cell[] => [
  line,
  given,
  member ?? '',
  period,
  outcomeWords[outcome],
  says,
];
