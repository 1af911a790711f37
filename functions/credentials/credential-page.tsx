import { embedCode, linkedInUrl } from '../../shared/badges/share.ts';
import { dayOf, page } from './page.tsx';
import type { CredentialView } from './view.ts';

const Verdict = ({ verification, verifiedAt, issuerDid, issued }: CredentialView) => {
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
  return (
    <div class="notice good" role="note">
      <strong>Verified just now.</strong>
      <p>
        {when}: every field of the credential is covered by a signature (Ed25519, eddsa-rdfc-2022) made with
        the key of <code>{issuerDid}</code>, which is {issued.issuerName}.
      </p>
    </div>
  );
};

const Sharing = ({ shareable }: CredentialView) => (
  <section class="wide share" aria-labelledby="share">
    <h2 id="share">Share it</h2>
    <p class="actions">
      <a class="button" href={linkedInUrl(shareable)} rel="noopener">
        Add to LinkedIn profile
      </a>
      <a class="button plain" href={`${shareable.url}/badge.png`} download={`${shareable.credential}.png`}>
        Download badge (PNG)
      </a>
      <a class="button plain" href={`${shareable.url}.json`} download={`${shareable.credential}.json`}>
        Download credential (JSON)
      </a>
    </p>
    <p class="quiet">
      The PNG carries the signed credential inside it; wallets and validators read either file.
    </p>
    <p>
      <label for="link">Link</label>
      <input id="link" type="text" readonly value={shareable.url} />
    </p>
    <p>
      <label for="embed">HTML for your own page</label>
      <textarea id="embed" readonly rows={4}>
        {embedCode(shareable)}
      </textarea>
    </p>
  </section>
);

/** The public page of a credential. */
export const credentialPage = (view: CredentialView) => {
  const { issued, shareable, evidence } = view;
  const { achievement, issuerName, recipientName } = issued;
  const alt = `Badge: ${achievement.name}, issued by ${issuerName}`;
  const image = `${shareable.url}/image.png`;
  return page(
    {
      title: `${achievement.name}: ${recipientName}`,
      description: `${issuerName} awarded this badge to ${recipientName}. ${achievement.description}`,
      url: shareable.url,
      image: { url: image, alt },
    },
    <article>
      <header class="head">
        <img src={`/credentials/${issued.credential}/image.png`} width="400" height="400" alt={alt} />
        <div>
          <h1>{achievement.name}</h1>
          <p class="to">
            Awarded to <strong>{recipientName}</strong> by <a href={view.issuerPage}>{issuerName}</a>
          </p>
          <p>{achievement.description}</p>
        </div>
      </header>
      <Verdict {...view} />
      <div class="parts two">
        <section aria-labelledby="criteria">
          <h2 id="criteria">What it took</h2>
          <p class="said">{achievement.criteria}</p>
        </section>
        {evidence.length > 0 && (
          <section aria-labelledby="evidence">
            <h2 id="evidence">What was found</h2>
            <ul>
              {evidence.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </section>
        )}
        <section class="wide" aria-labelledby="facts">
          <h2 id="facts">The facts</h2>
          <dl>
            <dt>Awarded</dt>
            <dd>
              <time datetime={view.awardedDate}>{dayOf(view.awardedDate)}</time>
            </dd>
            <dt>Issued</dt>
            <dd>
              <time datetime={issued.issuedAt}>{dayOf(issued.issuedAt)}</time>
            </dd>
            <dt>Issuer</dt>
            <dd>
              <a href={view.issuerUrl} rel="noopener">
                {issuerName}
              </a>
            </dd>
            <dt>Identifier</dt>
            <dd>
              <code>{issued.credential}</code>
            </dd>
          </dl>
        </section>
        {view.verification.verified && <Sharing {...view} />}
      </div>
    </article>,
  );
};
