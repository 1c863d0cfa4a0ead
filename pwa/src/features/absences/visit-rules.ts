// What one can say of a session and of whole days, and what stands of it, from the server's last answer and what still waits
// on this phone. Nothing is ever counted as missed.
import { addDays } from '../../lib/dates';
import { isExpected, isOver, type Meeting } from '../schedule';
import type { Absences } from './api';
import { covers, type Waiting } from './rules';

const fortnight = 14 * 24 * 3_600_000;

/** Before it begins and for two weeks after; breaks and what is called off are nobody's to miss. */
export const canSay = (one: Meeting, now: Date): boolean =>
  one.status === 'scheduled' &&
  one.kind !== 'break' &&
  now.getTime() < Date.parse(one.ends_at) + fortnight;

/** The last thing said of this meeting on this phone that the server does not have yet. */
export const waitingOf = (waiting: readonly Waiting[], session: string): Waiting | null =>
  waiting.filter((one) => covers(one).includes(session)).at(-1) ?? null;

/** What is asked for or promised and still lies ahead. */
export function ahead<T extends { state: string; make_up: { starts_at: string } | null }>(
  items: readonly T[],
  now: Date,
): T[] {
  return items.filter(
    (one) =>
      one.make_up !== null &&
      ['waiting', 'confirmed', 'called_off'].includes(one.state) &&
      new Date(one.make_up.starts_at) > now,
  );
}

/** At most as many days as the server takes in one request. */
export const mostDays = 31;

export const areDays = (from: string, to: string): boolean =>
  from !== '' && from <= to && to < addDays(from, mostDays);

/** What of these days somebody means who says now that they cannot come: what is not over; once all of it is, all of it. */
export function meant<T extends Meeting>(
  all: readonly T[],
  from: string,
  to: string,
  now: Date,
): T[] {
  const on = all.filter(
    (one) => one.status === 'scheduled' && one.local_date >= from && one.local_date <= to,
  );
  const left = on.filter((one) => !isOver(one, now));
  return left.length > 0 ? left : on;
}

/** One thing somebody said, as it stands: of whole days, or of one session. */
export interface Standing {
  id: string;
  from: string;
  to: string;
  /** Null: said of one session only. */
  days: true | null;
  sessions: readonly string[];
  /** yes: the team has it · no: only this phone · back: they come after all, and the team does not know that yet. */
  known: 'yes' | 'no' | 'back';
}

/** Everything somebody said and did not take back, the server's first. */
export function standing(
  { items, days }: Pick<Absences, 'items' | 'days'>,
  waiting: readonly Waiting[],
  dayOf: (session: string) => string,
): Standing[] {
  const found = new Map<string, Standing>();
  const single = (id: string, session: string, known: Standing['known']) => {
    const day = dayOf(session);
    found.set(id, { id, from: day, to: day, days: null, sessions: [session], known });
  };
  for (const { id, starts_on: from, ends_on: to } of days) {
    const sessions = items.filter((one) => one.request_id === id).map((one) => one.session_id);
    found.set(id, { id, from, to, days: true, sessions, known: 'yes' });
  }
  for (const one of items)
    if (!found.has(one.request_id ?? '')) single(one.id, one.session_id, 'yes');
  for (const one of waiting) {
    const known = one.does === 'back' ? 'back' : 'no';
    if (one.days) found.set(one.id, { id: one.id, ...one.days, days: true, known });
    else single(one.id, one.session_id, known);
  }
  return [...found.values()];
}

/** The days up to today on which somebody could have been at something and said nothing of it, the latest first. A day that is
 *  not over yet is no past one. */
export function lately<T extends Meeting & { id: string }>(
  past: readonly T[],
  first: string,
  gone: ReadonlySet<string>,
  now: Date,
): T[][] {
  const visits = new Map<string, T[]>();
  for (const one of past)
    if (one.status === 'scheduled' && one.local_date >= first)
      visits.set(one.local_date, [...(visits.get(one.local_date) ?? []), one]);
  return [...visits.values()]
    .filter((visit) => visit.every((one) => isOver(one, now)))
    .map((visit) => visit.filter((one) => isExpected(one) && one.kind !== 'closing'))
    .filter((visit) => visit.some((one) => !gone.has(one.id)))
    .reverse();
}
