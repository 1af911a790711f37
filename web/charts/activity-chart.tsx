import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { countOf, formatDay, formatNumber } from '../format.ts';
import type { Bucket } from '../reports/engagement-report.ts';

const WIDTH = 760;
const HEIGHT = 300;
const LEFT = 52;
const RIGHT = 14;
const TOP = 14;
const BOTTOM = 36;

/** Lines told apart; the communities beyond are one line. Dashes tell them apart without colour (WCAG 1.4.1). */
const DASHES = ['', '7 4', '2 4', '10 3 2 3', '1 5', '14 5'];
const MAX_LINES = DASHES.length;

/** One line of the chart. */
interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

const valuesOf = (buckets: readonly Bucket[], communities: readonly string[]): number[] =>
  buckets.map(({ totals }) =>
    communities.reduce((total, community) => total + (totals.get(community) ?? 0), 0),
  );

/** A line per community in the order given; where there are too many, the last line is all the others. */
const seriesOf = (buckets: readonly Bucket[], communities: ReadonlyMap<string, string>): Series[] => {
  const all = [...communities];
  const own = all.length > MAX_LINES ? all.slice(0, MAX_LINES - 1) : all;
  const others = all.slice(own.length).map(([community]) => community);
  return [
    ...own.map(([community, name]) => ({ name, values: valuesOf(buckets, [community]) })),
    ...(others.length > 0
      ? [
          {
            name: countOf(others.length, 'other community', 'other communities'),
            values: valuesOf(buckets, others),
          },
        ]
      : []),
  ];
};

const nameOfBucket = ({ from, through }: Bucket): string =>
  from === through ? formatDay(from) : `${formatDay(from)} to ${formatDay(through)}`;

const Legend = ({ series }: { readonly series: readonly Series[] }) => (
  <ul class="legend">
    {series.map(({ name }, i) => (
      <li>
        <svg viewBox="0 0 28 12" aria-hidden="true">
          <line
            class={`series s${i + 1}`}
            x1="2"
            x2="26"
            y1="6"
            y2="6"
            stroke-width="2.5"
            stroke-dasharray={DASHES[i] || undefined}
          />
        </svg>
        {name}
      </li>
    ))}
  </ul>
);

const Plot = ({ buckets, series }: { buckets: readonly Bucket[]; series: readonly Series[] }) => {
  const x = scalePoint<number>()
    .domain(buckets.map((_, i) => i))
    .range([LEFT, WIDTH - RIGHT])
    .padding(buckets.length === 1 ? 0.5 : 0);
  const top = Math.max(4, ...series.flatMap(({ values }) => values));
  const y = scaleLinear()
    .domain([0, top])
    .nice(4)
    .range([HEIGHT - BOTTOM, TOP]);
  const at = (i: number): number => x(i) ?? LEFT;
  const lineOf = line<number>((_, i) => at(i), y);
  const marks = [...new Set([0, Math.floor((buckets.length - 1) / 2), buckets.length - 1])];
  const anchorOf = (i: number) =>
    i === 0 && buckets.length > 1 ? 'start' : i === buckets.length - 1 && i > 0 ? 'end' : 'middle';
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label="Activities over time, by community; the table gives the figures"
    >
      {y
        .ticks(4)
        .filter(Number.isInteger)
        .map((tick) => (
          <>
            <line
              class={tick === 0 ? 'axis' : 'grid'}
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={y(tick)}
              y2={y(tick)}
            />
            <text x={LEFT - 10} y={y(tick) + 4} text-anchor="end">
              {formatNumber(tick)}
            </text>
          </>
        ))}
      {marks.map((i) => {
        const bucket = buckets[i];
        return (
          bucket && (
            <text x={at(i)} y={HEIGHT - 10} text-anchor={anchorOf(i)}>
              {formatDay(bucket.from)}
            </text>
          )
        );
      })}
      {series.map(({ values }, i) =>
        values.length === 1 ? (
          <circle class={`m${i + 1}`} cx={at(0)} cy={y(values[0] ?? 0)} r="5" />
        ) : (
          <path
            class={`series s${i + 1}`}
            d={lineOf(values) ?? ''}
            stroke-dasharray={DASHES[i] || undefined}
          />
        ),
      )}
    </svg>
  );
};

const Figures = ({ buckets, series }: { buckets: readonly Bucket[]; series: readonly Series[] }) => (
  <div class="scroll" role="region" aria-label="Figures of the chart" tabindex={0}>
    <table>
      <caption>Activities by community</caption>
      <thead>
        <tr>
          <th scope="col">Period</th>
          {series.map(({ name }) => (
            <th scope="col" class="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {buckets.map((bucket, i) => (
          <tr>
            <th scope="row">{nameOfBucket(bucket)}</th>
            {series.map(({ values }) => (
              <td class="number">{formatNumber(values[i] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** How much was done over time, a line per community, and the same figures as a table. `communities` are names by identifier. */
export const ActivityChart = ({
  buckets,
  communities,
}: {
  readonly buckets: readonly Bucket[];
  readonly communities: ReadonlyMap<string, string>;
}) => {
  const series = seriesOf(buckets, communities);
  return (
    <figure class="stack">
      <div>
        <Legend series={series} />
        <div class="scroll" role="region" aria-label="Chart" tabindex={0}>
          <Plot buckets={buckets} series={series} />
        </div>
      </div>
      <figcaption>Activities of members, counted on the day (UTC) they took place.</figcaption>
      <details>
        <summary>The figures as a table</summary>
        <Figures buckets={buckets} series={series} />
      </details>
    </figure>
  );
};
