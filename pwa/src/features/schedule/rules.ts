// What follows from a list of meetings and the time: which is next, how far the week is, which week a day lies in.
import { addDays, localDay, minuteOfDay, weekday } from '../../lib/dates';

export interface Meeting {
  local_date: string;
  starts_at: string;
  ends_at: string;
  kind: string;
  status: string;
  optional: boolean;
}

export interface PlannedWeek {
  starts_on: string;
  planned_days: number;
  planned_minutes: number;
  days: readonly { local_date: string; minutes: number }[];
}

export const isOver = (one: Meeting, now: Date) => new Date(one.ends_at) <= now;
export const hasBegun = (one: Meeting, now: Date) => new Date(one.starts_at) <= now;

/** The running meeting or the one after it. Breaks are never next; of two at once the one that is not optional is. */
export function nextMeeting<T extends Meeting>(all: readonly T[], now: Date): T | null {
  const ahead = all.filter(
    (one) => one.status === 'scheduled' && one.kind !== 'break' && !isOver(one, now),
  );
  ahead.sort(
    (a, b) => a.starts_at.localeCompare(b.starts_at) || Number(a.optional) - Number(b.optional),
  );
  return ahead[0] ?? null;
}

/** Whether one is expected there: it is on, no break, and not optional. */
export const isExpected = (one: Meeting) =>
  one.status === 'scheduled' && one.kind !== 'break' && !one.optional;

/** The first meeting one is expected at; an optional one only when there is no other. */
export const firstMeeting = <T extends Meeting>(all: readonly T[], now: Date): T | null =>
  nextMeeting(
    all.filter((one) => !one.optional),
    now,
  ) ?? nextMeeting(all, now);

export const onDay = <T extends Meeting>(all: readonly T[], day: string): T[] =>
  all.filter((one) => one.local_date === day);

export const mondayOf = (day: string) => addDays(day, -weekday(day));

export interface SoFar {
  days: number;
  ofDays: number;
  minutes: number;
  ofMinutes: number;
}

/** "2 of 3 days, 6 h of 9 h": today counts once it has begun. Null in a week with nothing planned. */
export function weekSoFar(
  weeks: readonly PlannedWeek[],
  today: string,
  begun: boolean,
): SoFar | null {
  const week = weeks.find((one) => one.starts_on === mondayOf(today));
  if (!week?.planned_days) return null;
  const reached = week.days.filter(
    (one) => one.local_date < today || (begun && one.local_date === today),
  );
  return {
    days: reached.length,
    ofDays: week.planned_days,
    minutes: reached.reduce((sum, one) => sum + one.minutes, 0),
    ofMinutes: week.planned_minutes,
  };
}

type PartOfDay = 'morning' | 'afternoon' | 'evening';

export function partOfDay(now: Date, zone: string): PartOfDay {
  const minute = minuteOfDay(now, zone);
  if (minute >= 240 && minute < 720) return 'morning';
  return minute >= 720 && minute < 1020 ? 'afternoon' : 'evening';
}

/** Whether both zones show the same wall clock and day now. */
export function sameClock(one: string, other: string, now: Date): boolean {
  return (
    minuteOfDay(now, one) === minuteOfDay(now, other) && localDay(now, one) === localDay(now, other)
  );
}
