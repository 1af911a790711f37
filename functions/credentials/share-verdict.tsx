import { dayOf } from './page.tsx';
import type { CredentialView } from './view.ts';

const Day = ({ at }: { readonly at: string }) => <time datetime={at}>{dayOf(at)}</time>;

const On = ({ at }: { readonly at: string | undefined }) =>
  at === undefined ? null : (
    <>
      {' '}
      on <Day at={at} />
    </>
  );

const sentence = (text: string): string => `${text.replace(/[.\s]+$/, '')}.`;

/** Where to find the credential that takes this one's place: at its own page where that is public. */
const Follower = ({ follower }: Pick<CredentialView, 'follower'>) =>
  follower === undefined ? null : (
    <p>
      {follower.url === undefined ? (
        'Another badge takes its place, which its holder shares with nobody so far: ask them for the new link.'
      ) : (
        <>
          Another badge takes its place: <a href={follower.url}>see the one that was issued again</a>.
        </>
      )}
    </p>
  );

/** What became of the credential since it was issued, in words; nothing for one that is simply valid. */
const Standing = ({
  standing,
  issued,
  follower,
}: Pick<CredentialView, 'standing' | 'issued' | 'follower'>) => {
  switch (standing.standing) {
    case 'valid':
      return null;
    case 'expired':
      return (
        <div class="notice warn" role="note">
          <strong>Expired.</strong>
          <p>
            It was valid until <Day at={standing.since} />; from then on it stands for what was achieved, and
            no longer for what is kept up.
          </p>
        </div>
      );
    case 'suspended':
      return (
        <div class="notice warn" role="note">
          <strong>Suspended.</strong>
          <p>
            {issued.issuerName} suspended this badge
            <On at={standing.since} />. It may be reinstated; do not rely on it until then.
          </p>
        </div>
      );
    case 'revoked':
      return (
        <div class="notice bad" role="note">
          <strong>Revoked.</strong>
          <p>
            {issued.issuerName} took this badge back
            <On at={standing.since} />
            {standing.reason === undefined ? '.' : `: ${sentence(standing.reason)}`} Do not rely on it.
          </p>
          <Follower follower={follower} />
        </div>
      );
  }
};

const Proof = ({ verification, verifiedAt, issuerDid, issued, standing }: CredentialView) => {
  const when = (
    <time datetime={verifiedAt.toISOString()}>
      {`${dayOf(verifiedAt.toISOString())}, ${verifiedAt.toISOString().slice(11, 19)} UTC`}
    </time>
  );
  if (!verification.verified) {
    return (
      <div class="notice bad" role="note">
        <strong>This credential does not verify.</strong>
        <p>
          Checked just now ({when}): {verification.reason.replace(/\.$/, '')}. Do not rely on it; ask{' '}
          {issued.issuerName} about it.
        </p>
      </div>
    );
  }
  const isValid = standing.standing === 'valid';
  return (
    <div class={isValid ? 'notice good' : 'notice'} role="note">
      <strong>{isValid ? 'Valid. Verified just now.' : 'Its signature holds.'}</strong>
      <p>
        {when}: every field of the credential is covered by a signature (Ed25519, eddsa-rdfc-2022) made with
        the key of <code>{issuerDid}</code>, which is {issued.issuerName}.
        {isValid && ' It was neither suspended nor revoked'}
        {isValid && standing.until !== undefined && (
          <>
            , and is valid until <Day at={standing.until} />
          </>
        )}
        {isValid && '.'}
      </p>
    </div>
  );
};

/** Whether the credential can be relied on: its standing as the issuer's records say now, and its signature. */
export const Verdict = (view: CredentialView) => (
  <>
    <Standing standing={view.standing} issued={view.issued} follower={view.follower} />
    <Proof {...view} />
  </>
);
