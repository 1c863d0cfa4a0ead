// How far a copy of the schedule reaches, and what the phone knows when it has asked for later weeks as well.
import { addDays } from '../../lib/dates';
import { type Meeting, mondayOf, type PlannedWeek } from './rules';

interface Copy<T extends Meeting> {
  /** The days it is about; absent in copies of an older app. */
  start?: string | null;
  end?: string | null;
  sessions: readonly T[];
  weeks: readonly PlannedWeek[];
}

/** Days from `start` to `end`, both included, are known: nothing on them is really nothing. */
export interface Reach<T extends Meeting> {
  start: string;
  end: string;
  sessions: readonly T[];
  weeks: readonly PlannedWeek[];
}

/** How many weeks one can look at, this one included; the calendar is written out at least that far. */
const weeksShown = 8;

/** What this copy knows. An old one that does not say how far it goes is believed as far as its last meeting. */
export function reachOf<T extends Meeting>(copy: Copy<T>, today: string): Reach<T> {
  const last = copy.sessions.at(-1)?.local_date ?? addDays(today, -1);
  const start = copy.start ?? addDays(today, -1);
  return { start, end: copy.end ?? last, sessions: copy.sessions, weeks: copy.weeks };
}

/** The phone's copy with what was asked for beyond it; where both know a day, the phone's copy stands. */
export function joined<T extends Meeting>(near: Reach<T>, far: Copy<T> | null): Reach<T> {
  if (!far?.end || far.end <= near.end) return near;
  const weeks = far.weeks.filter(
    (one) => !near.weeks.some((known) => known.starts_on === one.starts_on),
  );
  return {
    start: near.start,
    end: far.end,
    sessions: [...near.sessions, ...far.sessions.filter((one) => one.local_date > near.end)],
    weeks: [...near.weeks, ...weeks],
  };
}

export const knows = (reach: Reach<Meeting>, day: string) => day >= reach.start && day <= reach.end;

/** Mondays of the weeks one can look at: of yesterday's week to the seventh after this one. */
export function weeksOpen(today: string): string[] {
  const first = mondayOf(addDays(today, -1));
  const last = lastWeek(today);
  const found: string[] = [];
  for (let next = first; next && next <= last; next = addDays(next, 7)) found.push(next);
  return found;
}

const lastWeek = (today: string) => addDays(mondayOf(today), 7 * (weeksShown - 1));

/** The first and the last day one can look at. */
export const daysOpen = (today: string): [string, string] => [
  addDays(today, -1),
  addDays(lastWeek(today), 6),
];
