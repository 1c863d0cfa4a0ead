// The three views of the schedule and their addresses: a day, a week, the weeks to come.
import { addDays } from '../../lib/dates';
import { daysOpen, weeksOpen } from './reach';
import { mondayOf } from './rules';

export type View =
  | { name: 'day'; day: string }
  | { name: 'week'; monday: string }
  | { name: 'weeks' };

export const dayAddress = (day: string) => `/schedule?day=${day}`;
export const weekAddress = (monday: string) => `/schedule?week=${monday}`;
const weeksAddress = '/schedule?weeks';

const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;

/** What an address asks for. A day or week nobody can look at is today or this week; without any it is `home`. */
export function viewOf(
  query: URLSearchParams | undefined,
  today: string,
  home = mondayOf(today),
): View {
  if (query?.has('weeks')) return { name: 'weeks' };
  const [first, last] = daysOpen(today);
  const day = query?.get('day');
  if (day !== null && day !== undefined) {
    return { name: 'day', day: isDay(day) && day >= first && day <= last ? day : today };
  }
  const week = query?.get('week') ?? home;
  return { name: 'week', monday: weeksOpen(today).includes(week) ? week : mondayOf(today) };
}

/** The last day a view is about. */
export function lastDay(view: View, today: string): string {
  if (view.name === 'day') return view.day;
  return view.name === 'week' ? addDays(view.monday, 6) : daysOpen(today)[1];
}

/** Where the other views lead from here: to the same days. */
export function neighbours(view: View, today: string): Record<View['name'], string> {
  const monday =
    view.name === 'week' ? view.monday : mondayOf(view.name === 'day' ? view.day : today);
  const day = view.name === 'day' ? view.day : mondayOf(today) === monday ? today : monday;
  return { day: dayAddress(day), week: weekAddress(monday), weeks: weeksAddress };
}
