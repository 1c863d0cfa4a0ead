// The days a person was expected somewhere, for the marks under the pictures. Kept on this phone for days without signal.
import { computed, signal } from '@preact/signals';
import { addDays, daysBetween } from '../../lib/dates';
import { perSession, session } from '../../offline/session';
import { isExpected, type Schedule, schedule } from '../schedule';

interface SessionDays {
  start: string;
  end: string;
  days: string[];
}

const name = 'session-days';
const longest = 62; // days the server answers for at once

const state = perSession(() => ({ known: signal<SessionDays | null>(null) }));

const expectedDays = (of: Schedule): string[] => [
  ...new Set(of.sessions.filter(isExpected).map((one) => one.local_date)),
];

/** Reads them from this phone. Never throws. */
export async function openSessionDays(): Promise<void> {
  const { known } = state();
  known.value ??= await session.peek().cache.read<SessionDays>(name);
}

/** Asks for the days of a range as long as the server answers for. Never throws; what was known stays. */
export async function refreshSessionDays(first: string, last: string): Promise<void> {
  if (daysBetween(first, last) >= longest) return;
  const { known } = state();
  const here = session.peek();
  const answer = await here.get<Schedule>(`/schedule?start=${first}&end=${last}`).catch(() => null);
  if (!answer) return;
  const found = { start: first, end: last, days: expectedDays(answer) };
  known.value = found;
  await here.cache.write(name, found);
}

/** The days within a range on which one was expected; null where this phone does not know all of them. */
export const sessionDays = computed(() => {
  const { known } = state();
  const held = schedule.value;
  return (first: string, last: string): string[] | null => {
    const one = known.value;
    if (!one || one.start > first) return null;
    const after = one.end < last ? held : null;
    if (one.end < last && !(after?.start && after.start <= addDays(one.end, 1))) return null;
    const later = after ? expectedDays(after).filter((day) => day > one.end) : [];
    return [...one.days, ...later].filter((day) => day >= first && day <= last);
  };
});
