// Weeks beyond the phone's own copy, asked for when somebody looks at them. Kept only as long as the app is open.
import { effect, signal } from '@preact/signals';
import { get } from '../../offline/client';
import { me } from '../../offline/sign-in';
import type { Schedule } from './api';
import { daysOpen } from './reach';
import { mondayOf } from './rules';

export const later = signal<Schedule | null>(null);
/** True when the server was asked and could not be reached. */
export const laterUnreached = signal(false);

let whose: string | null = null;

effect(() => {
  const id = me.value?.id ?? null;
  if (id === whose) return;
  whose = id;
  later.value = null;
  laterUnreached.value = false;
});

/** Asks for everything one can look at. Never throws; what was known stays when nobody answers. */
export async function lookFurther(today: string): Promise<void> {
  const asking = whose;
  const days = `start=${mondayOf(today)}&end=${daysOpen(today)[1]}`;
  const answer = await get<Schedule>(`/schedule?${days}`).catch(() => null);
  if (asking !== whose) return;
  if (answer) later.value = answer;
  laterUnreached.value = !answer;
}
