import { checkRules } from '../../shared/awards/check-rules.ts';
import type { RuleFile } from '../../shared/awards/parse-rule-file.ts';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createProgramsStore } from '../../shared/credits/programs-store.ts';
import { lastDue } from '../../shared/digests/due.ts';
import type { DigestPreferences } from '../../shared/digests/model.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { asAppError, InvalidInput } from '../../shared/platform/errors.ts';
import { newToken } from '../../shared/platform/ids.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import type { Table } from '../../shared/platform/table.ts';
import type { DumpMember } from './dump-events.ts';

/** Where a dump is played to: one organization with one community of the same name. */
export interface Place {
  readonly organization: string;
  readonly community: string;
}

/** The tables that a replay writes to by itself; everything else happens through events. */
export interface Tables {
  readonly community: Table;
  readonly credentials: Table;
}

/** Everybody of a dump gets a daily digest at seven in UTC. */
const digestPreferences: DigestPreferences = { frequency: 'daily', timeZone: 'UTC', hour: 7, weekday: 1 };

/** Writes under way at once. */
const AT_ONCE = 16;

const DAY = 86_400_000;

/** Makes the organization and its community, if they are not there yet. */
export const preparePlace = async (tables: Tables, { organization, community }: Place): Promise<void> => {
  const communities = createCommunitiesStore(tables.community);
  await communities.putOrganization({ organization, name: organization, url: 'https://example.org/' });
  await communities.putCommunity({
    organization,
    community,
    name: community,
    purpose: 'Everything in this community was played from a dump of another system.',
    createdAt: '2008-01-01T00:00:00Z',
  });
};

/**
 * Enters the dump's people as members of the community. They raise no events of their own: what is replayed is what
 * they wrote. Done again, nothing changes.
 */
export const prepareMembers = async (
  tables: Tables,
  place: Place,
  people: Iterable<DumpMember>,
): Promise<void> => {
  const all = [...people];
  await createMembersStore(tables.community).importMembers(
    all.map(({ member, name, joinedAt }) => ({
      organization: place.organization,
      member,
      name: name.slice(0, 120),
      // Nobody can be reached there (RFC 2606 §3): a dump holds no addresses.
      email: `member-${member}@${place.organization.toLowerCase().replace(/[^a-z0-9-]/g, '-')}.example.org`,
      role: 'member',
      joinedAt,
    })),
    all.map(({ member, joinedAt }) => ({ ...place, member, role: 'member', joinedAt })),
  );
};

/** Puts the rules of a file in force for the organization of the replay, whichever the file names. */
export const prepareRules = async (
  tables: Tables,
  { organization }: Place,
  { rules }: RuleFile,
): Promise<void> => {
  const awards = createAwardsStore(tables.community, tables.credentials);
  const programs = await createProgramsStore(tables.community).listPrograms(organization);
  checkRules(rules, await awards.listRules(organization), programs);
  for (const rule of rules) await awards.putRule({ ...rule, organization });
};

/** Does something for each, several at once. */
const forEach = async <Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> => {
  const outcomes = await sideBySide(items, AT_ONCE, work);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw asAppError(outcome.reason);
};

/**
 * Gives everybody who had joined by then a daily digest whose window is the day before the last seven o'clock UTC.
 *
 * @returns that seven o'clock (the end of every window, RFC 3339) and who has one.
 * @throws {InvalidInput} where no due instant can be told for `at`.
 */
export const prepareDigests = async (
  tables: Tables,
  { organization }: Place,
  people: Iterable<DumpMember>,
  at: Date,
): Promise<{ until: string; members: string[] }> => {
  const boundary = lastDue(digestPreferences, at);
  if (!boundary) throw new InvalidInput(`--digest-at: no digest is due at ${at.toISOString()}`);
  const dueAt = boundary.toISOString();
  const coveredUntil = new Date(boundary.getTime() - DAY).toISOString();
  const digests = createDigestsStore(tables.community);
  const joined = [...people].filter(({ joinedAt }) => Date.parse(joinedAt) < boundary.getTime());
  await forEach(joined, ({ member }) =>
    digests.putSchedule({
      ...digestPreferences,
      organization,
      member,
      coveredUntil,
      dueAt,
      unsubscribeToken: newToken(),
    }),
  );
  return { until: dueAt, members: joined.map(({ member }) => member) };
};

/** Ends the digests of the replay: nobody of a dump is to be told of the years since. */
export const endDigests = async (
  tables: Tables,
  { organization }: Place,
  members: readonly string[],
  now: Date,
): Promise<void> => {
  const digests = createDigestsStore(tables.community);
  await forEach(members, (member) =>
    digests.savePreferences(organization, member, { ...digestPreferences, frequency: 'none' }, now),
  );
};
