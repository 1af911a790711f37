import {
  type Download,
  downloadsOf,
  embedCode,
  frameCode,
  interactionUrl,
  linkedInUrl,
  linkTo,
  OLDER_NOTE,
  olderDownloadsOf,
  walletUrl,
} from '../../shared/badges/share.ts';
import { ScanCode } from './share-code.tsx';
import type { CredentialView } from './view.ts';

const Files = ({ downloads }: { readonly downloads: readonly Download[] }) => (
  <ul class="files">
    {downloads.map(({ text, href, file }) => (
      <li>
        <a href={href} download={file}>
          {text}
        </a>
      </li>
    ))}
  </ul>
);

const Wallet = ({ shareable }: Pick<CredentialView, 'shareable'>) => (
  <>
    <h3>Add to a wallet</h3>
    <div class="wallet">
      {shareable.key === undefined ? (
        <p>
          Scan the code with a wallet for learning credentials, or, on the phone that has the Learner
          Credential Wallet, <a href={walletUrl(shareable)}>open the wallet</a>. It collects the signed
          credential.
        </p>
      ) : (
        // A link to the wallet's web address would tell that address the private link.
        <p>
          Scan the code with a wallet for learning credentials. It collects the signed credential, by the
          private link that is in the code: show it to no other device than your own.
        </p>
      )}
      <ScanCode text={interactionUrl(shareable)} label="Code for a wallet" />
    </div>
  </>
);

/** What can be done with a badge: shown elsewhere where it is public, saved, put into a wallet while it stands. */
export const Sharing = ({ shareable, issued, standing }: CredentialView) => {
  const isPublic = issued.visibility === 'public';
  return (
    <section class="wide share" aria-labelledby="share">
      <h2 id="share">{isPublic ? 'Share it' : 'Keep it'}</h2>
      {isPublic && standing.standing === 'valid' && (
        <p class="actions">
          <a class="button" href={linkedInUrl(shareable)} rel="noopener">
            Add to LinkedIn profile
          </a>
        </p>
      )}
      <p>
        <label for="link">{isPublic ? 'Link' : 'Private link'}</label>
        <input id="link" type="text" readonly value={linkTo(shareable)} />
      </p>
      {isPublic && (
        <>
          <p>
            <label for="embed">HTML for your own page: a picture that leads here</label>
            <textarea id="embed" readonly rows={3}>
              {embedCode(shareable)}
            </textarea>
          </p>
          <p>
            <label for="frame">HTML for your own page: a frame that tells where the badge stands</label>
            <textarea id="frame" readonly rows={3}>
              {frameCode(shareable)}
            </textarea>
          </p>
        </>
      )}
      <h3>Download</h3>
      <Files downloads={downloadsOf(shareable)} />
      <p class="quiet">
        The PNG and the SVG carry the signed credential; wallets and validators read any of these.
      </p>
      <h3>Download in Open Badges 2.0, for older backpacks</h3>
      <Files downloads={olderDownloadsOf(shareable)} />
      <p class="quiet">{OLDER_NOTE}</p>
      {shareable.stands && <Wallet shareable={shareable} />}
    </section>
  );
};
