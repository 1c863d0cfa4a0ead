// Habits as the log has them: on how many days of a few each was there. Never on how many it was not.

interface Logged {
  local_day: string;
  habits: readonly string[];
}

/** The habits of the days `start` to `end`, the most frequent first. Several entries of a day are one day. */
export function habitDays(
  entries: readonly Logged[],
  start: string,
  end: string,
): { habit: string; days: number }[] {
  const found = new Map<string, Set<string>>();
  for (const { local_day, habits } of entries) {
    if (local_day < start || local_day > end) continue;
    for (const habit of habits) found.set(habit, (found.get(habit) ?? new Set()).add(local_day));
  }
  return [...found]
    .map(([habit, days]) => ({ habit, days: days.size }))
    .sort((a, b) => b.days - a.days || (a.habit < b.habit ? -1 : 1));
}
