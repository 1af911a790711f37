import type { Grant } from '../../shared/awards/model.ts';
import type { ChangeKind, CredentialChange, IssuedCredential } from '../../shared/badges/model.ts';
import { type Names, nameOf } from './people.tsx';
import { Time } from './time.tsx';

const happened: Readonly<Record<ChangeKind, string>> = {
  suspended: 'Suspended',
  reinstated: 'Reinstated',
  revoked: 'Revoked',
  renewed: 'Renewed',
  shared: 'Shared with everybody',
  hidden: 'No longer shared',
  relinked: 'Given a new private link',
};

type Told = Pick<IssuedCredential, 'member' | 'issuedAt' | 'rule' | 'replaces' | 'renews'>;

const Credential = ({ member, credential }: { readonly member: string; readonly credential: string }) => (
  <a href={`/staff/credentials/${member}/${credential}`}>credential {credential}</a>
);

/** What its issue was, where it follows another: again, or as a renewal. */
const beginning = ({ replaces, renews }: Told): string => {
  if (replaces !== undefined) return 'Issued again';
  return renews === undefined ? 'Issued' : 'Issued as a renewal';
};

/** Why it was issued: by a rule, by hand, or after another one and why that. */
const Cause = ({ issued, grant }: { readonly issued: Told; readonly grant: Grant | undefined }) => {
  const { member, rule, replaces, renews } = issued;
  const before = replaces ?? renews;
  if (before === undefined)
    return <>{grant?.by === undefined ? `The rule ${rule} was met.` : 'Awarded by hand.'}</>;
  return (
    <>
      {replaces === undefined ? 'Renews ' : 'In the place of '}
      <Credential member={member} credential={before} />.{grant?.cause !== undefined && ` ${grant.cause}`}
    </>
  );
};

/** Everything that happened to a credential, from its issue on: when, what, by whom, and why. */
export const AuditTrail = ({
  issued,
  grant,
  changes,
  names,
  zone,
}: {
  readonly issued: Told;
  /** The grant it was issued for; who granted it by hand stands there, and why it follows another. */
  readonly grant: Grant | undefined;
  readonly changes: readonly CredentialChange[];
  readonly names: Names;
  readonly zone: string;
}) => {
  const whoIs = (member: string | undefined): string =>
    member === undefined ? 'The system' : nameOf(names, member);
  return (
    <section class="card stack" id="trail" aria-labelledby="trail-title">
      <h2 id="trail-title">What happened to it</h2>
      <div class="scroll" role="region" aria-label="Table of changes" tabindex={0}>
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">By</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td data-label="When">
                <Time at={issued.issuedAt} zone={zone} />
              </td>
              <th scope="row">{beginning(issued)}</th>
              <td data-label="By">{whoIs(grant?.by)}</td>
              <td data-label="Why">
                <Cause issued={issued} grant={grant} />
              </td>
            </tr>
            {changes.map((change) => (
              <tr>
                <td data-label="When">
                  <Time at={change.at} zone={zone} />
                </td>
                <th scope="row">{happened[change.kind]}</th>
                <td data-label="By">{whoIs(change.by)}</td>
                <td data-label="Why">
                  {change.reason}
                  {change.follower !== undefined && (
                    <>
                      {' '}
                      <a href={`/staff/credentials/${issued.member}/${change.follower}`}>The new badge</a>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
