import type { Achievement } from '../../shared/badges/model.ts';
import type { Fields } from '../forms.ts';

/** The fields of one alignment, and of one result description, in the form's own order. */
export const alignmentFields = [
  'targetName',
  'targetUrl',
  'targetFramework',
  'targetCode',
  'targetType',
  'targetDescription',
] as const;
/** @see alignmentFields */
export const resultFields = ['result', 'name', 'resultType', 'valueMin', 'valueMax', 'allowedValue'] as const;

/** Most endorsements of an achievement. */
export const MAX_ENDORSEMENTS = 3;

/** Rows of a group that a form holds, by their numbers. */
export const rowsOf = (fields: Fields, group: string): number[] => {
  const pattern = new RegExp(`^${group}\\.(\\d{1,2})\\.`);
  const rows = [...fields.keys()].flatMap((name) => pattern.exec(name)?.[1] ?? []);
  return [...new Set(rows.map(Number))].sort((a, b) => a - b);
};

const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const rowFields = (group: string, rows: readonly object[], names: readonly string[]): [string, string][] =>
  rows.flatMap((row, i) =>
    names.map((name): [string, string] => [`${group}.${i}.${name}`, textOf(Reflect.get(row, name))]),
  );

/** An achievement as the fields of its form. */
export const fieldsOfAchievement = (achievement: Achievement): Fields =>
  new Map([
    ['achievement', achievement.achievement],
    ['name', achievement.name],
    ['description', achievement.description],
    ['criteria', achievement.criteria],
    ['level', achievement.level ?? ''],
    ['tags', (achievement.tags ?? []).join(', ')],
    ['months', textOf(achievement.validFor?.months)],
    ['credits', textOf(achievement.creditsAvailable)],
    ...rowFields('alignment', achievement.alignment ?? [], alignmentFields),
    ...rowFields('results', achievement.results ?? [], resultFields),
    ...(achievement.endorsements ?? []).map((text, i): [string, string] => [`endorsement.${i}`, text]),
  ]);
