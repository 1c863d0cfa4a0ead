// What is said of sessions, from the server's last answer and what still waits on this phone; and the week less what
// somebody said they cannot be at. As much of it as Today draws first; the rest is in visit-rules.ts.
import type { Meeting, PlannedWeek } from '../schedule';

interface ToldAbsence {
  id: string;
  session_id: string;
}

/** What waits on this phone: saying it, or taking it back. */
export interface Waiting extends ToldAbsence {
  does: 'tell' | 'back';
  at: string;
  reason: string | null;
  make_up: string | null;
  /** Said of whole days; nothing else is asked of `session_id` and `make_up` then. */
  days?: AwayDays;
}

export interface AwayDays {
  from: string;
  to: string;
  /** What this phone knew to be covered. */
  sessions: readonly string[];
  wishes?: readonly { session_id: string; make_up: string }[];
}

export const covers = (one: Waiting): readonly string[] => one.days?.sessions ?? [one.session_id];

/** The meetings somebody does not come to: said to the server or only on this phone, and not taken back. */
export function goneFrom(items: readonly ToldAbsence[], waiting: readonly Waiting[]): Set<string> {
  const gone = new Set(items.map((one) => one.session_id));
  for (const one of waiting)
    for (const id of covers(one))
      if (one.does === 'tell') gone.add(id);
      else gone.delete(id);
  return gone;
}

const minutesOf = (one: Meeting): number =>
  one.status !== 'scheduled' || one.optional || one.kind === 'break'
    ? 0
    : Math.round((Date.parse(one.ends_at) - Date.parse(one.starts_at)) / 60_000);

/** The planned weeks as they stand for somebody who does not come to these meetings. */
export function weeksWithout<T extends PlannedWeek>(
  weeks: readonly T[],
  meetings: readonly (Meeting & { id: string })[],
  gone: ReadonlySet<string>,
): T[] {
  const less = new Map<string, number>();
  for (const one of meetings)
    if (gone.has(one.id))
      less.set(one.local_date, (less.get(one.local_date) ?? 0) + minutesOf(one));
  return weeks.map((week) => {
    if (!week.days.some((day) => less.has(day.local_date))) return week;
    const days = week.days
      .map((day) => ({ ...day, minutes: day.minutes - (less.get(day.local_date) ?? 0) }))
      .filter((day) => day.minutes > 0);
    const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
    return { ...week, days, planned_days: days.length, planned_minutes: minutes };
  });
}
