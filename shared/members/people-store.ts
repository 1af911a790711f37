import { getAll } from '../platform/batches.ts';
import type { Table } from '../platform/table.ts';
import { memberPk } from './member-items.ts';
import { Member, Membership } from './model.ts';
import { createRosterStore } from './roster-store.ts';

/** Most people of a community that are listed by name, and found by it; in a larger one, by identifier alone. */
const MAX_LISTED = 500;

/** Somebody by name. */
type Named = Pick<Member, 'member' | 'name'>;

const StoredMember = Member.strip();
const StoredMembership = Membership.strip();

/** An identifier as it was written, and as most are. */
const casesOf = (written: string): string[] => [written, written.toLowerCase(), written.toUpperCase()];

/** A community's people by name, for whoever is to be mentioned; the access patterns are in store.ts. */
export const createPeopleStore = (table: Table) => {
  const { rosterPage } = createRosterStore(table);

  const named = async (organization: string, ids: readonly string[]): Promise<Named[]> => {
    const items = await getAll(
      table,
      ids.map((id) => ({ pk: memberPk(organization, id), sk: 'MEMBER' })),
    );
    return items
      .map((item) => StoredMember.parse(item))
      .map(({ member, name }) => ({ member, name }))
      .sort((a, b) => a.name.localeCompare(b.name) || a.member.localeCompare(b.member));
  };

  /**
   * Everybody in a community by name, in the order of their names; undefined where they are more than
   * {@link MAX_LISTED}. One query of the roster, eventually consistent, and one BatchGetItem per 100, in parallel.
   */
  const listPeople = async (organization: string, community: string): Promise<Named[] | undefined> => {
    const { members } = await rosterPage(organization, community, { size: MAX_LISTED + 1 });
    return members.length > MAX_LISTED ? undefined : named(organization, members);
  };

  return {
    listPeople,

    /**
     * Whom a text may mention that has these identifiers after an @: everybody in the community, where they are at
     * most {@link MAX_LISTED}; else those of them with such an identifier, as it is written or in one case.
     *
     * @throws {Unavailable} where the table keeps leaving keys unprocessed.
     */
    peopleFor: async (
      organization: string,
      community: string,
      identifiers: readonly string[],
    ): Promise<Named[]> => {
      const everybody = await listPeople(organization, community);
      if (everybody) return everybody;
      const ids = [...new Set(identifiers.flatMap(casesOf))];
      const keys = ids.map((id) => ({ pk: memberPk(organization, id), sk: `COMMUNITY#${community}` }));
      const belong = (await getAll(table, keys)).map((item) => StoredMembership.parse(item).member);
      return named(organization, belong);
    },
  };
};
