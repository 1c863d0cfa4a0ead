// The person's schedule: the phone's own copy first, then the server's, kept again for −1…+14 days without a network.
import { effect, signal } from '@preact/signals';
import { addDays } from '../../lib/dates';
import type { Phase } from '../../offline/account-api';
import { get, Problem } from '../../offline/client';
import { read, write } from '../../offline/old-cache';
import { learnPhase, me } from '../../offline/sign-in';
import type { Schedule, Session } from './api';

const pocketName = 'schedule';

export const schedule = signal<Schedule | null>(null);
/** False while what is shown may be older than the server's. */
export const scheduleFresh = signal(true);
/** True once the phone's copy was read and the server was asked, whatever came of it. */
export const scheduleAsked = signal(false);

let whose: string | null = null;

// Another person on the same phone starts from nothing of the one before.
effect(() => {
  const id = me.value?.id ?? null;
  if (id === whose) return;
  whose = id;
  schedule.value = null;
  scheduleAsked.value = false;
});

/** Draws from the phone, asks the server, keeps the answer. Never throws; without a connection the copy stays. */
export async function refreshSchedule(): Promise<void> {
  const asking = whose;
  if (schedule.value === null) {
    const copy = await read<Schedule>(pocketName);
    if (asking === whose && schedule.value === null) schedule.value = copy;
  }
  try {
    const answer = await get<Schedule>('/schedule');
    if (asking !== whose) return;
    schedule.value = answer;
    scheduleFresh.value = true;
    await write(pocketName, answer);
    await learnPhase((answer.enrollment?.phase as Phase | undefined) ?? null);
  } catch {
    if (asking === whose) scheduleFresh.value = false;
  }
  if (asking === whose) scheduleAsked.value = true;
}

/** Looks again when the network is back and when the person comes back to the app. Returns how to stop. */
export function keepScheduleFresh(): () => void {
  const look = () => {
    if (document.visibilityState === 'visible') void refreshSchedule();
  };
  addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  return () => {
    removeEventListener('online', look);
    document.removeEventListener('visibilitychange', look);
  };
}

/** One meeting the copy does not hold, for example from an old reminder: null when there is no such meeting of theirs.
 *  Throws when the server was not reached. */
export async function findSession(id: string): Promise<Session | null> {
  try {
    return await get<Session>(`/schedule/sessions/${encodeURIComponent(id)}`);
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return null;
    throw problem;
  }
}

/** The meetings of the two weeks up to today, the earliest first; null without a connection. */
export function pastMeetings(today: string): Promise<Session[] | null> {
  return get<Schedule>(`/schedule?start=${addDays(today, -14)}&end=${today}`).then(
    (answer) => answer.sessions,
    () => null,
  );
}
