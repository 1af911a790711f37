import { activityNames } from '../../shared/events/catalogue.ts';
import { scanAll, type Table } from '../../shared/platform/table.ts';

/** What is recorded for one organization. */
export interface Recorded {
  /** How often each activity was recorded, all members together; only those that happened. */
  readonly engagement: Readonly<Record<string, number>>;
  /** Posts by member. */
  readonly posts: ReadonlyMap<string, number>;
}

/** Every item of a table whose `organization` is the given one. */
const itemsOf = (table: Table, organization: string): AsyncGenerator<Record<string, unknown>> =>
  scanAll(table, {
    FilterExpression: 'organization = :organization',
    ExpressionAttributeValues: { ':organization': organization },
  });

const starts = (value: unknown, prefix: string): boolean =>
  typeof value === 'string' && value.startsWith(prefix);

/** Adds up an organization's engagement records. */
export const countEngagement = async (table: Table, organization: string): Promise<Recorded> => {
  const engagement: Record<string, number> = {};
  const posts = new Map<string, number>();
  for await (const item of itemsOf(table, organization)) {
    for (const activity of activityNames) {
      const times = Number(item[`n:${activity}`] ?? 0);
      if (times === 0) continue;
      engagement[activity] = (engagement[activity] ?? 0) + times;
      if (activity === 'post.created') {
        const member = String(item['member']);
        posts.set(member, (posts.get(member) ?? 0) + times);
      }
    }
  }
  return { engagement, posts };
};

/** What an organization awarded. */
export interface Awarded {
  /** How many grants each rule has given. */
  readonly grants: Readonly<Record<string, number>>;
  /** The signed documents of all credentials, as JSON text. */
  readonly documents: readonly string[];
}

/** Gathers an organization's grants and credentials. */
export const countAwards = async (table: Table, organization: string): Promise<Awarded> => {
  const grants: Record<string, number> = {};
  const documents: string[] = [];
  for await (const item of itemsOf(table, organization)) {
    if (starts(item['sk'], 'GRANT#')) {
      const rule = String(item['rule']);
      grants[rule] = (grants[rule] ?? 0) + 1;
    }
    if (starts(item['pk'], 'CREDENTIAL#')) documents.push(String(item['document']));
  }
  return { grants, documents };
};

/** What became of an organization's digests. */
export interface DigestCounts {
  readonly due: number;
  readonly sent: number;
  readonly suppressed: number;
}

/** Counts the digests for one window's end: those taken in hand, sent, and left out because nothing was to be said. */
export const countDigests = async (
  table: Table,
  organization: string,
  until: string,
): Promise<DigestCounts> => {
  const counts = { due: 0, sent: 0, suppressed: 0 };
  for await (const item of itemsOf(table, organization)) {
    if (!starts(item['sk'], 'DIGEST#') || item['until'] !== until) continue;
    counts.due += 1;
    if (item['status'] === 'SENT') counts.sent += 1;
    if (item['status'] === 'SUPPRESSED') counts.suppressed += 1;
  }
  return counts;
};
