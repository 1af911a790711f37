import type { ChangeKind, CredentialChange, IssuedCredential } from '../../shared/badges/model.ts';
import { type Names, nameOf } from './people.tsx';
import { Time } from './time.tsx';

const happened: Readonly<Record<ChangeKind, string>> = {
  suspended: 'Suspended',
  reinstated: 'Reinstated',
  revoked: 'Revoked',
  shared: 'Shared with everybody',
  hidden: 'No longer shared',
};

/** Everything that happened to a credential, from its issue on: when, what, by whom, and why. */
export const AuditTrail = ({
  issued,
  by,
  changes,
  names,
  zone,
}: {
  readonly issued: Pick<IssuedCredential, 'issuedAt' | 'rule'>;
  /** Who granted it by hand; undefined where a rule did. */
  readonly by: string | undefined;
  readonly changes: readonly CredentialChange[];
  readonly names: Names;
  readonly zone: string;
}) => {
  const whoIs = (member: string | undefined): string =>
    member === undefined ? 'The system' : nameOf(names, member);
  const why = by === undefined ? `The rule ${issued.rule} was met.` : 'Awarded by hand.';
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
              <th scope="row">Issued</th>
              <td data-label="By">{whoIs(by)}</td>
              <td data-label="Why">{why}</td>
            </tr>
            {changes.map((change) => (
              <tr>
                <td data-label="When">
                  <Time at={change.at} zone={zone} />
                </td>
                <th scope="row">{happened[change.kind]}</th>
                <td data-label="By">{whoIs(change.by)}</td>
                <td data-label="Why">{change.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
