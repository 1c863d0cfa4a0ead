// Calendar lengths, the same on the phone as on the server: a month later is the same day of the month, or its last.
import { daysBetween } from './dates';

/** A length in calendar units: 1 year 4 days, not 369 days. */
export interface Length {
  years: number;
  months: number;
  days: number;
}

const two = (number: number) => String(number).padStart(2, '0');
const parts = (day: string) => day.split('-').map(Number) as [number, number, number];

export function monthsLater(day: string, count: number): string {
  const [year, month, date] = parts(day);
  const all = year * 12 + month - 1 + count;
  const [toYear, toMonth] = [Math.floor(all / 12), (all % 12) + 1];
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  return `${String(toYear).padStart(4, '0')}-${two(toMonth)}-${two(Math.min(date, last))}`;
}

/** From one day to another in whole years, months and the days left over; nothing when the second is earlier. */
export function lengthOf(first: string, today: string): Length {
  if (today <= first) return { years: 0, months: 0, days: 0 };
  const [[year, month], [toYear, toMonth]] = [parts(first), parts(today)];
  let months = (toYear - year) * 12 + toMonth - month;
  if (monthsLater(first, months) > today) months -= 1;
  return {
    years: Math.floor(months / 12),
    months: months % 12,
    days: daysBetween(monthsLater(first, months), today),
  };
}
