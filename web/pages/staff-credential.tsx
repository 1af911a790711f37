import type { Following } from '../../shared/awards/follow-up.ts';
import type { Grant } from '../../shared/awards/model.ts';
import { isRenewable, renewableFrom, standingOf } from '../../shared/badges/life.ts';
import type { CredentialChange, IssuedCredential } from '../../shared/badges/model.ts';
import { AuditTrail } from '../components/audit-trail.tsx';
import { ChangeForm } from '../components/change-form.tsx';
import { ErrorSummary, TextArea } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import type { Names } from '../components/people.tsx';
import { StandingTag } from '../components/standing.tsx';
import { Time } from '../components/time.tsx';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What staff see of a credential. */
export interface StaffCredentialProps {
  readonly viewer: Viewer;
  readonly issued: IssuedCredential;
  /** The grant it was issued for. */
  readonly grant: Grant | undefined;
  /** The grants whose credentials follow this one, as far as there are any. */
  readonly following: Readonly<Partial<Record<Following, Grant>>>;
  /** The first one first. */
  readonly changes: readonly CredentialChange[];
  readonly names: Names;
  readonly now: Date;
  readonly form: FormState;
}

const addressOf = (member: string, credential: string): string =>
  `/staff/credentials/${member}/${credential}`;

const Facts = ({ viewer, issued, grant, now }: StaffCredentialProps) => (
  <section class="card stack" aria-labelledby="facts">
    <h2 id="facts">What it is</h2>
    <dl class="facts">
      <dt>Standing</dt>
      <dd>
        <StandingTag standing={standingOf(issued, now)} />
      </dd>
      <dt>Awarded for</dt>
      <dd>{grant?.reason ?? issued.achievement.criteria}</dd>
      <dt>Issued</dt>
      <dd>
        <Time at={issued.issuedAt} zone={viewer.timeZone} />
      </dd>
      <dt>Valid until</dt>
      <dd>
        {issued.validUntil === undefined ? (
          'For ever'
        ) : (
          <Time at={issued.validUntil} zone={viewer.timeZone} />
        )}
      </dd>
      <dt>Seen by</dt>
      <dd>{issued.visibility === 'public' ? 'Everybody with its address' : 'The member alone'}</dd>
      {issued.replaces !== undefined && (
        <>
          <dt>In the place of</dt>
          <dd>
            <a href={addressOf(issued.member, issued.replaces)}>the one before it</a>
          </dd>
        </>
      )}
      {issued.renews !== undefined && (
        <>
          <dt>Renews</dt>
          <dd>
            <a href={addressOf(issued.member, issued.renews)}>the one before it</a>
          </dd>
        </>
      )}
      <dt>Certificate number</dt>
      <dd>
        <a href={`/members/${issued.member}/badges/${issued.credential}`}>{issued.credential}</a>
      </dd>
    </dl>
  </section>
);

const words = {
  renews: {
    done: 'It was renewed',
    title: 'Renew it',
    button: 'Renew the badge',
    means:
      'The member gets a new badge for the same achievement, valid from now on, and shared as this one is. This one stays as it is. It can be done from ninety days before a badge expires.',
  },
  replaces: {
    done: 'It was issued again',
    title: 'Issue it again',
    button: 'Issue the badge again',
    means:
      'The member gets the same badge anew, to the address they have now, valid as long as this one. This one is revoked with a note that names the new one.',
  },
} as const satisfies Record<Following, object>;

const FollowForm = ({
  kind,
  issued,
  viewer,
  grant,
  form,
}: Pick<StaffCredentialProps, 'issued' | 'viewer' | 'form'> & {
  readonly kind: Following;
  readonly grant: Grant | undefined;
}) => (
  <section class="card stack" aria-labelledby={kind}>
    <h2 id={kind}>{words[kind].title}</h2>
    {grant?.credential === undefined ? (
      <form class="stack" method="post" action={`${addressOf(issued.member, issued.credential)}/grants`}>
        <p>{words[kind].means}</p>
        <input type="hidden" name="following" value={kind} />
        <TextArea
          form={form}
          name={`${kind}-reason`}
          label="Why"
          hint="Kept for ever with your name, and shown to staff alone."
          required
          maxLength={500}
          short
        />
        <div class="actions">
          <button class="button plain" type="submit">
            {words[kind].button}
          </button>
        </div>
      </form>
    ) : (
      <p>
        {words[kind].done} on <Time at={grant.grantedAt} zone={viewer.timeZone} />.{' '}
        <a href={addressOf(issued.member, grant.credential)}>The new badge</a> is there within a minute.
      </p>
    )}
  </section>
);

/** Renews it, or says from when on that can be done; nothing where it never will. */
const Renewal = ({ issued, following, viewer, now, form }: StaffCredentialProps) => {
  if (following.renews !== undefined || isRenewable(issued, now))
    return <FollowForm kind="renews" grant={following.renews} issued={issued} viewer={viewer} form={form} />;
  const from = renewableFrom(issued);
  return from === undefined || issued.standing !== 'valid' ? null : (
    <section class="card stack" aria-labelledby="renews">
      <h2 id="renews">{words.renews.title}</h2>
      <p>
        It can be renewed from <Time at={from.toISOString()} zone={viewer.timeZone} style="day" /> on, ninety
        days before it expires.
      </p>
    </section>
  );
};

/** A credential as staff look after it: what it is, what was done to it by whom and why, and what can be done. */
export const StaffCredentialPage = (props: StaffCredentialProps) => {
  const { viewer, issued, grant, following, changes, names, now, form } = props;
  const { name } = issued.achievement;
  return (
    <Layout title={name} viewer={viewer}>
      <PageHead
        title={name}
        trail={[
          { href: '/staff', text: 'Staff' },
          { href: '/staff/members', text: 'Members' },
          { href: `/staff/members/${issued.member}`, text: names.get(issued.member) ?? issued.recipientName },
        ]}
      >
        <p class="lead">A badge of {issued.recipientName}, and everything that happened to it.</p>
      </PageHead>
      <div class="stack-wide">
        <ErrorSummary form={form} />
        <Facts {...props} />
        <AuditTrail issued={issued} grant={grant} changes={changes} names={names} zone={viewer.timeZone} />
        {issued.standing !== 'revoked' && <ChangeForm issued={issued} form={form} />}
        <Renewal {...props} />
        {(following.replaces !== undefined || standingOf(issued, now) === 'valid') && (
          <FollowForm
            kind="replaces"
            grant={following.replaces}
            issued={issued}
            viewer={viewer}
            form={form}
          />
        )}
      </div>
    </Layout>
  );
};
