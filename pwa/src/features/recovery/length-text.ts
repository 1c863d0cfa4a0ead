// Lengths and milestones as words.
import type { Length } from '../../lib/calendar-length';
import { messages } from './messages';
export const sayLength = ({ years, months, days }: Length): string =>
  messages.value.length(years, months, days);

/** "90 days", "1 week", "6 months", "2 years" for a milestone's key. */
export function sayMilestone(key: string): string {
  const w = messages.value;
  const number = Number(key.slice(1));
  if (key === 'd7') return w.week;
  if (key.startsWith('d')) return w.dayCount(number);
  return number % 12 === 0 ? w.yearCount(number / 12) : w.monthCount(number);
}
