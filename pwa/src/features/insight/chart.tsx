// A line over days on a fixed scale: a dot for each day that has a value, a line between neighbours, gaps left as gaps.
// The picture carries its sentence as a label; the numbers stand in a table beside it.
import { line } from 'd3-shape';

interface Point {
  /** Place on the x axis, 0 for the first day. */
  at: number;
  value: number;
}

interface ChartProps {
  /** Said instead of the picture. */
  label: string;
  points: readonly Point[];
  days: number;
  least: number;
  most: number;
  /** What the lowest and the highest line are called. */
  lowest: string;
  highest: string;
  first: string;
  last: string;
  tone: 'accent' | 'warm';
}

const width = 320;
const height = 88;
const edge = 8;

export function Chart(props: ChartProps) {
  const { points, days, least, most, tone } = props;
  const x = (at: number) => edge + (at / Math.max(1, days - 1)) * (width - 2 * edge);
  const y = (value: number) => edge + ((most - value) / (most - least)) * (height - 2 * edge);
  const byDay = new Map(points.map((point) => [point.at, point]));
  const all = Array.from({ length: days }, (_, at) => byDay.get(at) ?? null);
  const path = line<Point | null>()
    .defined((point) => point !== null)
    .x((point) => x(point?.at ?? 0))
    .y((point) => y(point?.value ?? 0))(all);
  return (
    <figure class={`chart tone-${tone}`}>
      <figcaption>
        <span>{props.highest}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
        <path
          class="chart-grid"
          d={[least, (least + most) / 2, most].map((v) => `M0 ${y(v)}H${width}`).join('')}
        />
        {path && <path class="chart-line" d={path} />}
        {points.map((point) => (
          <circle key={point.at} cx={x(point.at)} cy={y(point.value)} r="3.5" />
        ))}
      </svg>
      <div class="chart-ends" aria-hidden="true">
        <span>{props.lowest}</span>
      </div>
      <div class="chart-days" aria-hidden="true">
        <span>{props.first}</span>
        <span>{props.last}</span>
      </div>
    </figure>
  );
}

interface TableProps {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The same numbers as a table; the first column names the row. Where it is wider than the page it scrolls by itself. */
export function ChartTable({ caption, head, rows }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself is reached with keys
    <section class="table-scroll" aria-label={caption} tabIndex={0}>
      <table class="chart-table">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = '', ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((cell, i) => (
                <td key={head[i + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
