// Mood, urge, stress and sleep over a time: a picture each, its sentence, and one table with the same numbers.
import { daysBetween } from '../../lib/dates';
import { median } from '../../lib/median';
import { Card } from '../../ui/card';
import { Chart, ChartTable } from './chart';
import { endsOf, sayPlace, sayValue } from './measure-text';
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
        />
      ))}
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

interface PictureProps {
  measure: Measure;
  found: readonly Step[];
  entries: readonly Noted[];
  first: string;
  last: string;
}

function Picture({ measure, found, entries, first, last }: PictureProps) {
  const w = messages.value;
  const all = entries.map((one) => valueIn(one, measure)).filter((value) => value !== null);
  const middle = median(all);
  if (middle === null) return null;
  const days = daysBetween(first, last) + 1;
  const summary = w.summary(w.measures[measure], sayValue(measure, middle), all.length);
  const [low, high] = endsOf(measure);
  return (
    <>
      <p class="glance-summary">{summary}</p>
      <Chart
        label={summary}
        points={found.flatMap(({ at, values }) => {
          const value = values[measure];
          return value === null ? [] : [{ at, value }];
        })}
        days={Math.ceil(days / stepOf(days))}
        least={bounds[measure][0]}
        most={bounds[measure][1]}
        lowest={low}
        highest={high}
        first={sayPlace(first, days > 7)}
        last={sayPlace(last, days > 7)}
        tone={measure === 'craving' || measure === 'stress' ? 'warm' : 'accent'}
      />
    </>
  );
}
