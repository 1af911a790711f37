import type { DayRecord } from '../engagement/model.ts';
import type { HeldBadge } from './held-badges.ts';
import type { Criterion } from './model.ts';

type Count = Extract<Criterion, { count: string }>;

/** How far a member is towards a criterion, part by part, in the shape of the criterion. */
export type Measured =
  | {
      readonly kind: 'count';
      readonly met: boolean;
      readonly criterion: Count;
      readonly reached: number;
      /** The community that the count was reached in, where it was taken within one. */
      readonly community: string | undefined;
    }
  | {
      readonly kind: 'badge';
      readonly met: boolean;
      readonly achievement: string;
      readonly held: HeldBadge | undefined;
    }
  | { readonly kind: 'all' | 'any'; readonly met: boolean; readonly parts: readonly Measured[] };

/** What a member has done and what they hold. */
export interface Achieved {
  readonly records: readonly DayRecord[];
  readonly badges: readonly HeldBadge[];
}

/** The records a count looks at, with the community that they are within. */
const scopesOf = (
  { in: scope }: Count,
  records: readonly DayRecord[],
): readonly { community: string | undefined; records: readonly DayRecord[] }[] => {
  if (scope === 'all-communities') return [{ community: undefined, records }];
  if (scope === 'any-one-community') {
    return [...Map.groupBy(records, ({ community }) => community)].map(([community, of]) => ({
      community,
      records: of,
    }));
  }
  const { community } = scope;
  return [{ community, records: records.filter((record) => record.community === community) }];
};

const measureCount = (criterion: Count, records: readonly DayRecord[]): Measured => {
  const { count, atLeast, from = '', through = '~' } = criterion;
  const inTime = records.filter(({ day }) => from <= day && day <= through);
  const best = scopesOf(criterion, inTime)
    .map(({ community, records: of }) => ({
      community,
      reached: of.reduce((sum, { counts }) => sum + (counts[count] ?? 0), 0),
    }))
    .reduce((a, b) => (b.reached > a.reached ? b : a), { community: undefined, reached: 0 });
  return { kind: 'count', met: best.reached >= atLeast, criterion, ...best };
};

/** Measures a criterion by what a member has done and holds; more of either never makes a met part unmet. */
export const measure = (criterion: Criterion, achieved: Achieved): Measured => {
  if ('count' in criterion) return measureCount(criterion, achieved.records);
  if ('badge' in criterion) {
    const held = achieved.badges
      .filter(({ achievement }) => achievement === criterion.badge)
      .reduce<HeldBadge | undefined>((a, b) => (a === undefined || b.day < a.day ? b : a), undefined);
    return { kind: 'badge', met: held !== undefined, achievement: criterion.badge, held };
  }
  const kind = 'all' in criterion ? 'all' : 'any';
  const parts = ('all' in criterion ? criterion.all : criterion.any).map((part) => measure(part, achieved));
  const met = parts.filter((part) => part.met).length;
  return { kind, met: kind === 'all' ? met === parts.length : met > 0, parts };
};
