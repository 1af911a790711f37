import {
  type AwardBatch,
  type BatchLine,
  countOutcomes,
  type LineOutcome,
} from '../../shared/awards/batch.ts';
import { Meter } from '../charts/meter.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { MemberLink, type Names, nameOf } from '../components/people.tsx';
import { Time } from '../components/time.tsx';
import { countOf, formatNumber } from '../format.ts';
import { outcomeWords } from '../reports/batch-report.ts';
import type { Viewer } from '../viewer.ts';

/** Most lines that the page shows; the download has them all. */
export const LINES_SHOWN = 150;

/** What the page of a batch shows. */
export interface BatchProps {
  readonly viewer: Viewer;
  readonly batch: AwardBatch;
  /** All of them. */
  readonly lines: readonly BatchLine[];
  /** Those of the table. */
  readonly shown: readonly BatchLine[];
  readonly names: Names;
  /** Set while the batch is being awarded: whether the page reads itself again. */
  readonly running: 'refreshing' | 'still' | undefined;
}

const tags: Readonly<Record<LineOutcome, string>> = {
  ready: 'tag tag-accent',
  awarded: 'tag tag-good',
  duplicate: 'tag',
  unknown: 'tag tag-gold',
  wrong: 'tag tag-gold',
};

const Counts = ({ counts }: { readonly counts: Readonly<Record<LineOutcome, number>> }) => (
  <dl class="figures">
    {(['awarded', 'ready', 'duplicate', 'unknown', 'wrong'] as const)
      .filter((outcome) => counts[outcome] > 0)
      .map((outcome) => (
        <div>
          <dt>{outcomeWords[outcome]}</dt>
          <dd>{formatNumber(counts[outcome])}</dd>
        </div>
      ))}
  </dl>
);

const Confirm = ({ batch, ready }: { readonly batch: AwardBatch; readonly ready: number }) =>
  ready === 0 ? (
    <p class="notice">
      Nobody in this table can be awarded. The report below says why, line by line.{' '}
      <a href={`/staff/award?achievement=${batch.achievement.achievement}`}>Upload another table</a>
    </p>
  ) : (
    <form class="card stack" method="post" action={`/staff/award/batches/${batch.batch}/confirm`}>
      <p>
        Nothing has been awarded yet. Look at the report, then confirm. Lines that cannot be awarded are left
        out; you can mend them and upload them later.
      </p>
      <p class="actions">
        <button class="button" type="submit">
          {`Award ${countOf(ready, 'member')}`}
        </button>
        <a href={`/staff/award?achievement=${batch.achievement.achievement}`}>Upload another table instead</a>
      </p>
    </form>
  );

const Progress = ({
  counts,
  running,
  batch,
}: { counts: Record<LineOutcome, number> } & Pick<BatchProps, 'running' | 'batch'>) => {
  const of = counts.awarded + counts.ready;
  if (running === undefined)
    return (
      <p class="notice good" role="status">
        Done: {countOf(counts.awarded, 'badge')} awarded. Each credential is issued in a moment, and appears
        in its member’s profile.
      </p>
    );
  return (
    <section class="card stack" aria-labelledby="progress">
      <h2 id="progress">Being awarded</h2>
      <Meter value={counts.awarded} of={of} label={`${counts.awarded} of ${of} awarded`} />
      <p role="status">
        {formatNumber(counts.awarded)} of {formatNumber(of)} awarded.{' '}
        {running === 'refreshing' ? (
          <>
            This page reads itself again every few seconds. <a href="?still">Let it stand still</a>
          </>
        ) : (
          <a href={`/staff/award/batches/${batch.batch}`}>Look again</a>
        )}
      </p>
    </section>
  );
};

const Lines = ({ batch, lines, shown, names }: BatchProps) => (
  <section class="card stack" aria-labelledby="lines">
    <div class="section-head">
      <h2 id="lines">Line by line</h2>
      <a
        class="button plain"
        href={`/staff/award/batches/${batch.batch}/report.csv`}
        download={`awards-${batch.batch}.csv`}
      >
        Download as CSV
      </a>
    </div>
    <div class="scroll" role="region" aria-label="Report line by line" tabindex={0}>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col" class="number">
              Line
            </th>
            <th scope="col">Written</th>
            <th scope="col">Member</th>
            <th scope="col">Period</th>
            <th scope="col">Outcome</th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ line, given, member, period, outcome, says }) => (
            <tr>
              <td class="number" data-label="Line">
                {line}
              </td>
              <th scope="row">{given === '' ? '(nothing)' : given}</th>
              <td data-label="Member">
                {member !== undefined && <MemberLink names={names} member={member} />}
              </td>
              <td data-label="Period">{period}</td>
              <td data-label="Outcome">
                <span class={tags[outcome]}>{outcomeWords[outcome]}</span>
              </td>
              <td data-label="What it means">{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {lines.length > shown.length && (
      <p class="quiet">
        These are {shown.length} of {countOf(lines.length, 'line')}, what needs a look first; the download has
        them all.
      </p>
    )}
  </section>
);

/** A batch of awards: a preview to confirm, the progress, and the report per line. */
export const BatchPage = (props: BatchProps) => {
  const { viewer, batch, lines, names, running } = props;
  const counts = countOutcomes(lines);
  return (
    <Layout title={`Awards: ${batch.achievement.name}`} viewer={viewer}>
      <PageHead
        title={batch.achievement.name}
        trail={[
          { href: '/staff', text: 'Staff' },
          { href: '/staff/award', text: 'Award by hand' },
        ]}
      >
        <p class="lead">
          {countOf(batch.lines, 'award')}, uploaded by {nameOf(names, batch.uploadedBy)} on{' '}
          <Time at={batch.uploadedAt} zone={viewer.timeZone} />
        </p>
      </PageHead>
      <div class="stack-wide">
        <Counts counts={counts} />
        {batch.confirmedAt === undefined ? (
          <Confirm batch={batch} ready={counts.ready} />
        ) : (
          <Progress counts={counts} running={running} batch={batch} />
        )}
        <Lines {...props} />
      </div>
    </Layout>
  );
};
