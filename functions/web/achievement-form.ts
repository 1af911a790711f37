import { Achievement } from '../../shared/badges/model.ts';
import type { FieldError, Fields } from '../../web/forms.ts';
import {
  alignmentFields,
  MAX_ENDORSEMENTS,
  resultFields,
  rowsOf,
} from '../../web/reports/achievement-fields.ts';
import type { Checked } from './forms.ts';

/** What is wrong with a field, in words for whoever filled it in; where there are none, the schema's own. */
const sentences: Readonly<Record<string, string>> = {
  achievement: 'Choose a short identifier of letters, digits, dots and hyphens, at most 64.',
  name: 'Give it a name of at most 120 characters.',
  description: 'Say in at most 1,000 characters what it stands for.',
  criteria: 'Say in at most 2,000 characters what somebody has to do.',
  level: 'Shorten the level to 24 characters.',
  tags: 'Give at most 20 tags of at most 60 characters each.',
  months: 'Write a whole number of months from 1 to 600, or leave this empty.',
  credits: 'Write a number above 0 and at most 1,000, or leave this empty.',
  targetName: 'Give what it is aligned to a name.',
  targetUrl: 'Give the address of what it is aligned to; it begins with http:// or https://.',
  targetType: 'Choose one of those on the list.',
  result: 'Give the result a short identifier of letters, digits, dots and hyphens.',
  resultName: 'Give the result a name.',
  resultType: 'Choose one of those on the list.',
  allowedValue: 'Give at most 50 values of at most 40 characters each.',
};

const lines = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const present = (fields: Fields, name: string): Record<string, string> => {
  const value = fields.get(name)?.trim() ?? '';
  return value === '' ? {} : { [name.slice(name.lastIndexOf('.') + 1)]: value };
};

const number = (text: string): number => (/^\d{1,6}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN);

interface Row {
  readonly row: number;
  readonly value: Record<string, unknown>;
}

/** The rows of a group that hold anything. */
const filled = (fields: Fields, group: string, names: readonly string[]): Row[] =>
  rowsOf(fields, group).flatMap((row) => {
    const value = Object.assign(
      {},
      ...names.map((name) => present(fields, `${group}.${row}.${name}`)),
    ) as Row['value'];
    // A type is chosen in every row from the beginning; alone it says nothing.
    const says = Object.keys(value).some((name) => name !== 'resultType' && name !== 'targetType');
    return says ? [{ row, value }] : [];
  });

const resultOf = ({ row, value }: Row): Row => {
  const allowed = value['allowedValue'];
  return typeof allowed === 'string'
    ? { row, value: { ...value, allowedValue: lines(allowed, /,/) } }
    : { row, value };
};

/** The field of the form that a path of the schema speaks of. */
const fieldOf = (path: readonly PropertyKey[], rows: Readonly<Record<string, readonly Row[]>>): string => {
  const [first, index, last] = path.map(String);
  if (first === 'validFor') return 'months';
  if (first === 'creditsAvailable') return 'credits';
  const group = rows[first ?? ''];
  if (group === undefined) return first ?? '(root)';
  return `${first ?? ''}.${group[Number(index)]?.row ?? 0}.${last === undefined || /^\d+$/.test(last) ? 'name' : last}`;
};

const sentenceFor = (field: string, message: string): string => {
  const last = field.slice(field.lastIndexOf('.') + 1);
  const known = /^results\.\d+\.name$/.test(field) ? sentences['resultName'] : sentences[last];
  return known ?? `${message}.`;
};

/**
 * The achievement that a form describes. Endorsements are taken as they are: whoever keeps them verifies them first.
 *
 * @param kept - what the form does not change: the identifier of one that is there, and the picture.
 */
export const readAchievement = (
  fields: Fields,
  kept: { readonly achievement?: string; readonly image?: string | undefined },
): Checked<Achievement> => {
  const text = (name: string) => fields.get(name)?.trim() ?? '';
  const rows = {
    alignment: filled(fields, 'alignment', alignmentFields),
    results: filled(fields, 'results', resultFields).map(resultOf),
  };
  const tags = lines(text('tags'), /,/);
  const endorsements = Array.from({ length: MAX_ENDORSEMENTS }, (_, i) => text(`endorsement.${i}`)).filter(
    Boolean,
  );
  const result = Achievement.safeParse({
    achievement: kept.achievement ?? text('achievement'),
    name: text('name'),
    description: text('description'),
    criteria: text('criteria'),
    ...present(fields, 'level'),
    ...(tags.length > 0 && { tags }),
    ...(rows.alignment.length > 0 && { alignment: rows.alignment.map(({ value }) => value) }),
    ...(rows.results.length > 0 && { results: rows.results.map(({ value }) => value) }),
    ...(text('months') !== '' && { validFor: { months: number(text('months')) } }),
    ...(text('credits') !== '' && { creditsAvailable: number(text('credits')) }),
    ...(kept.image !== undefined && { image: kept.image }),
    ...(endorsements.length > 0 && { endorsements }),
  });
  if (result.success) return { outcome: 'accepted', value: result.data };
  const errors = new Map<string, FieldError>();
  for (const { path, message } of result.error.issues) {
    const field = path[0] === 'endorsements' ? `endorsement.${String(path[1] ?? 0)}` : fieldOf(path, rows);
    if (!errors.has(field)) errors.set(field, { field, message: sentenceFor(field, message) });
  }
  return { outcome: 'refused', errors: [...errors.values()] };
};
