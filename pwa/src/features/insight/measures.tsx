// Mood, urge, stress and sleep over a time: a picture each, its sentence, and one table with the same numbers.
import { addDays, daysBetween } from '../../lib/dates';
import { median } from '../../lib/median';
import { Card } from '../../ui/card';
import { Chart, ChartTable } from './chart';
import { axisOf, sayPlace, sayValue } from './measure-text';
import { messages } from './messages';
import {
  bounds,
  type Measure,
  type Noted,
  type Step,
  stepOf,
  steps,
  valueIn,
  within,
} from './rules';
import { sessionDays } from './session-days';

interface MeasuresProps {
  entries: readonly Noted[];
  first: string;
  last: string;
  measures: readonly Measure[];
}

export function Measures({ entries, first, last, measures }: MeasuresProps) {
  const w = messages.value;
  const found = steps(entries, first, last);
  const days = daysBetween(first, last) + 1;
  const weekly = stepOf(days) > 1;
  const marks = (!weekly && sessionDays.value(first, last)) || [];
  if (found.length === 0)
    return (
      <Card label={w.chart}>
        <p class="sub">{w.none}</p>
      </Card>
    );
  return (
    <Card label={w.chart}>
      {measures.map((measure) => (
        <Picture
          key={measure}
          measure={measure}
          found={found}
          entries={within(entries, first, last)}
          first={first}
          last={last}
          marks={marks}
        />
      ))}
      {marks.length > 0 && <p class="sub tiny chart-key">{w.marked}</p>}
      <p class="sub tiny">{weekly ? w.perWeek : w.perDay}</p>
      <details>
        <summary>{w.table}</summary>
        <ChartTable
          caption={w.numbers}
          head={[weekly ? w.week : w.day, ...measures.map((one) => w.measures[one]), w.entries]}
          rows={[...found]
            .reverse()
            .map((step) => [
              sayPlace(step.day, days > 7),
              ...measures.map((one) => sayValue(one, step.values[one])),
              String(step.n),
            ])}
        />
      </details>
    </Card>
  );
}

const range = (measure: Measure, values: readonly number[]): [string, string] => [
  sayValue(measure, Math.min(...values)),
  sayValue(measure, Math.max(...values)),
];

interface PictureProps {
  measure: Measure;
  found: readonly Step[];
  entries: readonly Noted[];
  first: string;
  last: string;
  /** Days that are marked. */
  marks: readonly string[];
}

function Picture({ measure, found, entries, first, last, marks }: PictureProps) {
  const w = messages.value;
  const all = entries.map((one) => valueIn(one, measure)).filter((value) => value !== null);
  const middle = median(all);
  if (middle === null) return null;
  const days = daysBetween(first, last) + 1;
  const summary = w.summary(w.measures[measure], sayValue(measure, middle), all.length);
  const from = sayPlace(first, days > 7);
  const to = sayPlace(last, days > 7);
  const size = stepOf(days);
  return (
    <>
      <p class="glance-summary">{summary}</p>
      <Chart
        label={w.chartLabel(summary, ...range(measure, all), from, to)}
        pick={w.chartPick(w.measures[measure], size > 1)}
        say={({ at, value }) =>
          w.chartValue(sayPlace(addDays(first, at * size), days > 7), sayValue(measure, value))
        }
        points={found.flatMap(({ at, values }) => {
          const value = values[measure];
          return value === null ? [] : [{ at, value }];
        })}
        days={Math.ceil(days / size)}
        least={bounds[measure][0]}
        most={bounds[measure][1]}
        axis={axisOf(measure)}
        marks={marks.map((day) => daysBetween(first, day))}
        first={from}
        last={to}
        tone={measure === 'craving' || measure === 'stress' ? 'warm' : 'accent'}
      />
    </>
  );
}
