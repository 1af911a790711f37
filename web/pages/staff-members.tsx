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
}

const roleOf = { member: 'Member', staff: 'Staff', administrator: 'Administrator' } as const;

const Search = ({ name }: Pick<StaffMembersProps, 'name'>) => (
  // Sent as a form's body: a person's name stands in no address.
  <form class="card stack" method="post" action="/staff/members/search">
    <div class="field">
      <label for="name">Name</label>
      <p class="hint" id="name-hint">
        Any part of it; capitals and accents do not matter.
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
      {name !== '' && <a href="/staff/members">Show everybody</a>}
    </div>
  </form>
);

const MemberTable = ({ members, viewer }: Pick<StaffMembersProps, 'members' | 'viewer'>) => (
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
              <a href={`/staff/members/${member}`}>{name}</a>
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

const NextPage = ({ name, next }: { readonly name: string; readonly next: string }) =>
  name === '' ? (
    <a class="button plain" href={`/staff/members?after=${encodeURIComponent(next)}`}>
      Next page
    </a>
  ) : (
    <form method="post" action="/staff/members/search">
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="after" value={next} />
      <button class="button plain" type="submit">
        Next page
      </button>
    </form>
  );

/** Everybody in the organization, page by page, or those of a name. */
export const StaffMembersPage = (props: StaffMembersProps) => {
  const { viewer, members, name, next, isContinued } = props;
  return (
    <Layout title="Members" viewer={viewer}>
      <PageHead title="Members" trail={[{ href: '/staff', text: 'Staff' }]}>
        <p class="lead">Whose badges you look after. Open somebody to change their address or a badge.</p>
      </PageHead>
      <div class="stack-wide">
        <Search name={name} />
        <section class="card stack" aria-labelledby="members">
          <h2 id="members">{name === '' ? 'Everybody' : 'Found'}</h2>
          {members.length > 0 ? (
            <MemberTable members={members} viewer={viewer} />
          ) : (
            <p class="empty">
              {isContinued ? 'There are no more.' : 'Nobody has a name like this. Try a shorter part of it.'}
            </p>
          )}
          {next !== undefined && (
            <div class="actions">
              <NextPage name={name} next={next} />
            </div>
          )}
        </section>
      </div>
    </Layout>
  );
};
