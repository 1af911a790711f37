import type { Grant } from '../../shared/awards/model.ts';
import { standingOf } from '../../shared/badges/life.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import { Layout, PageHead } from '../components/layout.tsx';
import { MemberLink, type Names } from '../components/people.tsx';
import { PeriodFormCard } from '../components/period.tsx';
import { StandingTag } from '../components/standing.tsx';
import { Time } from '../components/time.tsx';
import { countOf, formatDay, formatNumber } from '../format.ts';
import type { FormState } from '../forms.ts';
import { byRule, followsOf } from '../reports/awards-report.ts';
import type { Period } from '../reports/period.ts';
import type { Viewer } from '../viewer.ts';

/** What the report of awards shows. */
export interface AwardsProps {
  readonly viewer: Viewer;
  readonly period: Period;
  /** Newest first. */
  readonly grants: readonly Grant[];
  /** Where the badges of those in the table stand, by credential; one that is not issued yet is not there. */
  readonly standings: ReadonlyMap<string, Pick<IssuedCredential, 'standing' | 'validUntil'>>;
  readonly now: Date;
  readonly names: Names;
  readonly form: FormState;
  readonly query: string;
}

/** Most grants in the table of the page; the download has them all. */
export const SHOWN = 200;

const creditText = ({ amount, unit }: { amount: number; unit: string }): string =>
  `${formatNumber(amount)} ${unit}`;

const RuleTable = ({ grants }: { readonly grants: readonly Grant[] }) => (
  <section class="card stack" aria-labelledby="by-rule">
    <h2 id="by-rule">By rule</h2>
    <p class="small quiet">
      What was issued again or renewed was granted before, gave no credit, and is counted once.
    </p>
    <div class="scroll" role="region" aria-label="Table by rule" tabindex={0}>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col" class="number">
              Grants
            </th>
            <th scope="col" class="number">
              Badges
            </th>
            <th scope="col">Credits</th>
          </tr>
        </thead>
        <tbody>
          {byRule(grants).map(({ name, grants: count, badges, credits }) => (
            <tr>
              <th scope="row">{name}</th>
              <td class="number" data-label="Grants">
                {formatNumber(count)}
              </td>
              <td class="number" data-label="Badges">
                {formatNumber(badges)}
              </td>
              <td data-label="Credits">
                {[...credits].map(([unit, amount]) => creditText({ amount, unit })).join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

/** What there is to say of a grant's badge: that it follows another, and that it does not stand. */
const Marks = ({
  grant,
  standings,
  now,
}: Pick<AwardsProps, 'standings' | 'now'> & { readonly grant: Grant }) => {
  const issued = standings.get(grant.credential ?? '');
  const standing = issued && standingOf(issued, now);
  const follows = followsOf(grant);
  return (
    <>
      {follows !== undefined && <span class="tag">{follows}</span>}{' '}
      {standing !== undefined && standing !== 'valid' && <StandingTag standing={standing} />}
    </>
  );
};

const GrantTable = ({ grants, names, query, viewer, ...marks }: Omit<AwardsProps, 'period' | 'form'>) => (
  <section class="card stack" aria-labelledby="grants">
    <div class="section-head">
      <h2 id="grants">Every grant</h2>
      <a class="button plain" href={`/staff/awards.csv?${query}`} download="awards.csv">
        Download as CSV
      </a>
    </div>
    <div class="scroll" role="region" aria-label="Table of grants" tabindex={0}>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Member</th>
            <th scope="col">Awarded</th>
            <th scope="col">Reason</th>
            <th scope="col">Counted</th>
          </tr>
        </thead>
        <tbody>
          {grants.slice(0, SHOWN).map((grant) => (
            <tr>
              <td data-label="Date">
                <Time at={grant.grantedAt} zone={viewer.timeZone} style="day" />
              </td>
              <th scope="row">
                <MemberLink names={names} member={grant.member} />
              </th>
              <td data-label="Awarded">
                {grant.badge &&
                  (grant.credential === undefined ? (
                    grant.badge.name
                  ) : (
                    <a href={`/members/${grant.member}/badges/${grant.credential}`}>{grant.badge.name}</a>
                  ))}
                {grant.badge && grant.credit && ', '}
                {grant.credit && creditText(grant.credit)} <Marks grant={grant} {...marks} />
              </td>
              <td data-label="Reason">{grant.reason}</td>
              <td data-label="Counted">{grant.evidence.join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {grants.length > SHOWN && (
      <p class="quiet">
        These are the latest {SHOWN} of {countOf(grants.length, 'grant')}; the download has them all.
      </p>
    )}
  </section>
);

/** What was awarded in a period, to whom and why. */
export const AwardsPage = (props: AwardsProps) => {
  const { viewer, grants, period } = props;
  return (
    <Layout title="Awards" viewer={viewer}>
      <PageHead title="Awards">
        <p class="lead">
          Badges and credits granted from {formatDay(period.from)} to {formatDay(period.through)}, and why.
        </p>
      </PageHead>
      <div class="stack-wide">
        <PeriodFormCard form={props.form} action="/staff/awards" />
        {grants.length > 0 ? (
          <>
            <RuleTable grants={grants} />
            <GrantTable {...props} />
          </>
        ) : (
          <p class="empty">Nothing was granted in this period. Choose another one above.</p>
        )}
      </div>
    </Layout>
  );
};
