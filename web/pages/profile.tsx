import type { CredentialSummary } from '../../shared/badges/model.ts';
import type { LedgerEntry } from '../../shared/credits/model.ts';
import type { CommunityRole } from '../../shared/members/model.ts';
import { BadgeGrid } from '../components/badge.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import { countOf, formatNumber } from '../format.ts';
import type { Viewer } from '../viewer.ts';

/** What a profile tells of somebody. */
export interface ProfileProps {
  readonly viewer: Viewer;
  readonly name: string;
  readonly isOwn: boolean;
  readonly joinedAt: string;
  readonly communities: readonly { readonly name: string; readonly role: CommunityRole }[];
  /** Newest first. */
  readonly badges: readonly CredentialSummary[];
  /** Sum of all entries per unit. */
  readonly totals: ReadonlyMap<string, number>;
  /** Newest first; undefined where the viewer may see the totals alone. */
  readonly ledger: readonly LedgerEntry[] | undefined;
}

const roleOf = { member: '', facilitator: ' (facilitator)', coach: ' (coach)' } as const;

const Ledger = ({ ledger, zone }: { readonly ledger: readonly LedgerEntry[]; readonly zone: string }) => (
  <div class="scroll" role="region" aria-label="Entries of the credit ledger" tabindex={0}>
    <table>
      <caption class="visually-hidden">Credits, the latest first</caption>
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col">For what</th>
          <th scope="col" class="number">
            Credit
          </th>
          <th scope="col">Unit</th>
        </tr>
      </thead>
      <tbody>
        {ledger.map(({ at, reason, amount, unit }) => (
          <tr>
            <td>
              <Time at={at} zone={zone} style="day" />
            </td>
            <td>{reason}</td>
            <td class="number">{formatNumber(amount)}</td>
            <td>{unit}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** Somebody's badges and credits. */
export const ProfilePage = (props: ProfileProps) => {
  const { viewer, name, isOwn, badges, totals, ledger } = props;
  return (
    <Layout title={name} viewer={viewer}>
      <PageHead title={name} trail={[{ href: '/', text: 'Home' }]}>
        <p class="lead">
          Member since <Time at={props.joinedAt} zone={viewer.timeZone} style="day" />
          {props.communities.length > 0 &&
            `, in ${props.communities.map((community) => community.name + roleOf[community.role]).join(', ')}`}
        </p>
      </PageHead>
      <div class="stack-wide">
        <section class="stack" aria-labelledby="badges">
          <h2 id="badges">{badges.length > 0 ? countOf(badges.length, 'badge') : 'Badges'}</h2>
          {badges.length > 0 ? (
            <>
              <BadgeGrid badges={badges} zone={viewer.timeZone} />
              <p class="small quiet">Open a badge to see what it stands for, to check it, and to share it.</p>
            </>
          ) : (
            <p class="empty">
              {isOwn
                ? 'No badge yet. Posts, meetings, goals met and cycles completed count towards the first one.'
                : 'No badge yet.'}
            </p>
          )}
        </section>
        <section class="stack" aria-labelledby="credits">
          <h2 id="credits">Credits</h2>
          {totals.size > 0 ? (
            <dl class="figures">
              {[...totals].map(([unit, total]) => (
                <div>
                  <dt>{unit}</dt>
                  <dd>{formatNumber(total)}</dd>
                </div>
              ))}
            </dl>
          ) : (
            <p class="empty">No credits yet.</p>
          )}
          {ledger !== undefined && ledger.length > 0 && <Ledger ledger={ledger} zone={viewer.timeZone} />}
        </section>
      </div>
    </Layout>
  );
};
