import type { Member } from '../../shared/members/model.ts';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import type { Viewer } from '../viewer.ts';

/** What the list of members shows. */
export interface StaffMembersProps {
  readonly viewer: Viewer;
  readonly members: readonly Member[];
  /** What names are looked for by; empty where everybody is listed. */
  readonly name: string;
  /** The identifier the next page begins after, where there is one. */
  readonly next: string | undefined;
  /** True on every page but the first. */
  readonly isContinued: boolean;
  /** Where somebody's page is, and what for. */
  readonly place: MembersPlace;
}

/** A part of the console in which a member is looked for. */
export interface MembersPlace {
  /** The address of the list; a member's page stands below it. */
  readonly base: '/staff/members' | '/staff/digests';
  readonly title: string;
  readonly lead: string;
}

/** Members whose badges and addresses are looked after. */
export const memberCare: MembersPlace = {
  base: '/staff/members',
  title: 'Members',
  lead: 'Whose badges you look after. Open somebody to change their address or a badge.',
};

/** Members whose digests are looked after. */
export const digestCare: MembersPlace = {
  base: '/staff/digests',
  title: 'Digests',
  lead: 'Open somebody to see their next digest as it would be now, and what became of those before.',
};

const roleOf = { member: 'Member', staff: 'Staff', administrator: 'Administrator' } as const;

const Search = ({ name, place }: Pick<StaffMembersProps, 'name' | 'place'>) => (
  // Sent as a form's body: a person's name stands in no address.
  <form class="card stack" method="post" action={`${place.base}/search`}>
    <div class="field">
      <label for="name">Name, address or identifier</label>
      <p class="hint" id="name-hint">
        Any part of a name, or a whole e-mail address or identifier; capitals and accents do not matter.
      </p>
      <input
        id="name"
        name="name"
        type="search"
        value={name}
        maxlength={120}
        autocomplete="off"
        aria-describedby="name-hint"
      />
    </div>
    <div class="actions">
      <button class="button" type="submit">
        Find members
      </button>
      {name !== '' && <a href={place.base}>Show everybody</a>}
    </div>
  </form>
);

const MemberTable = ({ members, viewer, place }: Pick<StaffMembersProps, 'members' | 'viewer' | 'place'>) => (
  <div class="scroll" role="region" aria-label="Table of members" tabindex={0}>
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Role</th>
          <th scope="col">Member since</th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ member, name, role, joinedAt }) => (
          <tr>
            <th scope="row">
              <a href={`${place.base}/${member}`}>{name}</a>
            </th>
            <td data-label="Role">{roleOf[role]}</td>
            <td data-label="Member since">
              <Time at={joinedAt} zone={viewer.timeZone} style="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const NextPage = ({
  name,
  next,
  place,
}: Pick<StaffMembersProps, 'name' | 'place'> & { readonly next: string }) =>
  name === '' ? (
    <a class="button plain" href={`${place.base}?after=${encodeURIComponent(next)}`}>
      Next page
    </a>
  ) : (
    <form method="post" action={`${place.base}/search`}>
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="after" value={next} />
      <button class="button plain" type="submit">
        Next page
      </button>
    </form>
  );

/** Everybody in the organization, page by page, or those of a name. */
export const StaffMembersPage = (props: StaffMembersProps) => {
  const { viewer, members, name, next, isContinued, place } = props;
  return (
    <Layout title={place.title} viewer={viewer}>
      <PageHead title={place.title} trail={[{ href: '/staff', text: 'Staff' }]}>
        <p class="lead">{place.lead}</p>
      </PageHead>
      <div class="stack-wide">
        <Search name={name} place={place} />
        <section class="card stack" aria-labelledby="members">
          <h2 id="members">{name === '' ? 'Everybody' : 'Found'}</h2>
          {members.length > 0 ? (
            <MemberTable members={members} viewer={viewer} place={place} />
          ) : (
            <p class="empty">
              {isContinued ? 'There are no more.' : 'Nobody has a name like this. Try a shorter part of it.'}
            </p>
          )}
          {next !== undefined && (
            <div class="actions">
              <NextPage name={name} next={next} place={place} />
            </div>
          )}
        </section>
      </div>
    </Layout>
  );
};
