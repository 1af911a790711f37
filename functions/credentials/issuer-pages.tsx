import { achievementUrl } from '../../shared/badges/credential.ts';
import { issuerDid, organizationUrl } from '../../shared/badges/keys/did-document.ts';
import { isCurrent, type RegisteredKey } from '../../shared/badges/keys/registered-key.ts';
import type { Achievement } from '../../shared/badges/model.ts';
import type { Organization } from '../../shared/communities/model.ts';
import { dayOf, page } from './page.tsx';

/** How a key is used, in words. */
const uses = {
  Ed25519: 'Data Integrity proofs (Ed25519)',
  RS256: 'JSON Web Signatures (RS256)',
  ES256: 'JSON Web Signatures (ES256)',
} as const satisfies Record<RegisteredKey['algorithm'], string>;

const KeyList = ({ title, keys }: { readonly title: string; readonly keys: readonly RegisteredKey[] }) =>
  keys.length === 0 ? null : (
    <>
      <dt>{title}</dt>
      {keys.map(({ key, algorithm, since }) => (
        <dd>
          <code>{key}</code>
          <br />
          <span class="quiet">
            {uses[algorithm]}, since {dayOf(since)}
          </span>
        </dd>
      ))}
    </>
  );

/** The public page of an issuer. */
export const issuerPage = (publicUrl: string, organization: Organization, keys: readonly RegisteredKey[]) =>
  page(
    {
      title: organization.name,
      description: `${organization.name} issues Open Badges; this page says with which keys.`,
      url: organizationUrl(publicUrl, organization.organization),
    },
    <article>
      <h1>{organization.name}</h1>
      <div class="parts">
        <section aria-labelledby="who">
          <h2 id="who">Who this is</h2>
          <p>
            {organization.name} recognises what members of its communities achieve, with badges that anybody
            can verify. Its own web page: <a href={organization.url}>{organization.url}</a>
          </p>
        </section>
        <section aria-labelledby="keys">
          <h2 id="keys">How to check a badge</h2>
          <p>
            Give it to the page that <a href="/verify">checks badges</a>, as a file or by its address.
          </p>
          <p>
            A badge of this issuer names <code>{issuerDid(publicUrl, organization.organization)}</code> and is
            signed with a key listed in its{' '}
            <a href={`${organizationUrl(publicUrl, organization.organization)}/did.json`}>DID document</a>.
          </p>
          <dl>
            <KeyList title="Keys that sign" keys={keys.filter((key) => isCurrent(key, keys))} />
            <KeyList
              title="Retired keys: what they signed stays valid"
              keys={keys.filter((key) => !isCurrent(key, keys))}
            />
          </dl>
        </section>
      </div>
    </article>,
  );

/** The public page of an achievement: what it is and what it takes. */
export const achievementPage = (publicUrl: string, organization: Organization, achievement: Achievement) => {
  const url = achievementUrl(publicUrl, organization.organization, achievement.achievement);
  const alt = `Badge: ${achievement.name}`;
  return page(
    {
      title: `${achievement.name}: ${organization.name}`,
      description: achievement.description,
      url,
      image: { url: `${url}/image.png`, alt },
    },
    <article>
      <header class="head">
        <img src={`${new URL(url).pathname}/image.png`} width="400" height="400" alt={alt} />
        <div>
          <h1>{achievement.name}</h1>
          <p class="to">
            A badge of <a href={organizationUrl(publicUrl, organization.organization)}>{organization.name}</a>
          </p>
          <p>{achievement.description}</p>
        </div>
      </header>
      <div class="parts">
        <section aria-labelledby="criteria">
          <h2 id="criteria">What it takes</h2>
          <p class="said">{achievement.criteria}</p>
          {achievement.validFor && <p>{`Valid for ${achievement.validFor.months} months.`}</p>}
        </section>
        {achievement.alignment && (
          <section aria-labelledby="alignment">
            <h2 id="alignment">What it is aligned to</h2>
            <ul>
              {achievement.alignment.map(({ targetName, targetUrl, targetCode }) => (
                <li>
                  <a href={targetUrl}>{targetName}</a>
                  {targetCode !== undefined && ` (${targetCode})`}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </article>,
  );
};
