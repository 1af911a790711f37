import type { ExternalCredential } from '../../shared/badges/external-credential.ts';
import { standingOf } from '../../shared/badges/life.ts';
import type { CredentialSummary } from '../../shared/badges/model.ts';
import type { LedgerEntry } from '../../shared/credits/model.ts';
import type { CommunityRole } from '../../shared/members/model.ts';
import { BadgeGrid, ownBadgeHref, publicBadgeHref } from '../components/badge.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { CreditTotals, LedgerTable } from '../components/ledger.tsx';
import { Time } from '../components/time.tsx';
import { countOf } from '../format.ts';
import type { Viewer } from '../viewer.ts';

/** What a profile tells of somebody. */
export interface ProfileProps {
  readonly viewer: Viewer;
  readonly member: string;
  readonly name: string;
  readonly isOwn: boolean;
  readonly joinedAt: string;
  readonly communities: readonly { readonly name: string; readonly role: CommunityRole }[];
  /** Newest first; for colleagues, those that are shared. */
  readonly badges: readonly CredentialSummary[];
  /** Whether the viewer may open the member's own pages of them. */
  readonly mayOpen: boolean;
  readonly now: Date;
  /** Badges of other issuers that the member keeps here; empty for colleagues. */
  readonly external: readonly ExternalCredential[];
  /** Sum of all entries per unit. */
  readonly totals: ReadonlyMap<string, number>;
  /** Whole, in the order of its numbers; undefined where the viewer may see the totals alone. */
  readonly ledger: readonly LedgerEntry[] | undefined;
}

const roleOf = { member: '', facilitator: ' (facilitator)', coach: ' (coach)' } as const;

const FromElsewhere = ({ external, zone }: { external: readonly ExternalCredential[]; zone: string }) => (
  <section class="stack" aria-labelledby="elsewhere">
    <h2 id="elsewhere">From elsewhere</h2>
    <p class="small quiet">
      The signature of each was checked when it came here. What an issuer calls itself was not: go by the
      address it is proven to come from.
    </p>
    <ul>
      {external.map(({ name, issuerName, issuerHost, link, validFrom }) => (
        <li>
          {link === undefined ? name : <a href={link}>{name}</a>}
          <span class="quiet">
            : says it is issued by <bdi>{issuerName}</bdi>; proven to come from <strong>{issuerHost}</strong>;{' '}
            <Time at={validFrom} zone={zone} style="day" />
          </span>
        </li>
      ))}
    </ul>
  </section>
);

/** The badges that stand, counted; beneath them those that were taken back or have expired. */
const Badges = ({
  badges,
  viewer,
  now,
  mayOpen,
  isOwn,
}: Pick<ProfileProps, 'badges' | 'viewer' | 'now' | 'mayOpen' | 'isOwn'>) => {
  const standing = badges.filter((badge) => standingOf(badge, now) === 'valid');
  const gone = badges.filter((badge) => !standing.includes(badge));
  const grid = { zone: viewer.timeZone, now, hrefOf: mayOpen ? ownBadgeHref : publicBadgeHref };
  const none = isOwn
    ? 'No badge yet. Posts, meetings, goals met and cycles completed count towards the first one.'
    : 'No badge to be seen yet.';
  return (
    <section class="stack" aria-labelledby="badges">
      <h2 id="badges">{standing.length > 0 ? countOf(standing.length, 'badge') : 'Badges'}</h2>
      {standing.length > 0 ? (
        <BadgeGrid badges={standing} {...grid} />
      ) : (
        <p class="empty">{gone.length > 0 ? 'No badge is valid now.' : none}</p>
      )}
      {gone.length > 0 && (
        <>
          <h3>Not valid now</h3>
          <BadgeGrid badges={gone} {...grid} />
        </>
      )}
      {badges.length > 0 && (
        <p class="small quiet">Open a badge to see what it stands for, to check it, and to share it.</p>
      )}
    </section>
  );
};

/** Somebody's badges and credits. */
export const ProfilePage = (props: ProfileProps) => {
  const { viewer, name, isOwn, totals, ledger } = props;
  return (
    <Layout title={name} viewer={viewer}>
      <PageHead title={name} trail={[{ href: '/', text: 'Home' }]}>
        <p class="lead">
          Member since <Time at={props.joinedAt} zone={viewer.timeZone} style="day" />
          {props.communities.length > 0 &&
            `, in ${props.communities.map((community) => community.name + roleOf[community.role]).join(', ')}`}
        </p>
        <p class="quiet">
          Mention {isOwn ? 'you' : name} in a post as <strong>@{props.member}</strong>.
        </p>
      </PageHead>
      <div class="stack-wide">
        <Badges {...props} />
        {props.external.length > 0 && <FromElsewhere external={props.external} zone={viewer.timeZone} />}
        <section class="stack" aria-labelledby="credits">
          <h2 id="credits">Credits</h2>
          {totals.size > 0 ? <CreditTotals totals={totals} /> : <p class="empty">No credits yet.</p>}
          {ledger !== undefined && ledger.length > 0 && <LedgerTable ledger={ledger} />}
          {isOwn && (
            <p class="actions">
              <a class="button plain" href="/credits">
                Credits by year, and reporting more
              </a>
              <a class="button plain" href={`/members/${viewer.member}/transcript`}>
                Transcript
              </a>
              <a class="button plain" href="/pathways">
                Pathways
              </a>
              <a class="button plain" href="/settings/programs">
                Programs with access
              </a>
            </p>
          )}
        </section>
      </div>
    </Layout>
  );
};
