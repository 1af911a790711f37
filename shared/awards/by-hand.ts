import * as z from 'zod';
import type { Achievement } from '../badges/model.ts';
import { sha256Hex } from '../platform/ids.ts';
import { BY_HAND, type Grant, type Rule } from './model.ts';
import { EVER } from './periods.ts';

/** Most characters of an identifier. */
const MAX_IDENTIFIER = 64;

/** What a badge awarded by hand can be for: {@link EVER}, a year, a quarter or a month. */
export const HandPeriod = z
  .string()
  .regex(
    /^(ever|\d{4}|\d{4}-Q[1-4]|\d{4}-(0[1-9]|1[0-2]))$/,
    'must be "ever", a year (2026), a quarter (2026-Q4) or a month (2026-11)',
  )
  .default(EVER);

/** What staff say of an award by hand. */
export const Said = z.object({
  narrative: z.string().min(1).max(2000).optional(),
  artifacts: z
    .array(z.object({ url: z.url({ protocol: /^https?$/ }).max(2000) }))
    .min(1)
    .max(10)
    .optional(),
  results: z
    .array(z.object({ result: z.string(), value: z.string().min(1).max(40) }))
    .min(1)
    .max(10)
    .optional(),
});
/** @see Said */
export type Said = z.output<typeof Said>;

/** Why nobody is awarded anything by their own hand. */
export const NOT_YOURSELF = 'You cannot award yourself; ask a colleague.';

/**
 * What stands in the place of the rule in a grant by hand. No rule can have it, since none may begin with
 * {@link BY_HAND}; an identifier too long to follow it is named by its hash, which no identifier is likely to be.
 */
export const handRule = (achievement: string): string => {
  const room = MAX_IDENTIFIER - BY_HAND.length;
  return BY_HAND + (achievement.length <= room ? achievement : sha256Hex(achievement).slice(0, room));
};

/** Every rule by which somebody can have an achievement already: by hand, and those that embed it. */
export const sourcesOf = (achievement: string, rules: readonly Rule[]): readonly string[] => [
  handRule(achievement),
  ...rules.filter(({ grants }) => grants.badge?.achievement === achievement).map(({ rule }) => rule),
];

/** A badge awarded by hand, as a grant: the natural key is the achievement, the member and the period. */
export const grantByHand = (award: {
  readonly organization: string;
  readonly member: string;
  readonly achievement: Achievement;
  readonly period: string;
  readonly said: Said;
  readonly by: string;
  readonly credential: string;
  readonly now: Date;
}): Grant => {
  const { organization, member, achievement, period, said, by, credential, now } = award;
  return {
    organization,
    member,
    rule: handRule(achievement.achievement),
    ruleName: achievement.name,
    period,
    reason: 'Awarded by hand, by the staff of the association.',
    evidence: [],
    grantedAt: now.toISOString(),
    credential,
    badge: achievement,
    by,
    ...(said.narrative !== undefined && { narrative: said.narrative }),
    ...(said.artifacts && { artifacts: said.artifacts }),
    ...(said.results && { results: said.results }),
  };
};
