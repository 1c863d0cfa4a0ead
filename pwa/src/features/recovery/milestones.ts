// Milestones of a stretch: round numbers of days, months and years. Earned ones stay. As companion/recovery/milestones.py.
import { monthsLater } from '../../lib/calendar-length';
import { addDays } from '../../lib/dates';
import { countedFrom, earlierViews, type Mark, passed, type Stretch, stretches } from './intervals';

/** `key`: d1, d7, d30, d60, d90 for days, m6, m9, m12, m18, m24, m36 … for calendar months. */
interface Earned {
  key: string;
  day: string;
}

const years = 100;
const keys = [
  ...[1, 7, 30, 60, 90].map((days) => `d${days}`),
  ...[6, 9, 12, 18].map((months) => `m${months}`),
  ...Array.from({ length: years - 1 }, (_, number) => `m${24 + 12 * number}`),
];

function reachedOn(key: string, from: string): string {
  const number = Number(key.slice(1));
  return key.startsWith('d') ? addDays(from, number) : monthsLater(from, number);
}

function milestonesOf(stretch: Stretch, until: string): Earned[] {
  const had = new Map<string, string>();
  for (const { interval, from } of countedFrom(stretch)) {
    for (const key of keys) {
      const day = reachedOn(key, from);
      if (day > passed(interval, until)) break;
      if (!had.has(key)) had.set(key, day > interval.first ? day : interval.first);
    }
  }
  return [...had].map(([key, day]) => ({ key, day }));
}

/** Every milestone reached by today in any stretch, once, with its first day, in the order of their size. */
export function earned(marks: readonly Mark[], today: string): Earned[] {
  const first = new Map<string, string>();
  for (const { known, day } of [{ known: [...marks], day: today }, ...earlierViews(marks)])
    for (const stretch of stretches(known))
      for (const one of milestonesOf(stretch, day < today ? day : today)) {
        const held = first.get(one.key);
        if (!held || one.day < held) first.set(one.key, one.day);
      }
  return keys.flatMap((key) => {
    const day = first.get(key);
    return day ? [{ key, day }] : [];
  });
}
