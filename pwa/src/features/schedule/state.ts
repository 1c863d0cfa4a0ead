// The person's schedule: the phone's own copy first, then the server's, kept again for −1…+14 days without a network.
import { effect } from '@preact/signals';
import { addDays } from '../../lib/dates';
import type { Phase } from '../../offline/account-api';
import { cachedAnswer } from '../../offline/cached';
import { Problem } from '../../offline/client';
import { fromState, perSession, type Session, session } from '../../offline/session';
import { learnPhase } from '../../offline/sign-in';
import type { Session as Meeting, Schedule } from './api';

const makeState = (of: Session) =>
  cachedAnswer<Schedule>(of, { name: 'schedule', path: () => '/schedule' });
const state = perSession(makeState);

export const schedule = fromState(state, ({ value }) => value);
/** False while what is shown may be older than the server's. */
export const scheduleFresh = fromState(state, ({ fresh }) => fresh);
/** True once the phone's copy was read and the server was asked, whatever came of it. */
export const scheduleAsked = fromState(state, ({ asked }) => asked);

/** Resolves when there is something to draw: this phone's copy, or what came of asking. Asks nobody itself. */
export async function openSchedule(): Promise<void> {
  const { open, value, asked } = state();
  await open();
  if (value.peek()) return;
  await new Promise<void>((done) => {
    effect(() => {
      if (asked.value) done();
    });
  });
}

/** Draws from the phone, asks the server, keeps the answer. Never throws; without a connection the copy stays. */
export async function refreshSchedule(): Promise<void> {
  const here = session.peek();
  const { refresh, fresh, value } = state();
  await refresh();
  if (fresh.peek() && value.peek())
    await learnPhase(here, (value.peek()?.enrollment?.phase as Phase | undefined) ?? null);
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
export async function findSession(id: string): Promise<Meeting | null> {
  try {
    return await session.peek().get<Meeting>(`/schedule/sessions/${encodeURIComponent(id)}`);
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return null;
    throw problem;
  }
}

/** The meetings of the last seven days, today's among them, the earliest first; null without a connection. */
export function pastMeetings(today: string): Promise<Meeting[] | null> {
  return session
    .peek()
    .get<Schedule>(`/schedule?start=${addDays(today, -6)}&end=${today}`)
    .then(
      (answer) => answer.sessions,
      () => null,
    );
}
