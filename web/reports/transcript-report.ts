import { earnedOn } from '../../shared/credits/standing.ts';
import type { Transcript } from '../../shared/transcripts/transcript.ts';
import type { Cell } from './csv.ts';

/** The columns of a transcript as a file: credits and badges, told apart by the first. */
export const transcriptHeader = [
  'kind',
  'date',
  'title',
  'amount',
  'unit',
  'field of study',
  'delivery method',
  'program',
  'valid until',
  'standing',
  'identifier',
] as const;

/** A transcript's rows: its credits by the day they were earned, then its badges by the day they were issued. */
export const transcriptRows = ({ entries, badges }: Transcript): Cell[][] => [
  ...entries.map((entry) => [
    'credit',
    earnedOn(entry),
    entry.activity ?? entry.reason,
    entry.amount,
    entry.unit,
    entry.fieldOfStudy ?? '',
    entry.deliveryMethod ?? '',
    entry.program ?? '',
    '',
    '',
    entry.hash,
  ]),
  ...badges.map(({ issued, name, validUntil, standing, credential }) => [
    'badge',
    issued,
    name,
    '',
    '',
    '',
    '',
    '',
    validUntil?.slice(0, 10) ?? '',
    standing,
    credential,
  ]),
];
