import type { DayRecord } from '../../shared/engagement/model.ts';
import { type ActivityName, activityNames } from '../../shared/events/catalogue.ts';
import type { Cell } from './csv.ts';
import { daysOf, lengthOf, type Period } from './period.ts';

/** What one member did in a period. */
export interface MemberRow {
  readonly member: string;
  /** Days on which the member did anything. */
  readonly activeDays: number;
  readonly total: number;
  readonly counts: ReadonlyMap<ActivityName, number>;
}

/** What was done in one community in a period. */
interface CommunityRow {
  readonly community: string;
  readonly total: number;
  /** Members who did anything here. */
  readonly active: number;
  readonly counts: ReadonlyMap<ActivityName, number>;
}

/** A stretch of days of the chart, and how much was done in it, by community. */
export interface Bucket {
  readonly from: string;
  readonly through: string;
  readonly totals: ReadonlyMap<string, number>;
}

/** Engagement in a period: in all, by community, by member and over time. */
export interface EngagementReport {
  readonly period: Period;
  readonly total: number;
  readonly activeMembers: number;
  /** The most active first. */
  readonly communities: readonly CommunityRow[];
  /** The most active first; members who did nothing are in it with zeros. */
  readonly members: readonly MemberRow[];
  /** Activities that occurred at all, the most frequent first. */
  readonly activities: readonly ActivityName[];
  readonly buckets: readonly Bucket[];
}

/** Most points of a line: a period of more days is shown by week, one of more weeks by four weeks. */
const MAX_BUCKETS = 45;

const widthOf = (period: Period): number =>
  [1, 7, 28].find((days) => lengthOf(period) / days <= MAX_BUCKETS) ?? 28;

const isActivity = (counter: string): counter is ActivityName =>
  (activityNames as readonly string[]).includes(counter);

/** An activity's own counter already includes all its kinds (`post.created/reply`), which are therefore left out. */
const activitiesIn = (record: DayRecord): [ActivityName, number][] =>
  Object.entries(record.counts).filter((entry): entry is [ActivityName, number] => isActivity(entry[0]));

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);

const addTo = <Key>(counts: Map<Key, number>, key: Key, by: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

const byTotal =
  <Row extends { readonly total: number }>(nameOf: (row: Row) => string) =>
  (a: Row, b: Row) =>
    b.total - a.total || nameOf(a).localeCompare(nameOf(b), 'en');

const groupBy = (records: readonly DayRecord[], key: 'member' | 'community') =>
  Map.groupBy(records, (record) => record[key]);

const countsOf = (records: readonly DayRecord[]): Map<ActivityName, number> => {
  const counts = new Map<ActivityName, number>();
  for (const [activity, count] of records.flatMap(activitiesIn)) addTo(counts, activity, count);
  return counts;
};

const bucketsOf = (records: readonly DayRecord[], period: Period): Bucket[] => {
  const width = widthOf(period);
  const days = daysOf(period);
  const buckets = Array.from({ length: Math.ceil(days.length / width) }, (_, i) => ({
    from: days[i * width] ?? period.from,
    through: days[Math.min((i + 1) * width, days.length) - 1] ?? period.through,
    totals: new Map<string, number>(),
  }));
  const indexOf = new Map(days.map((day, i) => [day, Math.floor(i / width)]));
  for (const record of records) {
    const bucket = buckets[indexOf.get(record.day) ?? -1];
    if (bucket) addTo(bucket.totals, record.community, sum(activitiesIn(record).map(([, count]) => count)));
  }
  return buckets;
};

/** Adds up what members did; `members` names everybody reported on, with or without records. */
export const reportEngagement = (
  records: readonly DayRecord[],
  members: readonly string[],
  period: Period,
): EngagementReport => {
  const ofMember = groupBy(records, 'member');
  const memberRows = members.map((member): MemberRow => {
    const own = ofMember.get(member) ?? [];
    const counts = countsOf(own);
    return {
      member,
      counts,
      total: sum(counts.values()),
      activeDays: new Set(own.map(({ day }) => day)).size,
    };
  });
  const communityRows = [...groupBy(records, 'community')].map(([community, own]): CommunityRow => {
    const counts = countsOf(own);
    return {
      community,
      counts,
      total: sum(counts.values()),
      active: new Set(own.map(({ member }) => member)).size,
    };
  });
  const counts = countsOf(records);
  return {
    period,
    total: sum(counts.values()),
    activeMembers: memberRows.filter(({ total }) => total > 0).length,
    communities: communityRows.sort(byTotal(({ community }) => community)),
    members: memberRows.sort(byTotal(({ member }) => member)),
    activities: [...counts]
      .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en'))
      .map(([name]) => name),
    buckets: bucketsOf(records, period),
  };
};

/** The columns of the download, one per activity that occurred. */
export const engagementHeader = (activities: readonly ActivityName[]): string[] => [
  'member',
  'name',
  'active days',
  'all activities',
  ...activities,
];

/** One member as a line of the download. */
export const engagementRow = (row: MemberRow, name: string, activities: readonly ActivityName[]): Cell[] => [
  row.member,
  name,
  row.activeDays,
  row.total,
  ...activities.map((activity) => row.counts.get(activity) ?? 0),
];
