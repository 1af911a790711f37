import type { AwardBatch } from '../../shared/awards/batch.ts';
import type { Offered } from '../../shared/awards/list-achievements.ts';
import type { Rule } from '../../shared/awards/model.ts';
import type { Achievement } from '../../shared/badges/model.ts';
import { ErrorSummary, FileField, Select, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { Time } from '../components/time.tsx';
import { countOf } from '../format.ts';
import { emptyForm, errorOf, type FormState } from '../forms.ts';
import { everyWords } from '../reports/rule-words.ts';
import type { Viewer } from '../viewer.ts';

const STAFF = { href: '/staff', text: 'Staff' };

/** Chooses what is to be awarded, and shows what was. */
export const ChooseAchievementPage = ({
  viewer,
  offered,
  batches,
}: {
  readonly viewer: Viewer;
  readonly offered: readonly Offered[];
  /** Newest first. */
  readonly batches: readonly AwardBatch[];
}) => (
  <Layout title="Award by hand" viewer={viewer}>
    <PageHead title="Award by hand" trail={[STAFF]}>
      <p class="lead">Give a badge to one member, or to everybody in a table.</p>
    </PageHead>
    <div class="columns">
      <section class="card stack" aria-labelledby="choose">
        <h2 id="choose">What do you want to award?</h2>
        {offered.length > 0 ? (
          <form class="stack" method="get" action="/staff/award">
            <Select
              form={emptyForm}
              name="achievement"
              label="Achievement"
              choices={offered.map(({ achievement }) => ({
                value: achievement.achievement,
                text: achievement.name,
              }))}
            />
            <p class="actions">
              <button class="button" type="submit">
                Go on
              </button>
            </p>
          </form>
        ) : (
          <p>
            There is no achievement yet. <a href="/staff/achievements/new">Make the first one</a>
          </p>
        )}
      </section>
      <section class="card stack beside" aria-labelledby="batches">
        <h2 id="batches">Latest</h2>
        {batches.length > 0 ? (
          <ul class="stack">
            {batches.map(({ batch, achievement, lines, uploadedAt, confirmedAt }) => (
              <li>
                <a href={`/staff/award/batches/${batch}`}>{achievement.name}</a>
                <p class="small quiet">
                  {countOf(lines, 'line')}, <Time at={uploadedAt} zone={viewer.timeZone} />
                  {confirmedAt === undefined && ', not confirmed'}
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <p class="quiet">Nothing was awarded by hand in the last year.</p>
        )}
      </section>
    </div>
  </Layout>
);

interface AwardProps {
  readonly viewer: Viewer;
  readonly achievement: Achievement;
  /** The rule that grants it, too, if one does. */
  readonly rule: Rule | undefined;
  readonly form: FormState;
}

const PERIOD_HINT =
  'Leave this empty for once and for ever. A badge that is earned anew has its year (2026), quarter (2026-Q4) or month (2026-11).';

const ToOne = ({ achievement, form }: AwardProps) => (
  <section class="card stack" aria-labelledby="one">
    <h2 id="one">To one member</h2>
    <form class="stack" method="post" action="/staff/award" novalidate>
      <input type="hidden" name="achievement" value={achievement.achievement} />
      <TextField
        form={form}
        name="member"
        label="Member"
        hint="An identifier, or an e-mail address."
        required
      />
      <TextArea
        form={form}
        name="narrative"
        label="How it was earned"
        hint="Optional; stands in the badge, for everybody who sees it."
        maxLength={2000}
        short
      />
      <TextArea
        form={form}
        name="evidence"
        label="Evidence"
        hint="Optional; addresses of what was made, one a line, ten at most."
        maxLength={20_000}
        short
      />
      {achievement.results?.map(({ result, name, allowedValue }) =>
        allowedValue ? (
          <Select
            form={form}
            name={`result.${result}`}
            label={name}
            choices={[{ value: '', text: 'None' }, ...allowedValue.map((value) => ({ value, text: value }))]}
          />
        ) : (
          <TextField form={form} name={`result.${result}`} label={name} maxLength={40} />
        ),
      )}
      <TextField form={form} name="period" label="Period" hint={PERIOD_HINT} maxLength={16} />
      <p class="actions">
        <button class="button" type="submit">
          Award this badge
        </button>
      </p>
    </form>
  </section>
);

const columnsOf = ({ results = [] }: Achievement): string =>
  ['member', 'period', 'narrative', 'evidence', ...results.map(({ result }) => `result.${result}`)].join(',');

const ToMany = ({ achievement, form }: AwardProps) => (
  <section class="card stack" aria-labelledby="many">
    <h2 id="many">To everybody in a table</h2>
    <p>
      A CSV file whose first line names the columns:{' '}
      <code class="wrap-anywhere">{columnsOf(achievement)}</code>. Only <code>member</code> is needed: an
      identifier or an e-mail address. Several addresses of evidence are parted by spaces. You see what will
      become of every line before anything is awarded.
    </p>
    <form class="stack" method="post" action="/staff/award/batches" enctype="multipart/form-data" novalidate>
      <input type="hidden" name="achievement" value={achievement.achievement} />
      <FileField
        form={emptyForm}
        name="file"
        label="File"
        hint="CSV in UTF-8, 10,000 lines and 2 MB at most."
        accept=".csv,text/csv,text/plain"
      />
      <TextArea
        form={form}
        name="csv"
        label="Or paste the table"
        maxLength={2_000_000}
        rows={errorOf(form, 'csv') === undefined ? 6 : 14}
      />
      <p class="actions">
        <button class="button" type="submit">
          Show what will happen
        </button>
      </p>
    </form>
  </section>
);

/** Awards one achievement: to one member, or to everybody in a table. */
export const AwardPage = (props: AwardProps) => {
  const { viewer, achievement, rule, form } = props;
  return (
    <Layout title={`Award ${achievement.name}`} viewer={viewer}>
      <ErrorSummary form={form} title="Nothing was awarded yet. Please look at this again:" />
      <PageHead
        title={`Award ${achievement.name}`}
        trail={[STAFF, { href: '/staff/award', text: 'Award by hand' }]}
      >
        <p class="lead">{achievement.description}</p>
        {rule && (
          <p>
            The rule “{rule.name}” grants this badge, too, {everyWords[rule.every]}. Nobody gets it twice for
            the same period.
          </p>
        )}
      </PageHead>
      <div class="halves">
        <ToOne {...props} />
        <ToMany {...props} />
      </div>
    </Layout>
  );
};
