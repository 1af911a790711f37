import * as z from 'zod';

/** What the signed document tells of the achievement, beside its name and words. */
const Told = z.looseObject({
  credentialSubject: z.looseObject({
    result: z
      .array(z.looseObject({ resultDescription: z.string().optional(), value: z.string().optional() }))
      .default([]),
    achievement: z.looseObject({
      tag: z.array(z.string()).default([]),
      creditsAvailable: z.number().optional(),
      alignment: z
        .array(
          z.looseObject({
            targetName: z.string(),
            targetUrl: z.string(),
            targetFramework: z.string().optional(),
            targetCode: z.string().optional(),
            targetDescription: z.string().optional(),
          }),
        )
        .default([]),
      resultDescription: z
        .array(
          z.looseObject({
            id: z.string(),
            name: z.string(),
            valueMin: z.string().optional(),
            valueMax: z.string().optional(),
            allowedValue: z.array(z.string()).default([]),
          }),
        )
        .default([]),
    }),
  }),
});
type Description = z.output<typeof Told>['credentialSubject']['achievement']['resultDescription'][number];

/** A result somebody had: what it is of, and out of what, in words. */
export interface ToldResult {
  readonly name: string;
  readonly value: string;
  readonly outOf: string | undefined;
}

/** Where an achievement stands in somebody's framework. */
export interface ToldAlignment {
  readonly name: string;
  readonly url: string;
  readonly description: string | undefined;
  /** The framework and the code in it. */
  readonly place: string | undefined;
}

/** What a page tells of results, frameworks and credit. */
export interface Achieved {
  readonly results: readonly ToldResult[];
  readonly alignment: readonly ToldAlignment[];
  readonly tags: readonly string[];
  readonly creditsAvailable: number | undefined;
}

const outOf = ({ valueMin, valueMax, allowedValue }: Description): string | undefined => {
  if (allowedValue.length > 0) return `one of ${allowedValue.join(', ')}`;
  if (valueMin !== undefined && valueMax !== undefined) return `from ${valueMin} to ${valueMax}`;
  if (valueMax !== undefined) return `at most ${valueMax}`;
  return valueMin === undefined ? undefined : `at least ${valueMin}`;
};

/** Reads it from the signed document, which says it as it was when the badge was issued. */
export const achievedOf = (document: unknown): Achieved => {
  const { result, achievement } = Told.parse(document).credentialSubject;
  const descriptions = new Map(achievement.resultDescription.map((one) => [one.id, one]));
  return {
    results: result.flatMap(({ resultDescription = '', value }) => {
      const description = descriptions.get(resultDescription);
      return value === undefined
        ? []
        : [{ name: description?.name ?? 'Result', value, outOf: description && outOf(description) }];
    }),
    alignment: achievement.alignment.map((one) => {
      const place = [one.targetFramework, one.targetCode].filter((part) => part !== undefined).join(', ');
      return {
        name: one.targetName,
        url: one.targetUrl,
        description: one.targetDescription,
        place: place === '' ? undefined : place,
      };
    }),
    tags: achievement.tag,
    creditsAvailable: achievement.creditsAvailable,
  };
};
