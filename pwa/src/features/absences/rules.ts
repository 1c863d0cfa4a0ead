// What is said of one meeting, from the server's last answer and what still waits on this phone; and the week less what
// somebody said they cannot be at. Nothing is ever counted as missed.
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
}

const fortnight = 14 * 24 * 3_600_000;

/** Before it begins and for two weeks after; breaks and what is called off are nobody's to miss. */
export const canSay = (one: Meeting, now: Date): boolean =>
  one.status === 'scheduled' &&
  one.kind !== 'break' &&
  now.getTime() < Date.parse(one.ends_at) + fortnight;

/** The last thing said of this meeting on this phone that the server does not have yet. */
export const waitingOf = (waiting: readonly Waiting[], session: string): Waiting | null =>
  waiting.filter((one) => one.session_id === session).at(-1) ?? null;

/** The meetings somebody does not come to: said to the server or only on this phone, and not taken back. */
export function goneFrom(items: readonly ToldAbsence[], waiting: readonly Waiting[]): Set<string> {
  const gone = new Set(items.map((one) => one.session_id));
  for (const one of waiting) {
    if (one.does === 'tell') gone.add(one.session_id);
    else gone.delete(one.session_id);
  }
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

/** What is asked for or promised and still lies ahead. */
export function ahead<T extends { state: string; make_up: { starts_at: string } | null }>(
  items: readonly T[],
  now: Date,
): T[] {
  return items.filter(
    (one) =>
      one.make_up !== null &&
      ['waiting', 'confirmed', 'called_off'].includes(one.state) &&
      new Date(one.make_up.starts_at) > now,
  );
}
