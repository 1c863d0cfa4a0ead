// A line over days on a fixed scale: a dot for each day that has a value, a line between neighbours, gaps left as gaps. A tap,
// or the arrow keys, say the value of a day. The numbers stand in a table beside it, too.
import './chart.css';
import { line } from 'd3-shape';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { nearest } from './rules';

interface Point {
  /** Place on the x axis, 0 for the first day. */
  at: number;
  value: number;
}

interface ChartProps {
  /** Said instead of the picture. */
  label: string;
  /** What is gone through with a tap or with keys, and what a dot says: "Tue 10: 6". */
  pick: string;
  say: (point: Point) => string;
  points: readonly Point[];
  days: number;
  least: number;
  most: number;
  /** What the highest line, the middle, and the lowest are called. */
  axis: readonly [ComponentChildren, ComponentChildren, ComponentChildren];
  /** Places of the days that are marked under the line. */
  marks: readonly number[];
  first: string;
  last: string;
  tone: 'accent' | 'warm';
}

const width = 320;
const height = 96;
const edge = 8;
const foot = 8;

export function Chart(props: ChartProps) {
  const { points, days, least, most, tone, marks } = props;
  const [picked, pick] = useState<number | null>(null);
  const x = (at: number) => edge + (at / Math.max(1, days - 1)) * (width - 2 * edge);
  const y = (value: number) =>
    edge + ((most - value) / (most - least)) * (height - foot - 2 * edge);
  const byDay = new Map(points.map((point) => [point.at, point]));
  const all = Array.from({ length: days }, (_, at) => byDay.get(at) ?? null);
  const path = line<Point | null>()
    .defined((point) => point !== null)
    .x((point) => x(point?.at ?? 0))
    .y((point) => y(point?.value ?? 0))(all);
  const chosen = nearest(points, picked ?? days - 1);
  return (
    <figure class={`chart tone-${tone}`}>
      <div class="chart-plot">
        <div class="chart-axis" aria-hidden="true">
          {props.axis.map((name, i) => (
            <span key={i}>{name}</span>
          ))}
        </div>
        <div class="chart-area">
          <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
            <path
              class="chart-grid"
              d={[least, (least + most) / 2, most].map((v) => `M0 ${y(v)}H${width}`).join('')}
            />
            {marks.length > 0 && (
              <path
                class="chart-marks"
                d={marks.map((at) => `M${x(at) - 2.5} ${height - 4}h5`).join('')}
              />
            )}
            {path && <path class="chart-line" d={path} />}
            {points.map((point) => (
              <circle
                key={point.at}
                class={point === chosen && picked !== null ? 'picked' : undefined}
                cx={x(point.at)}
                cy={y(point.value)}
                r="3.5"
              />
            ))}
          </svg>
          {chosen && (
            <Picker
              label={props.pick}
              text={props.say(chosen)}
              at={chosen.at}
              points={points}
              days={days}
              onPick={pick}
            />
          )}
        </div>
      </div>
      <div class="chart-days" aria-hidden="true">
        <span>{props.first}</span>
        {chosen && picked !== null && <strong>{props.say(chosen)}</strong>}
        <span>{props.last}</span>
      </div>
    </figure>
  );
}

interface PickerProps {
  label: string;
  text: string;
  at: number;
  points: readonly Point[];
  days: number;
  onPick: (at: number) => void;
}

/** An invisible slider over the picture: fingers, keys, and screen readers all know how to use one. */
function Picker({ label, text, at, points, days, onPick }: PickerProps) {
  const step = (to: number) => {
    const near = nearest(points, to);
    const ahead =
      to > at ? points.filter((one) => one.at > at) : points.filter((one) => one.at < at);
    // One key press goes to the next day that has a dot, over a gap.
    const next = near?.at === at ? nearest(ahead, to) : near;
    onPick(next?.at ?? at);
  };
  return (
    <input
      type="range"
      class="chart-pick no-print"
      min={0}
      max={days - 1}
      value={at}
      aria-label={label}
      aria-valuetext={text}
      onInput={({ currentTarget }) => step(Number(currentTarget.value))}
      onClick={({ currentTarget, clientX }) => {
        const box = currentTarget.getBoundingClientRect();
        const inside = ((clientX - box.left) / box.width) * width;
        const to = ((inside - edge) / (width - 2 * edge)) * (days - 1);
        onPick(nearest(points, to)?.at ?? at);
      }}
    />
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
