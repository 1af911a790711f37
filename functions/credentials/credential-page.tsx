import { SHARE_SIZE } from '../../shared/badges/images/share-image.ts';
import { pageUrl } from '../../shared/badges/share.ts';
import { Alignments, Results } from './achieved-parts.tsx';
import { dayOf, page } from './page.tsx';
import { Sharing } from './share-part.tsx';
import { Verdict } from './share-verdict.tsx';
import type { CredentialView } from './view.ts';

/** Pixels of the picture on the page; twice as many are loaded, for screens that show them. */
const SHOWN = 256;

const altOf = ({ issued }: CredentialView): string =>
  `Badge: ${issued.achievement.name}, issued by ${issued.issuerName}`;

/** What those who only preview the page are told; of a badge that is not public, no more than whoever has the link. */
const previewOf = (view: CredentialView) => {
  const { issued, shareable, awardedDate } = view;
  const url = pageUrl(shareable);
  return {
    title: `${issued.achievement.name}: ${issued.recipientName}`,
    description: `${issued.issuerName} awarded this badge to ${issued.recipientName}. ${issued.achievement.description}`,
    url,
    icon: `${url}/image.png?size=104`,
    image: { url: `${url}/share.png`, alt: altOf(view), ...SHARE_SIZE },
    published: { at: awardedDate, by: issued.issuerName },
    ...(issued.visibility === 'public' && { oEmbed: `${url}/oembed.json` }),
  };
};

const Head = (view: CredentialView) => {
  const { issued } = view;
  return (
    <header class="head">
      <img
        src={`/credentials/${issued.credential}/image.png?size=512`}
        width={SHOWN}
        height={SHOWN}
        alt={altOf(view)}
      />
      <div>
        <h1>{issued.achievement.name}</h1>
        {issued.achievement.level !== undefined && <p class="quiet">{issued.achievement.level}</p>}
        <p class="to">
          Awarded to <strong>{issued.recipientName}</strong> by{' '}
          <a href={view.issuerPage}>{issued.issuerName}</a>
        </p>
        <p>{issued.achievement.description}</p>
      </div>
    </header>
  );
};

const Found = ({ narrative, evidence, artifacts }: CredentialView) =>
  evidence.length + artifacts.length === 0 && narrative === undefined ? null : (
    <section aria-labelledby="evidence">
      <h2 id="evidence">What was found</h2>
      {narrative !== undefined && <p class="said">{narrative}</p>}
      {evidence.length + artifacts.length > 0 && (
        <ul>
          {evidence.map((line) => (
            <li>{line}</li>
          ))}
          {artifacts.map(({ url, name }) => (
            <li>
              <a href={url} rel="noopener nofollow">
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );

const Facts = ({ issued, awardedDate, creditsEarned, achieved, issuerUrl }: CredentialView) => (
  <section class="wide" aria-labelledby="facts">
    <h2 id="facts">The facts</h2>
    <dl>
      <dt>Awarded</dt>
      <dd>
        <time datetime={awardedDate}>{dayOf(awardedDate)}</time>
      </dd>
      <dt>Issued</dt>
      <dd>
        <time datetime={issued.issuedAt}>{dayOf(issued.issuedAt)}</time>
      </dd>
      {issued.validUntil !== undefined && (
        <>
          <dt>Valid until</dt>
          <dd>
            <time datetime={issued.validUntil}>{dayOf(issued.validUntil)}</time>
          </dd>
        </>
      )}
      {creditsEarned !== undefined && (
        <>
          <dt>Credits earned</dt>
          <dd>{creditsEarned}</dd>
        </>
      )}
      {achieved.creditsAvailable !== undefined && (
        <>
          <dt>Credits available</dt>
          <dd>{achieved.creditsAvailable}</dd>
        </>
      )}
      {achieved.tags.length > 0 && (
        <>
          <dt>Tags</dt>
          <dd>{achieved.tags.join(', ')}</dd>
        </>
      )}
      <dt>Issuer</dt>
      <dd>
        <a href={issuerUrl} rel="noopener">
          {issued.issuerName}
        </a>
      </dd>
      <dt>Identifier</dt>
      <dd>
        <code>{issued.credential}</code>
      </dd>
    </dl>
  </section>
);

/** The page of a credential, for everybody who may see it. */
export const credentialPage = (view: CredentialView) =>
  page(
    previewOf(view),
    <article>
      <Head {...view} />
      <Verdict {...view} />
      <div class="parts two">
        <section aria-labelledby="criteria">
          <h2 id="criteria">What it took</h2>
          <p class="said">{view.issued.achievement.criteria}</p>
        </section>
        <Found {...view} />
        <Results results={view.achieved.results} />
        <Alignments alignment={view.achieved.alignment} />
        <Facts {...view} />
        {view.verification.verified && <Sharing {...view} />}
      </div>
    </article>,
  );
