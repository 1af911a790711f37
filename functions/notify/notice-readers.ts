import type { DirectoryStore } from '../../shared/members/directory-store.ts';
import type { Member } from '../../shared/members/model.ts';
import type { RosterStore } from '../../shared/members/roster-store.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import type { NoticePage } from '../../shared/notifications/notice-model.ts';

/** Where the readers of a notice are looked up. */
export interface Readership {
  readonly directory: Pick<DirectoryStore, 'list'>;
  readonly rosters: Pick<RosterStore, 'rosterPage'>;
  readonly members: Pick<MembersStore, 'getMembers'>;
}

/** Readers of one page: what one call of the mail service takes. */
const PAGE = 50;

/** Some of those a notice is for, and the member to go on after in the same list; undefined at its end. */
export const readersOf = async (
  { directory, rosters, members }: Readership,
  { organization, community, after }: NoticePage,
): Promise<{ readonly people: readonly Member[]; readonly next: string | undefined }> => {
  if (community === undefined) {
    const page = await directory.list(organization, { size: PAGE, ...(after !== undefined && { after }) });
    return { people: page.members, next: page.next };
  }
  const { members: ids, next } = await rosters.rosterPage(organization, community, { after, size: PAGE });
  const found = await members.getMembers(organization, ids);
  return { people: ids.flatMap((id) => found.get(id) ?? []), next };
};
