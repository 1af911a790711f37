import type { Context } from 'hono';
import { sideBySide } from '../../../shared/platform/side-by-side.ts';
import type { FormState } from '../../../web/forms.ts';
import { AwardsPage, SHOWN } from '../../../web/pages/awards.tsx';
import { EngagementPage } from '../../../web/pages/engagement.tsx';
import { awardsHeader, awardsRow } from '../../../web/reports/awards-report.ts';
import { toCsv } from '../../../web/reports/csv.ts';
import { engagementHeader, engagementRow, reportEngagement } from '../../../web/reports/engagement-report.ts';
import { lastMonth } from '../../../web/reports/period.ts';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { csvAnswer, periodOf, REFUSED, refuseDownload, valuesOf } from '../downloads.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** Members whose records are read at once; the SDK keeps 50 connections. */
const CONCURRENCY = 40;

/**
 * Reports for staff. Engagement reads, beside the visit's four: the communities (1), a roster per community, a batch
 * of names per hundred members, and one query per member, {@link CONCURRENCY} at a time: the one page whose reads grow
 * with the members, since records lie by member. Awards read one query per month and a batch of names per hundred, and
 * their page a batch of credentials per hundred of the two hundred it lists at most.
 */
export const staffRoutes = (on: On, { stores, clock }: Dependencies): void => {
  /** What was asked for; a community there is not is said to be so, and the page has all of them meanwhile. */
  const askedOf = async (c: Context<Env>) => {
    const { period, form } = periodOf(c, lastMonth(clock()));
    const communities = await stores.communities.listCommunities(visitOf(c).actor.organization);
    const names = new Map(communities.map(({ community, name }) => [community, name]));
    const asked = c.req.query('community') ?? '';
    const chosen = names.has(asked) ? asked : undefined;
    const message = 'There is no such community in your organization. Choose one of those on the list.';
    const errors =
      asked === '' || chosen !== undefined ? form.errors : [...form.errors, { field: 'community', message }];
    return { period, names, chosen, form: { fields: form.fields, errors } };
  };

  const engagement = async (
    organization: string,
    { period, names, chosen, form }: Awaited<ReturnType<typeof askedOf>>,
  ) => {
    const covered = chosen === undefined ? [...names.keys()] : [chosen];
    const rosters = valuesOf(
      await sideBySide(covered, CONCURRENCY, (community) =>
        stores.members.listRoster(organization, community),
      ),
    );
    const members = [...new Set(rosters.flat().map(({ member }) => member))];
    const [people, records] = await Promise.all([
      namesOf(stores, organization, members),
      sideBySide(members, CONCURRENCY, (member) => stores.engagement.recordsOf(organization, member, period)),
    ]);
    const counted = valuesOf(records)
      .flat()
      .filter(({ community }) => covered.includes(community));
    const query = new URLSearchParams({
      ...period,
      ...(chosen !== undefined && { community: chosen }),
    }).toString();
    return {
      report: reportEngagement(counted, members, period),
      communities: names,
      names: people,
      form,
      query,
    };
  };

  const awards = async (organization: string, { period, form }: ReturnType<typeof periodOf>) => {
    const grants = await stores.awards.grantsBetween(organization, period.from, period.through);
    const names = await namesOf(
      stores,
      organization,
      grants.map(({ member }) => member),
    );
    const newestFirst = grants.toSorted((a, b) => b.grantedAt.localeCompare(a.grantedAt));
    return { period, form, names, grants: newestFirst, query: new URLSearchParams({ ...period }).toString() };
  };

  const statusOf = ({ errors }: FormState): number => (errors.length > 0 ? REFUSED : 200);

  on(routes.engagement, async (c) => {
    const { actor, viewer } = visitOf(c);
    const shown = await engagement(actor.organization, await askedOf(c));
    return render(c, <EngagementPage viewer={viewer} {...shown} />, statusOf(shown.form));
  });

  on(routes.engagementCsv, async (c) => {
    const asked = await askedOf(c);
    if (asked.form.errors.length > 0) return refuseDownload(c, asked.form);
    const { report, names } = await engagement(visitOf(c).actor.organization, asked);
    const rows = report.members.map((row) =>
      engagementRow(row, names.get(row.member) ?? '', report.activities),
    );
    const { from, through } = report.period;
    return csvAnswer(
      c,
      `engagement-${from}-to-${through}.csv`,
      toCsv(engagementHeader(report.activities), rows),
    );
  });

  on(routes.awards, async (c) => {
    const { actor, viewer } = visitOf(c);
    const now = clock();
    const shown = await awards(actor.organization, periodOf(c, lastMonth(now)));
    const listed = shown.grants.slice(0, SHOWN).flatMap(({ credential }) => credential ?? []);
    const standings = await stores.credentials.standingsOf(listed);
    return render(c, <AwardsPage {...shown} {...{ viewer, standings, now }} />, statusOf(shown.form));
  });

  on(routes.awardsCsv, async (c) => {
    const asked = periodOf(c, lastMonth(clock()));
    if (asked.form.errors.length > 0) return refuseDownload(c, asked.form);
    const { period, grants, names } = await awards(visitOf(c).actor.organization, asked);
    const rows = grants.map((grant) => awardsRow(grant, names.get(grant.member) ?? ''));
    return csvAnswer(c, `awards-${period.from}-to-${period.through}.csv`, toCsv(awardsHeader, rows));
  });
};
