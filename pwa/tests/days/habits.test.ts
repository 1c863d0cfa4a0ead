// Habits of the log by the days they were there.
import { expect, test } from 'vitest';
import { habitDays } from '../../src/features/goals/habit-days';

const entry = (local_day: string, ...habits: string[]) => ({ local_day, habits });

test('several entries of a day are one day, and days outside are not looked at', () => {
  const log = [
    entry('2026-03-10', 'moved'),
    entry('2026-03-10', 'moved', 'ate'),
    entry('2026-03-09', 'moved'),
    entry('2026-03-03', 'ate'),
  ];
  expect(habitDays(log, '2026-03-04', '2026-03-10')).toEqual([
    { habit: 'moved', days: 2 },
    { habit: 'ate', days: 1 },
  ]);
  expect(habitDays([], '2026-03-04', '2026-03-10')).toEqual([]);
});
