import type { Offered } from '../../shared/awards/list-achievements.ts';
import { Layout, PageHead } from '../components/layout.tsx';
import { everyWords } from '../reports/rule-words.ts';
import type { Viewer } from '../viewer.ts';

const Row = ({ achievement, rule, organization }: Offered & { readonly organization: string }) => (
  <tr>
    <th scope="row">
      {rule ? (
        <a href={`/organizations/${organization}/achievements/${achievement.achievement}`}>
          {achievement.name}
        </a>
      ) : (
        <a href={`/staff/achievements/${achievement.achievement}`}>{achievement.name}</a>
      )}
    </th>
    <td data-label="Level">{achievement.level ?? ''}</td>
    <td data-label="Earned">{rule ? `By the rule “${rule.name}”, ${everyWords[rule.every]}` : 'By hand'}</td>
    <td data-label="Award">
      <a href={`/staff/award?achievement=${achievement.achievement}`}>
        Award<span class="visually-hidden">: {achievement.name}</span>
      </a>
    </td>
  </tr>
);

/** Everything that can be achieved: what staff keep in the catalogue, and what rules grant. */
export const AchievementsPage = ({
  viewer,
  offered,
  organization,
}: {
  readonly viewer: Viewer;
  readonly organization: string;
  readonly offered: readonly Offered[];
}) => (
  <Layout title="Achievements" viewer={viewer}>
    <PageHead title="Achievements" trail={[{ href: '/staff', text: 'Staff' }]}>
      <p class="lead">
        What your organization recognises. Those that a rule grants are changed with the rule; the others are
        yours to make and to award by hand.
      </p>
      <p class="actions">
        <a class="button" href="/staff/achievements/new">
          Make an achievement
        </a>
      </p>
    </PageHead>
    {offered.length > 0 ? (
      <div class="card scroll" role="region" aria-label="Table of achievements" tabindex={0}>
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">Achievement</th>
              <th scope="col">Level</th>
              <th scope="col">Earned</th>
              <th scope="col">By hand</th>
            </tr>
          </thead>
          <tbody>
            {offered.map((one) => (
              <Row {...one} organization={organization} />
            ))}
          </tbody>
        </table>
      </div>
    ) : (
      <p class="empty">There is none yet.</p>
    )}
  </Layout>
);
