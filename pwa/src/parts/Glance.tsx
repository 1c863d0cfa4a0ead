// Mood and urge over the last 7 or 30 days: the middle value of each day as a picture, and the same as a table.
import { useState } from 'preact/hooks';
import { addDays, daysBetween, sayWeekday } from '../util/dates';
import { median } from '../util/median';
import { language, words } from '../words';
import { Card } from './Card';
import { Chart, ChartTable, type Point } from './Chart';

export interface Measured {
  local_day: string;
  mood: number | null;
  craving: number | null;
}

interface GlanceProps {
  entries: readonly Measured[];
  /** The last day shown. */
  today: string;
  craving: boolean;
}

interface DayValues {
  day: string;
  at: number;
  mood: number | null;
  craving: number | null;
  count: number;
}

const isNumber = (value: number | null): value is number => value !== null;

/** The days of the range that have entries, oldest first. */
export function dayValues(entries: readonly Measured[], today: string, days: number): DayValues[] {
  const first = addDays(today, 1 - days);
  const found = new Map<string, Measured[]>();
  for (const entry of entries) {
    if (entry.local_day < first || entry.local_day > today) continue;
    found.set(entry.local_day, [...(found.get(entry.local_day) ?? []), entry]);
  }
  return [...found]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, ones]) => ({
      day,
      at: daysBetween(first, day),
      mood: median(ones.map((one) => one.mood).filter(isNumber)),
      craving: median(ones.map((one) => one.craving).filter(isNumber)),
      count: ones.length,
    }));
}

const points = (days: DayValues[], name: 'mood' | 'craving'): Point[] =>
  days.flatMap((one) => {
    const value = one[name];
    return value === null ? [] : [{ at: one.at, value }];
  });

const shortDay = (day: string) =>
  `${sayWeekday(day, language.value, 'short')} ${Number(day.slice(8))}`;

const figure = (value: number | null) =>
  value === null ? '–' : value.toLocaleString(`${language.value}-US`);

export function Glance({ entries, today, craving }: GlanceProps) {
  const w = words.value.history;
  const [days, setDays] = useState<7 | 30>(7);
  const values = dayValues(entries, today, days);
  const first = addDays(today, 1 - days);
  const inRange = entries.filter((one) => one.local_day >= first && one.local_day <= today);
  return (
    <Card label={w.chart}>
      <fieldset class="glance-range">
        <legend class="visually-hidden">{w.range}</legend>
        {([7, 30] as const).map((n) => (
          <label key={n} class="chip">
            <input type="radio" name="range" checked={days === n} onChange={() => setDays(n)} />
            <span>{w.days(n)}</span>
          </label>
        ))}
      </fieldset>
      {values.length === 0 ? (
        <p class="sub">{w.nothingInRange}</p>
      ) : (
        <>
          <Line
            name="mood"
            values={values}
            entries={inRange}
            first={first}
            last={today}
            days={days}
          />
          {craving && (
            <Line
              name="craving"
              values={values}
              entries={inRange}
              first={first}
              last={today}
              days={days}
            />
          )}
          <p class="sub tiny">{w.perDay}</p>
          <details>
            <summary>{w.table}</summary>
            <ChartTable
              caption={w.chart}
              head={[w.day, w.mood, ...(craving ? [w.urge] : []), w.entries]}
              rows={[...values]
                .reverse()
                .map((one) => [
                  shortDay(one.day),
                  figure(one.mood),
                  ...(craving ? [figure(one.craving)] : []),
                  String(one.count),
                ])}
            />
          </details>
        </>
      )}
    </Card>
  );
}

interface LineProps {
  name: 'mood' | 'craving';
  values: DayValues[];
  entries: readonly Measured[];
  first: string;
  last: string;
  days: number;
}

function Line({ name, values, entries, first, last, days }: LineProps) {
  const { common, history: w } = words.value;
  const all = entries.map((one) => one[name]).filter(isNumber);
  const middle = median(all);
  if (middle === null) return null;
  const mood = name === 'mood';
  const summary = mood
    ? w.moodSummary(common.moods[Math.round(middle) - 1] ?? '', all.length)
    : w.urgeSummary(middle, all.length);
  return (
    <>
      <p class="glance-summary">{summary}</p>
      <Chart
        label={summary}
        points={points(values, name)}
        days={days}
        least={mood ? 1 : 0}
        most={mood ? 5 : 10}
        lowest={mood ? (common.moods[0] ?? '') : '0'}
        highest={mood ? (common.moods[4] ?? '') : '10'}
        first={shortDay(first)}
        last={shortDay(last)}
        tone={mood ? 'accent' : 'warm'}
      />
    </>
  );
}
