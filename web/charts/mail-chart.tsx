import { scaleBand, scaleLinear } from 'd3-scale';
import type { DayOfMail, MailCount } from '../../shared/mail/mail-counts.ts';
import { formatDay, formatNumber } from '../format.ts';

const WIDTH = 760;
const HEIGHT = 120;
const LEFT = 52;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 26;

/** What is drawn and listed, in this order, and what it is called. */
const measures = {
  delivered: 'Delivered',
  opened: 'Opened',
  bounced: 'Bounced',
  complained: 'Complaints',
  unsubscribed: 'Digests ended by their readers',
  resubscribed: 'Digests taken up again by the undo',
  kindEnded: 'Kinds of mail at once ended',
  kindResumed: 'Kinds taken up again by the undo',
} as const satisfies Partial<Record<MailCount, string>>;
type Measure = keyof typeof measures;

/** A measure by day, a bar each, on a scale of its own: a few complaints would not be seen beside a thousand mails. */
const Bars = ({ days, measure }: { readonly days: readonly DayOfMail[]; readonly measure: Measure }) => {
  const x = scaleBand()
    .domain(days.map(({ day }) => day))
    .range([LEFT, WIDTH - RIGHT])
    .padding(0.25);
  const top = Math.max(1, ...days.map(({ counts }) => counts[measure]));
  const y = scaleLinear()
    .domain([0, top])
    .range([HEIGHT - BOTTOM, TOP]);
  const first = days[0]?.day ?? '';
  const last = days.at(-1)?.day ?? '';
  const total = days.reduce((sum, { counts }) => sum + counts[measure], 0);
  return (
    <div>
      <h3>
        {measures[measure]}: {formatNumber(total)}
      </h3>
      <div class="scroll" role="region" aria-label={`Chart: ${measures[measure]}`} tabindex={0}>
        <svg
          class="chart"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={`${measures[measure]} by day; the table gives the figures`}
        >
          <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(top)} y2={y(top)} />
          <line class="axis" x1={LEFT} x2={WIDTH - RIGHT} y1={y(0)} y2={y(0)} />
          <text x={LEFT - 10} y={y(top) + 4} text-anchor="end">
            {formatNumber(top)}
          </text>
          <text x={LEFT - 10} y={y(0) + 4} text-anchor="end">
            0
          </text>
          <text x={LEFT} y={HEIGHT - 6} text-anchor="start">
            {formatDay(first)}
          </text>
          <text x={WIDTH - RIGHT} y={HEIGHT - 6} text-anchor="end">
            {formatDay(last)}
          </text>
          {days
            .filter(({ counts }) => counts[measure] > 0)
            .map(({ day, counts }) => (
              <rect
                class="m1"
                x={x(day) ?? LEFT}
                width={x.bandwidth()}
                y={y(counts[measure])}
                height={y(0) - y(counts[measure])}
              />
            ))}
        </svg>
      </div>
    </div>
  );
};

const Figures = ({
  days,
  shown,
}: {
  readonly days: readonly DayOfMail[];
  readonly shown: readonly Measure[];
}) => (
  <div class="scroll" role="region" aria-label="Figures of the charts" tabindex={0}>
    <table>
      <caption>Mail by the day on which it was sent</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col" class="number">
            Sent
          </th>
          {shown.map((measure) => (
            <th scope="col" class="number">
              {measures[measure]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ day, counts }) => (
          <tr>
            <th scope="row">{formatDay(day)}</th>
            <td class="number">{formatNumber(counts.sent)}</td>
            {shown.map((measure) => (
              <td class="number">{formatNumber(counts[measure])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** What became of mail, day by day, a small chart for each measure, and the same figures as a table. */
export const MailChart = ({
  days,
  trackOpens,
}: {
  /** Oldest first. */
  readonly days: readonly DayOfMail[];
  /** Whether openings are counted at all. */
  readonly trackOpens: boolean;
}) => {
  const all = Object.keys(measures) as Measure[];
  const shown = all.filter((measure) => measure !== 'opened' || trackOpens);
  return (
    <figure class="stack">
      {shown.map((measure) => (
        <Bars days={days} measure={measure} />
      ))}
      <figcaption>
        Counted under the day (UTC) on which the mail was sent; readers who unsubscribed, under the day they
        did.
      </figcaption>
      <details>
        <summary>The figures as a table</summary>
        <Figures days={days} shown={shown} />
      </details>
    </figure>
  );
};
