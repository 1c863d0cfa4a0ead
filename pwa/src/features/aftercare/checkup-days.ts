// Which check-up to ask about, worked out on the phone, so that it goes on asking without a signal.
import { daysBetween } from '../../lib/dates';

const openDays = 7;

/** The latest check-up day up to today, if it is less than a week old and nobody answered it. Never an older one. */
export function checkupDue(
  days: readonly string[],
  answered: readonly (string | null)[],
  today: string,
): string | null {
  const latest = days.filter((day) => day <= today).at(-1);
  if (!latest || daysBetween(latest, today) >= openDays || answered.includes(latest)) return null;
  return latest;
}

/** The first check-up day after today, if the phone knows one. */
export function checkupNext(days: readonly string[], today: string): string | null {
  return days.find((day) => day > today) ?? null;
}

/** "Week 6 after the program": 1 in the first seven days. */
export function weeksAfter(completedOn: string, today: string): number {
  return Math.max(1, Math.floor(daysBetween(completedOn, today) / 7) + 1);
}
