// From what a person told to stretches of days, days all together and the last thirty. The server has the same rules
// (companion/recovery/spans.py); tests/days/samples.json holds both to one answer.
import { type Length, lengthOf } from '../../lib/calendar-length';
import { addDays, daysBetween } from '../../lib/dates';

/** `day` is the day it is about, `told` the local day it was told on, `at` the instant. */
export interface Mark {
  id: string;
  kind: 'start' | 'return' | 'pause' | 'happened' | 'hide';
  day: string;
  told: string;
  at: string;
}

/** The days from `first` up to but not including `end`; null while it goes on. */
interface Interval {
  first: string;
  end: string | null;
}

/** What lies between two returns. A pause leaves a hole in it and does not end it. */
export interface Stretch {
  intervals: Interval[];
  endedOn: string | null;
}

const before = (a: string, b: string) => (a < b ? a : b);
const after = (a: string, b: string) => (a > b ? a : b);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The end of what has passed of it by today. */
export const passed = (interval: Interval, today: string) =>
  after(interval.first, before(interval.end ?? today, today));

const daysOf = (stretch: Stretch, today: string) =>
  stretch.intervals.reduce(
    (sum, interval) => sum + daysBetween(interval.first, passed(interval, today)),
    0,
  );

export const running = (stretch: Stretch) => stretch.intervals.at(-1)?.end === null;

const inOrder = (a: Mark, b: Mark) =>
  compare(a.day, b.day) ||
  Number(a.kind !== 'return') - Number(b.kind !== 'return') ||
  compare(a.at, b.at) ||
  compare(a.id, b.id);

export function stretches(marks: readonly Mark[]): Stretch[] {
  const made: Stretch[] = [];
  let intervals: Interval[] = [];
  let since: string | null = null;
  const known = marks
    .filter((mark) => mark.kind !== 'happened' && mark.kind !== 'hide')
    .sort(inOrder);
  const returns = new Set(known.filter((mark) => mark.kind === 'return').map((mark) => mark.day));
  for (const { kind, day } of known) {
    if (kind === 'start') {
      since ??= returns.has(day) ? addDays(day, 1) : day;
      continue;
    }
    if (since && since < day) intervals.push({ first: since, end: day });
    since = null;
    if (kind === 'return' && intervals.length > 0) {
      made.push({ intervals, endedOn: day });
      intervals = [];
    }
  }
  if (since) intervals.push({ first: since, end: null });
  return intervals.length > 0 ? [...made, { intervals, endedOn: null }] : made;
}

/** What stood on the screen just before something was told about a day gone by: it stays theirs. */
export function earlierViews(marks: readonly Mark[]): { known: Mark[]; day: string }[] {
  const told = [...marks].sort(
    (a, b) => compare(a.told, b.told) || compare(a.at, b.at) || compare(a.id, b.id),
  );
  return told.flatMap((mark, number) =>
    (mark.kind === 'return' || mark.kind === 'pause') && mark.day < mark.told
      ? [{ known: told.slice(0, number), day: mark.told }]
      : [],
  );
}

/** Never falls, whatever is told; only a corrected date or an undo changes it. */
export function daysTogether(marks: readonly Mark[], today: string): number {
  const views = [{ known: [...marks], day: today }, ...earlierViews(marks)];
  const each = views.map(({ known, day }) =>
    stretches(known).reduce((sum, one) => sum + daysOf(one, before(day, today)), 0),
  );
  return Math.max(...each);
}

/** The one that runs or is paused; null after a return without a new one. */
export function thisStretch(marks: readonly Mark[]): Stretch | null {
  const last = stretches(marks).at(-1);
  return last && last.endedOn === null ? last : null;
}

/** Each interval with the day from which it would have to be counted had there been no pause. */
export function countedFrom(stretch: Stretch): { interval: Interval; from: string }[] {
  let held = 0;
  return stretch.intervals.map((interval) => {
    const from = addDays(interval.first, -held);
    if (interval.end) held += daysBetween(interval.first, interval.end);
    return { interval, from };
  });
}

/** In calendar units; days of a pause are not in it. */
export function stretchLength(stretch: Stretch, today: string): Length {
  const last = countedFrom(stretch).at(-1);
  return last
    ? lengthOf(last.from, passed(last.interval, today))
    : { years: 0, months: 0, days: 0 };
}

function pausedIn({ intervals, endedOn }: Stretch, window: string, today: string): boolean {
  return intervals.some(({ end }, number) => {
    const begin = intervals[number + 1]?.first ?? endedOn ?? today;
    return end !== null && end < begin && begin > window && end < today;
  });
}

/** How many of the thirty days before today; null while fewer are known or a pause lies among them. */
export function lastThirty(marks: readonly Mark[], today: string): number | null {
  const window = addDays(today, -30);
  const made = stretches(marks);
  const first = made[0]?.intervals[0]?.first;
  if (!first || first > window || made.some((one) => pausedIn(one, window, today))) return null;
  return made
    .flatMap((one) => one.intervals)
    .reduce(
      (sum, interval) =>
        sum + Math.max(0, daysBetween(after(interval.first, window), passed(interval, today))),
      0,
    );
}
