import type { Achievement, Alignment, ResultDescription } from './model.ts';

/** Text as it can be written in UTF-8: half of a surrogate pair would be hashed by one stack and refused by another. */
export const text = (value: string): string => value.toWellFormed();

/** The identifier of a result that an achievement can have, beneath the achievement's own. */
export const resultDescriptionId = (achievementId: string, result: string): string =>
  `${achievementId}#${result}`;

const alignmentTerms = (alignment: Alignment) => ({
  type: ['Alignment'],
  targetName: text(alignment.targetName),
  targetUrl: text(alignment.targetUrl),
  ...(alignment.targetDescription !== undefined && {
    targetDescription: text(alignment.targetDescription),
  }),
  ...(alignment.targetFramework !== undefined && { targetFramework: text(alignment.targetFramework) }),
  ...(alignment.targetCode !== undefined && { targetCode: text(alignment.targetCode) }),
  ...(alignment.targetType !== undefined && { targetType: alignment.targetType }),
});

const resultTerms = (id: string, description: ResultDescription) => ({
  id: resultDescriptionId(id, description.result),
  type: ['ResultDescription'],
  name: text(description.name),
  resultType: description.resultType,
  ...(description.allowedValue && { allowedValue: description.allowedValue.map(text) }),
  ...(description.valueMin !== undefined && { valueMin: text(description.valueMin) }),
  ...(description.valueMax !== undefined && { valueMax: text(description.valueMax) }),
});

/** An achievement's tags; its level is one of them, since Open Badges 3.0 has no term of its own for it. */
const tagsOf = ({ tags = [], level }: Achievement): string[] => [
  ...new Set([...tags, ...(level === undefined ? [] : [level])].map(text)),
];

/**
 * An achievement as a credential tells of it (Open Badges 3.0 §B.1.1), with all that its organization wrote of it.
 * Endorsements are embedded byte for byte as their issuers signed them.
 *
 * @throws {SyntaxError} where an endorsement is not JSON.
 */
export const achievementTerms = (achievement: Achievement, id: string, image: string) => {
  const tags = tagsOf(achievement);
  return {
    id,
    type: ['Achievement'],
    name: text(achievement.name),
    description: text(achievement.description),
    criteria: { narrative: text(achievement.criteria) },
    image: { id: image, type: 'Image', caption: text(`The badge “${achievement.name}”`) },
    ...(achievement.alignment && { alignment: achievement.alignment.map(alignmentTerms) }),
    ...(tags.length > 0 && { tag: tags }),
    ...(achievement.creditsAvailable !== undefined && { creditsAvailable: achievement.creditsAvailable }),
    ...(achievement.results && {
      resultDescription: achievement.results.map((description) => resultTerms(id, description)),
    }),
    ...(achievement.endorsements && {
      endorsement: achievement.endorsements.map((signed): unknown => JSON.parse(signed)),
    }),
  };
};
