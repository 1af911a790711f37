import type { ActivityName } from '../../shared/events/catalogue.ts';
import { ActivityChart } from '../charts/activity-chart.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { MemberLink, type Names } from '../components/people.tsx';
import { PeriodFormCard } from '../components/period.tsx';
import { countOf, formatDay, formatNumber } from '../format.ts';
import type { FormState } from '../forms.ts';
import type { EngagementReport } from '../reports/engagement-report.ts';
import type { Viewer } from '../viewer.ts';

/** What the engagement report shows. */
export interface EngagementProps {
  readonly viewer: Viewer;
  readonly report: EngagementReport;
  /** Names of all communities, by identifier. */
  readonly communities: ReadonlyMap<string, string>;
  readonly names: Names;
  readonly form: FormState;
  /** The query of this report, for the download of the same. */
  readonly query: string;
}

/** Most members in the table of the page; the download has them all. */
const SHOWN = 100;

/** Most activities that have a column of their own. */
const COLUMNS = 5;

/** The sum of the activities without a column of their own, so that the columns add up to all activities. */
const othersOf = (counts: ReadonlyMap<ActivityName, number>, activities: readonly ActivityName[]): number =>
  activities.slice(COLUMNS).reduce((sum, activity) => sum + (counts.get(activity) ?? 0), 0);

/** What an activity is called: `cycle.step-completed` is "Cycle: step completed". */
const activityLabel = (activity: ActivityName): string => {
  const [noun = '', verb = ''] = activity.split('.');
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${verb.replaceAll('-', ' ')}`;
};

const Columns = ({ activities }: { readonly activities: readonly ActivityName[] }) => (
  <>
    <th scope="col" class="number">
      All activities
    </th>
    {activities.slice(0, COLUMNS).map((activity) => (
      <th scope="col" class="number">
        {activityLabel(activity)}
      </th>
    ))}
    {activities.length > COLUMNS && (
      <th scope="col" class="number">
        Other
      </th>
    )}
  </>
);

const Counts = ({
  row,
  activities,
}: {
  readonly row: { readonly total: number; readonly counts: ReadonlyMap<ActivityName, number> };
  readonly activities: readonly ActivityName[];
}) => (
  <>
    <td class="number">{formatNumber(row.total)}</td>
    {activities.slice(0, COLUMNS).map((activity) => (
      <td class="number">{formatNumber(row.counts.get(activity) ?? 0)}</td>
    ))}
    {activities.length > COLUMNS && <td class="number">{formatNumber(othersOf(row.counts, activities))}</td>}
  </>
);

const CommunityTable = ({ report, communities }: Pick<EngagementProps, 'report' | 'communities'>) => (
  <section class="card stack" aria-labelledby="by-community">
    <h2 id="by-community">By community</h2>
    <div class="scroll" role="region" aria-label="Table by community" tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Community</th>
            <th scope="col" class="number">
              Active
            </th>
            <Columns activities={report.activities} />
          </tr>
        </thead>
        <tbody>
          {report.communities.map((row) => (
            <tr>
              <th scope="row">
                <a href={`/communities/${row.community}`}>
                  {communities.get(row.community) ?? row.community}
                </a>
              </th>
              <td class="number">{formatNumber(row.active)}</td>
              <Counts row={row} activities={report.activities} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

const MemberTable = ({ report, names, query }: Pick<EngagementProps, 'report' | 'names' | 'query'>) => (
  <section class="card stack" aria-labelledby="by-member">
    <div class="section-head">
      <h2 id="by-member">By member</h2>
      <a class="button plain" href={`/staff/engagement.csv?${query}`} download="engagement.csv">
        Download as CSV
      </a>
    </div>
    <div class="scroll" role="region" aria-label="Table by member" tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col" class="number">
              Active days
            </th>
            <Columns activities={report.activities} />
          </tr>
        </thead>
        <tbody>
          {report.members.slice(0, SHOWN).map((row) => (
            <tr>
              <th scope="row">
                <MemberLink names={names} member={row.member} />
              </th>
              <td class="number">{formatNumber(row.activeDays)}</td>
              <Counts row={row} activities={report.activities} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {report.members.length > SHOWN && (
      <p class="quiet">
        These are the {SHOWN} most active of {countOf(report.members.length, 'member')}; the download has them
        all.
      </p>
    )}
  </section>
);

/** What members did in a period: in all, over time, by community and by member. */
export const EngagementPage = (props: EngagementProps) => {
  const { viewer, report, communities } = props;
  const { from, through } = report.period;
  const shown = new Map(
    report.communities.map(({ community }) => [community, communities.get(community) ?? community]),
  );
  return (
    <Layout title="Engagement" viewer={viewer}>
      <PageHead title="Engagement">
        <p class="lead">
          What members did from {formatDay(from)} to {formatDay(through)}.
        </p>
      </PageHead>
      <div class="stack-wide">
        <PeriodFormCard form={props.form} action="/staff/engagement" communities={communities} />
        <dl class="figures">
          <div>
            <dt>activities</dt>
            <dd>{formatNumber(report.total)}</dd>
          </div>
          <div>
            <dt>active of {countOf(report.members.length, 'member')}</dt>
            <dd>{formatNumber(report.activeMembers)}</dd>
          </div>
          <div>
            <dt>{report.communities.length === 1 ? 'active community' : 'active communities'}</dt>
            <dd>{formatNumber(report.communities.length)}</dd>
          </div>
        </dl>
        {report.total > 0 ? (
          <>
            <section class="card stack" aria-labelledby="over-time">
              <h2 id="over-time">Over time</h2>
              <ActivityChart buckets={report.buckets} communities={shown} />
            </section>
            <CommunityTable report={report} communities={communities} />
            <MemberTable {...props} />
          </>
        ) : (
          <p class="empty">Nothing was recorded in this period. Choose another one above.</p>
        )}
      </div>
    </Layout>
  );
};
