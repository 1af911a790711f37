import { standingOf } from '../../shared/badges/life.ts';
import type { CredentialSummary } from '../../shared/badges/model.ts';
import type { AddressChange, Member } from '../../shared/members/model.ts';
import { ErrorSummary, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { type Names, nameOf } from '../components/people.tsx';
import { StandingTag } from '../components/standing.tsx';
import { Time } from '../components/time.tsx';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What staff see of a member. */
export interface StaffMemberProps {
  readonly viewer: Viewer;
  readonly member: Member;
  /** Newest first. */
  readonly credentials: readonly CredentialSummary[];
  /** Of their address, the first first. */
  readonly changes: readonly AddressChange[];
  /** Of whoever made these. */
  readonly names: Names;
  readonly now: Date;
  readonly form: FormState;
}

/** When the address was changed, by whom and why; never which it was. */
const AddressTrail = ({ changes, names, viewer }: Pick<StaffMemberProps, 'changes' | 'names' | 'viewer'>) => (
  <>
    <h3>When it was changed</h3>
    <ul>
      {changes.map(({ at, by, reason }) => (
        <li>
          <Time at={at} zone={viewer.timeZone} />, by {nameOf(names, by)}: {reason}
        </li>
      ))}
    </ul>
  </>
);

const AddressForm = ({
  member,
  form,
  ...trail
}: Pick<StaffMemberProps, 'member' | 'form' | 'changes' | 'names' | 'viewer'>) => (
  <section class="card stack" aria-labelledby="address">
    <h2 id="address">E-mail address</h2>
    <p>
      Now <strong>{member.email}</strong>.
    </p>
    <form class="stack" method="post" action={`/staff/members/${member.member}/address`}>
      <TextField
        form={form}
        name="email"
        label="New address"
        hint="They sign in with it from then on. A badge holds a trace of the address it was issued to, so each valid badge is issued again to the new one, and the one before it is revoked with a note that says so."
        required
        maxLength={254}
      />
      <TextArea
        form={form}
        name="reason"
        label="Why"
        hint="Kept with the member, with your name, for staff alone. Leave the addresses out of it."
        required
        maxLength={500}
        short
      />
      <div class="actions">
        <button class="button" type="submit">
          Change the address
        </button>
      </div>
    </form>
    {trail.changes.length > 0 && <AddressTrail {...trail} />}
  </section>
);

const BadgeTable = ({
  member,
  credentials,
  viewer,
  now,
}: Pick<StaffMemberProps, 'member' | 'credentials' | 'viewer' | 'now'>) => (
  <div class="scroll" role="region" aria-label="Table of badges" tabindex={0}>
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">Badge</th>
          <th scope="col">Standing</th>
          <th scope="col">Issued</th>
          <th scope="col">Valid until</th>
        </tr>
      </thead>
      <tbody>
        {credentials.map((summary) => (
          <tr>
            <th scope="row">
              <a href={`/staff/credentials/${member.member}/${summary.credential}`}>
                {summary.achievement.name}
              </a>
            </th>
            <td data-label="Standing">
              <StandingTag standing={standingOf(summary, now)} />
            </td>
            <td data-label="Issued">
              <Time at={summary.issuedAt} zone={viewer.timeZone} style="day" />
            </td>
            <td data-label="Valid until">
              {summary.validUntil === undefined ? (
                'For ever'
              ) : (
                <Time at={summary.validUntil} zone={viewer.timeZone} style="day" />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** A member as staff look after them: the address they are reached at, and every badge they hold. */
export const StaffMemberPage = (props: StaffMemberProps) => {
  const { viewer, member, credentials, form } = props;
  return (
    <Layout title={member.name} viewer={viewer}>
      <PageHead
        title={member.name}
        trail={[
          { href: '/staff', text: 'Staff' },
          { href: '/staff/members', text: 'Members' },
        ]}
      >
        <p class="lead">
          Member since <Time at={member.joinedAt} zone={viewer.timeZone} style="day" />.{' '}
          <a href={`/members/${member.member}`}>Their profile</a>
        </p>
      </PageHead>
      <div class="stack-wide">
        <ErrorSummary form={form} />
        <section class="card stack" aria-labelledby="badges">
          <h2 id="badges">Badges</h2>
          {credentials.length > 0 ? <BadgeTable {...props} /> : <p class="empty">No badge yet.</p>}
        </section>
        <AddressForm {...props} />
      </div>
    </Layout>
  );
};
