import type { Grant } from '../../shared/awards/model.ts';
import { totalsByUnit } from '../../shared/credits/amounts.ts';
import type { Cell } from './csv.ts';

/** How a grant's badge follows another, in words; undefined where it follows none. */
export const followsOf = ({ replaces, renews }: Grant): string | undefined => {
  if (replaces !== undefined) return 'Issued again';
  return renews === undefined ? undefined : 'Renewal';
};

/** What was awarded by one rule in a period. */
export interface RuleRow {
  readonly rule: string;
  readonly name: string;
  readonly grants: number;
  readonly badges: number;
  /** Sum of the credit per unit. */
  readonly credits: ReadonlyMap<string, number>;
}

/**
 * Adds grants up by rule, the most frequent first. A badge that was issued again or renewed was granted once: what
 * follows another is not counted again.
 */
export const byRule = (grants: readonly Grant[]): RuleRow[] =>
  [
    ...Map.groupBy(
      grants.filter((grant) => followsOf(grant) === undefined),
      ({ rule }) => rule,
    ),
  ]
    .map(([rule, own]) => ({
      rule,
      name: own[0]?.ruleName ?? rule,
      grants: own.length,
      badges: own.filter(({ badge }) => badge !== undefined).length,
      credits: totalsByUnit(own.flatMap(({ credit }) => credit ?? [])),
    }))
    .sort((a, b) => b.grants - a.grants || a.name.localeCompare(b.name, 'en'));

/** The columns of the download. */
export const awardsHeader = [
  'granted at',
  'member',
  'name',
  'rule',
  'rule name',
  'period',
  'badge',
  'credential',
  'credit',
  'unit',
  'reason',
  'evidence',
  'follows',
  'credential before',
] as const;

/** One grant as a line of the download. */
export const awardsRow = (grant: Grant, name: string): Cell[] => [
  grant.grantedAt,
  grant.member,
  name,
  grant.rule,
  grant.ruleName,
  grant.period,
  grant.badge?.name ?? '',
  grant.credential ?? '',
  grant.credit?.amount ?? '',
  grant.credit?.unit ?? '',
  grant.reason,
  grant.evidence.join('; '),
  followsOf(grant) ?? '',
  grant.replaces ?? grant.renews ?? '',
];
