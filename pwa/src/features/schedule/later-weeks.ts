// Weeks beyond the phone's own copy, asked for when somebody looks at them. Kept only as long as the app is open.
import { signal } from '@preact/signals';
import { fromState, perSession, session } from '../../offline/session';
import type { Schedule } from './api';
import { daysOpen } from './reach';
import { mondayOf } from './rules';

const state = perSession(() => ({
  later: signal<Schedule | null>(null),
  unreached: signal(false),
}));

export const later = fromState(state, (made) => made.later);
/** True when the server was asked and could not be reached. */
export const laterUnreached = fromState(state, (made) => made.unreached);

/** Asks for everything one can look at. Never throws; what was known stays when nobody answers. */
export async function lookFurther(today: string): Promise<void> {
  const made = state();
  const days = `start=${mondayOf(today)}&end=${daysOpen(today)[1]}`;
  const answer = await session
    .peek()
    .get<Schedule>(`/schedule?${days}`)
    .catch(() => null);
  if (answer) made.later.value = answer;
  made.unreached.value = !answer;
}
