import * as z from 'zod';
import { Achievement } from '../badges/model.ts';
import { CounterName, Day } from '../engagement/model.ts';
import { Identifier, Instant } from '../events/envelope.ts';

/** Where a count is taken: summed over all communities, within any single one, or in a named one. */
const Scope = z.union([
  z.enum(['all-communities', 'any-one-community']),
  z.strictObject({ community: Identifier }),
]);

/** A count of an activity, or of one of its kinds, that must reach `atLeast`. */
const CountCriterion = z.strictObject({
  count: CounterName,
  atLeast: z.number().int().positive(),
  in: Scope.default('all-communities'),
  /** First day that counts, inclusive. */
  from: Day.optional(),
  /** Last day that counts, inclusive. */
  through: Day.optional(),
});

/** A badge that a member must hold, earned by whatever rule or by hand; the badges that need others are a pathway. */
const BadgeCriterion = z.strictObject({
  /** The achievement of the badge. */
  badge: Identifier,
});

/** When a rule is met: a count, a badge held, or some of these combined. Nested at most a few levels; the schema bounds the width. */
export type Criterion =
  | z.output<typeof CountCriterion>
  | z.output<typeof BadgeCriterion>
  | { readonly all: readonly Criterion[] }
  | { readonly any: readonly Criterion[] };

/** @see Criterion */
export const Criterion: z.ZodType<Criterion> = z.union([
  CountCriterion,
  BadgeCriterion,
  z.strictObject({
    get all() {
      return z.array(Criterion).min(1).max(20);
    },
  }),
  z.strictObject({
    get any() {
      return z.array(Criterion).min(1).max(20);
    },
  }),
]);

/** How often a rule can be met: once for ever, or once in each calendar year, quarter or month (UTC). */
export const Recurrence = z.enum(['once', 'yearly', 'quarterly', 'monthly']);
/** @see Recurrence */
export type Recurrence = z.output<typeof Recurrence>;

/** An amount of credit, in the unit of its program's standard, or without one in a unit that the organization names (`hours`). */
const CreditAmount = z.strictObject({
  amount: z.number().positive().max(1000),
  unit: z.string().min(1).max(32),
  /** The credit program it is given under, which measures it and says what certificates tell of it. */
  program: Identifier.optional(),
});

/** Begins the rule that a grant by hand names in place of one; no rule of an organization may begin with it. */
export const BY_HAND = 'by-hand.';

/** What an organization recognises, as data. */
export const Rule = z.strictObject({
  rule: Identifier.refine(
    (rule) => !rule.startsWith(BY_HAND),
    `must not begin with "${BY_HAND}", which names what staff award by hand`,
  ),
  name: z.string().min(1).max(120),
  /** Told to the member and to whoever audits the award: "ten comments in your communities". */
  reason: z.string().min(1).max(500),
  grants: z
    .strictObject({ badge: Achievement.optional(), credit: CreditAmount.optional() })
    .refine(
      ({ badge, credit }) => badge !== undefined || credit !== undefined,
      'must grant a badge, a credit or both',
    ),
  criterion: Criterion,
  every: Recurrence.default('once'),
});
/** @see Rule */
export type Rule = z.output<typeof Rule>;

/** That a member met a rule in a period; its natural key is (rule, member, period). */
export const Grant = z.strictObject({
  organization: Identifier,
  member: Identifier,
  rule: Identifier,
  ruleName: z.string().min(1).max(120),
  /** `ever`, `2026`, `2026-Q4` or `2026-11`. */
  period: z.string().min(1).max(16),
  reason: z.string().min(1).max(500),
  /** The counts the decision was made on, in words of the rule: `post.created/comment: 10 of 10`. */
  evidence: z.array(z.string().max(200)).max(50),
  grantedAt: Instant,
  /** The identifier the credential is issued under, where the rule grants a badge. */
  credential: z.uuid().optional(),
  badge: Achievement.optional(),
  credit: CreditAmount.optional(),
  /** The staff member who granted it by hand; absent where a rule did. */
  by: Identifier.optional(),
  /** What staff say of how it was earned. */
  narrative: z.string().min(1).max(2000).optional(),
  /** What was made or done, to be looked at. */
  artifacts: z
    .array(
      z.strictObject({
        url: z.url({ protocol: /^https?$/ }).max(2000),
        name: z.string().min(1).max(200).optional(),
      }),
    )
    .max(10)
    .optional(),
  /** By the achievement's result descriptions. */
  results: z
    .array(z.strictObject({ result: Identifier, value: z.string().min(1).max(40) }))
    .max(10)
    .optional(),
  /** The credential this grant's one is issued in the place of (and which is then revoked): an address changed. */
  replaces: z.uuid().optional(),
  /** The credential this grant's one continues, which stays as it is. */
  renews: z.uuid().optional(),
  /** Why it replaces or renews another, in a sentence: for the audit trail, and published nowhere. */
  cause: z.string().min(1).max(600).optional(),
});
/** @see Grant */
export type Grant = z.output<typeof Grant>;
