// What one's own entries say, by plain arithmetic: counts, medians, and which of two groups is higher. Nothing is
// estimated or predicted, and below a minimum number of entries nothing is said at all.
import { addDays, daysBetween, localDay, minuteOfDay, weekday } from '../../lib/dates';
import { estimateEffects } from '../../lib/effect-estimates';
import { median } from '../../lib/median';

export type Measure = 'mood' | 'craving' | 'stress' | 'sleep';
export type Part = 'morning' | 'afternoon' | 'evening' | 'night';

export interface Noted {
  local_day: string;
  recorded_at: string;
  zone: string;
  mood: number | null;
  craving: number | null;
  stress: number | null;
  sleep: 'poor' | 'ok' | 'good' | null;
  triggers: readonly string[];
  helped: readonly string[];
  /** The phone's clock was visibly wrong: the hour says nothing. */
  clock_doubt?: boolean;
}

/** Fewer entries than this in a group are not spoken of. */
export const least = 4;
const sleeps = ['poor', 'ok', 'good'];

export const bounds: Record<Measure, readonly [number, number]> = {
  mood: [1, 5],
  craving: [0, 10],
  stress: [0, 10],
  sleep: [1, 3],
};

/** How far two medians are apart before one is called harder. */
const apart: Record<Measure, number> = { mood: 1, craving: 2, stress: 2, sleep: 1 };

/** The answer as a number; sleep counts poor 1, okay 2, good 3. Null when it was skipped. */
export function valueIn(entry: Noted, measure: Measure): number | null {
  if (measure !== 'sleep') return entry[measure];
  return entry.sleep === null ? null : sleeps.indexOf(entry.sleep) + 1;
}

interface Group<Key> {
  key: Key;
  n: number;
  median: number;
}

/** Entries that answer the measure, by a key; entries without a key are left out. Groups come in the order first seen. */
export function groups<Key>(
  entries: readonly Noted[],
  measure: Measure,
  keyOf: (entry: Noted) => Key | null,
): Group<Key>[] {
  const found = new Map<Key, number[]>();
  for (const entry of entries) {
    const value = valueIn(entry, measure);
    const key = keyOf(entry);
    if (value !== null && key !== null) found.set(key, [...(found.get(key) ?? []), value]);
  }
  return [...found].map(([key, values]) => ({
    key,
    n: values.length,
    median: median(values) as number,
  }));
}

/** When in the day it was felt. Null where the hour says nothing: filled in the day after, or a clock that was wrong. */
export function partOf(entry: Noted): Part | null {
  if (entry.clock_doubt || localDay(entry.recorded_at, entry.zone) !== entry.local_day) return null;
  const hour = minuteOfDay(entry.recorded_at, entry.zone) / 60;
  if (hour < 5 || hour >= 22) return 'night';
  if (hour < 12) return 'morning';
  return hour < 17 ? 'afternoon' : 'evening';
}

export const byPart = (entries: readonly Noted[], measure: Measure) =>
  groups(entries, measure, partOf);
/** 0 is Monday. */
export const byWeekday = (entries: readonly Noted[], measure: Measure) =>
  groups(entries, measure, (entry) => weekday(entry.local_day));

export interface Contrast<Key> {
  harder: Group<Key>;
  easier: Group<Key>;
}

/** The hardest and the easiest group, if both have enough entries and are far enough apart to speak of. */
export function contrast<Key>(
  found: readonly Group<Key>[],
  measure: Measure,
): Contrast<Key> | null {
  const enough = found.filter((one) => one.n >= least).sort((a, b) => a.median - b.median);
  const [low, high] = [enough[0], enough[enough.length - 1]];
  if (!low || !high || high.median - low.median < apart[measure]) return null;
  const more = measure === 'craving' || measure === 'stress';
  return more ? { harder: high, easier: low } : { harder: low, easier: high };
}

interface Named {
  word: string;
  n: number;
  /** Of the measure while this was around; null below the minimum. */
  median: number | null;
}

/** What was around, most often named first, with the median of the measure where there are enough entries. */
export function around(entries: readonly Noted[], measure: Measure): Named[] {
  return counted(entries.map((entry) => entry.triggers)).map(([word, n]) => {
    const values = entries
      .filter((entry) => entry.triggers.includes(word))
      .map((entry) => valueIn(entry, measure))
      .filter((value) => value !== null);
    return { word, n, median: values.length < least ? null : median(values) };
  });
}

interface Helped {
  word: string;
  /** How often it was named. */
  n: number;
  /** With it, the middle of the changes from one entry to the next, and of how many; null below the minimum. */
  drop: { median: number; times: number } | null;
}

/** What helped: the biggest drop first, then what was named most often. */
export function helpedBy(entries: readonly Noted[], measure: 'craving' | 'stress'): Helped[] {
  const rated = entries.filter((entry) => !entry.clock_doubt);
  const found = estimateEffects(rated.map((entry) => ({ ...entry, craving: entry[measure] })));
  return counted(entries.map((entry) => entry.helped))
    .map(([word, n]) => {
      const drop = found.find((one) => one.word === word);
      return { word, n, drop: drop ? { median: drop.median, times: drop.times } : null };
    })
    .sort((a, b) => (a.drop?.median ?? 0) - (b.drop?.median ?? 0) || b.n - a.n);
}

function counted(lists: readonly (readonly string[])[]): [string, number][] {
  const found = new Map<string, number>();
  for (const list of lists)
    for (const word of new Set(list)) found.set(word, (found.get(word) ?? 0) + 1);
  return [...found].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
}

export interface Step {
  /** The first day of the step. */
  day: string;
  at: number;
  n: number;
  values: Record<Measure, number | null>;
}

/** Days in one dot: a day, or a week where days would lie on top of each other. */
export const stepOf = (days: number) => (days > 92 ? 7 : 1);

/** The steps of the range that have entries, oldest first. A step without entries is not there: gaps stay gaps. */
export function steps(entries: readonly Noted[], first: string, last: string): Step[] {
  const size = stepOf(daysBetween(first, last) + 1);
  const found = new Map<number, Noted[]>();
  for (const entry of within(entries, first, last)) {
    const at = Math.floor(daysBetween(first, entry.local_day) / size);
    found.set(at, [...(found.get(at) ?? []), entry]);
  }
  const middle = (ones: Noted[], measure: Measure) =>
    median(ones.map((one) => valueIn(one, measure)).filter((value) => value !== null));
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([at, ones]) => ({
      at,
      day: addDays(first, at * size),
      n: ones.length,
      values: {
        mood: middle(ones, 'mood'),
        craving: middle(ones, 'craving'),
        stress: middle(ones, 'stress'),
        sleep: middle(ones, 'sleep'),
      },
    }));
}

/** Entries about the days `first` to `last`, both included. */
export const within = <One extends { local_day: string }>(
  entries: readonly One[],
  first: string,
  last: string,
): One[] => entries.filter((one) => one.local_day >= first && one.local_day <= last);

export interface FaceDay {
  day: string;
  /** The last mood of the day; null where none was logged. */
  mood: number | null;
  n: number;
}

/** So many days up to `last`, each with its face: the last one picked that day, not an average nobody picked. */
export function faceDays(entries: readonly Noted[], last: string, count = 30): FaceDay[] {
  const byDay = new Map<string, Noted[]>();
  for (const entry of within(entries, addDays(last, 1 - count), last))
    byDay.set(entry.local_day, [...(byDay.get(entry.local_day) ?? []), entry]);
  return Array.from({ length: count }, (_, at) => {
    const day = addDays(last, at + 1 - count);
    const ones = byDay.get(day) ?? [];
    const latest = ones
      .filter((one) => one.mood !== null)
      .sort((a, b) => a.recorded_at.localeCompare(b.recorded_at))
      .pop();
    return { day, mood: latest?.mood ?? null, n: ones.length };
  });
}

/** The face that stands on most days, higher ones first where several do; none below the minimum of days. */
export function mostOften(days: readonly FaceDay[]): number[] {
  const counts = new Map<number, number>();
  for (const { mood } of days) if (mood !== null) counts.set(mood, (counts.get(mood) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const most = Math.max(0, ...counts.values());
  if (total < least) return [];
  return [...counts]
    .filter(([, n]) => n === most)
    .map(([mood]) => mood)
    .sort((a, b) => b - a);
}

interface WeekAgainst {
  now: number;
  before: number;
}

/** The middle of the last seven days and of the seven before; null below the minimum of entries in either. */
export function againstWeekBefore(
  entries: readonly Noted[],
  today: string,
  measure: Measure,
): WeekAgainst | null {
  const values = (first: number, last: number) =>
    within(entries, addDays(today, first), addDays(today, last))
      .map((entry) => valueIn(entry, measure))
      .filter((value) => value !== null);
  const [now, before] = [values(-6, 0), values(-13, -7)];
  if (now.length < least || before.length < least) return null;
  return { now: median(now) as number, before: median(before) as number };
}

/** What is drawn at the place a finger points at: the nearest dot. */
export const nearest = <One extends { at: number }>(
  points: readonly One[],
  at: number,
): One | undefined =>
  points.reduce<One | undefined>(
    (best, one) => (best && Math.abs(best.at - at) <= Math.abs(one.at - at) ? best : one),
    undefined,
  );
