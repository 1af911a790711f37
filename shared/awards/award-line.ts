import type { Achievement, ResultDescription } from '../badges/model.ts';
import { HandPeriod, Said } from './by-hand.ts';

/** What somebody wrote to award a badge to one member: by the names of the columns, which are those of the form. */
export interface WrittenAward {
  readonly member: string;
  readonly period?: string | undefined;
  readonly narrative?: string | undefined;
  /** Addresses, apart by white space. */
  readonly evidence?: string | undefined;
  /** Values by the identifier of the result's description; an empty one is none. */
  readonly results?: ReadonlyMap<string, string> | undefined;
}

/** What was written as it can be awarded, or what is wrong with which field, in sentences for whoever wrote it. */
export type CheckedAward =
  | { readonly outcome: 'accepted'; readonly period: string; readonly said: Said }
  | { readonly outcome: 'refused'; readonly errors: readonly { field: string; message: string }[] };

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

const numberOf = (bound: string | undefined): number | undefined =>
  bound !== undefined && isNumber(bound) ? Number(bound) : undefined;

/** What a number must be within: what the achievement says, and a percentage within 0 and 100 whatever it says. */
const boundsOf = ({ resultType, valueMin, valueMax }: ResultDescription) => {
  const [least, most] = [numberOf(valueMin), numberOf(valueMax)];
  if (resultType !== 'Percent') return { least, most };
  return { least: Math.max(0, least ?? 0), most: Math.min(100, most ?? 100) };
};

/** What is wrong with a number that must be within bounds; undefined where nothing is. */
const wrongNumber = (name: string, value: string, description: ResultDescription): string | undefined => {
  const { least, most } = boundsOf(description);
  // A letter grade's bounds are letters: which of two comes first is for its allowed values to say.
  if (least === undefined && most === undefined) return undefined;
  if (!isNumber(value)) return `${name}: must be a number, in digits alone.`;
  const isLow = least !== undefined && Number(value) < least;
  const isHigh = most !== undefined && Number(value) > most;
  if (!isLow && !isHigh) return undefined;
  if (least === undefined) return `${name}: must be ${String(most)} at most.`;
  return most === undefined
    ? `${name}: must be ${String(least)} at least.`
    : `${name}: must be from ${String(least)} to ${String(most)}.`;
};

/** What is wrong with a value by its description, in a sentence; undefined where it is one that this allows. */
const wrongResult = (description: ResultDescription, value: string): string | undefined => {
  const { name, allowedValue } = description;
  if (value.length > 40) return `${name}: shorten this to 40 characters.`;
  if (allowedValue === undefined) return wrongNumber(name, value, description);
  return allowedValue.includes(value) ? undefined : `${name}: choose one of ${allowedValue.join(', ')}.`;
};

const evidenceErrors = (urls: readonly string[]): string[] => {
  if (urls.length > 10) return [`Give at most ten addresses; these are ${urls.length}.`];
  return urls.flatMap((url) =>
    Said.shape.artifacts.safeParse([{ url }]).success
      ? []
      : [`"${url.slice(0, 80)}" is no address that begins with http:// or https://.`],
  );
};

const resultErrors = (achievement: Achievement, results: ReadonlyMap<string, string>) =>
  [...results].flatMap(([result, value]) => {
    const description = achievement.results?.find((one) => one.result === result);
    const field = `result.${result}`;
    if (!description) return [{ field, message: `This achievement has no result "${result.slice(0, 64)}".` }];
    const message = wrongResult(description, value);
    return message === undefined ? [] : [{ field, message }];
  });

/** Checks what was written against the achievement it is for; every mistake is told, the first of each field first. */
export const checkAward = (achievement: Achievement, written: WrittenAward): CheckedAward => {
  const period = HandPeriod.safeParse(written.period?.trim() || undefined);
  const narrative = written.narrative?.trim() ?? '';
  const urls = (written.evidence ?? '').split(/\s+/).filter((url) => url !== '');
  const results = new Map([...(written.results ?? [])].filter(([, value]) => value !== ''));
  const errors = [
    ...(written.member.trim() === '' ? [{ field: 'member', message: 'Say who it is for.' }] : []),
    ...(period.success
      ? []
      : [
          {
            field: 'period',
            message: 'Write "ever", a year (2026), a quarter (2026-Q4) or a month (2026-11).',
          },
        ]),
    ...(narrative.length > 2000
      ? [{ field: 'narrative', message: 'Shorten what you say to 2,000 characters.' }]
      : []),
    ...evidenceErrors(urls).map((message) => ({ field: 'evidence', message })),
    ...resultErrors(achievement, results),
  ];
  if (errors.length > 0 || !period.success) return { outcome: 'refused', errors };
  const said: Said = {
    ...(narrative !== '' && { narrative }),
    ...(urls.length > 0 && { artifacts: urls.map((url) => ({ url })) }),
    ...(results.size > 0 && { results: [...results].map(([result, value]) => ({ result, value })) }),
  };
  return { outcome: 'accepted', period: period.data, said };
};
