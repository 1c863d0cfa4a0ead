// How a meeting is said: its times, where it is, and in words what changed about it.

import { language } from '../../i18n';
import { localDay, sayClock, sayDay, sayTime } from '../../lib/dates';
import type { News } from './change-rules';
import { messages } from './messages';
import type { Meeting } from './rules';

export interface SaidMeeting extends Meeting {
  id: string;
  starts_local: string;
  ends_local: string;
  title: string;
  place: string | null;
  join_url: string | null;
  with_name: string | null;
  remote?: boolean; // absent in what an older server sent
  changed: boolean;
  previous_starts_at: string | null;
}

/** Where this person goes: nowhere when they join by link. */
export function placeOf(one: SaidMeeting): string | null {
  return one.remote && one.join_url ? null : one.place;
}

/** "Room 2 · with Dana" */
export function sayWhere(one: SaidMeeting): string {
  const w = messages.value;
  const where = placeOf(one) ?? (one.join_url ? w.online : '');
  return [where, one.with_name && w.with(one.with_name)].filter(Boolean).join(' · ');
}

/** "3:00 PM", with its day in front if that was another one. */
export function sayBefore(one: SaidMeeting, zone: string): string {
  const before = one.previous_starts_at ?? one.starts_at;
  const time = sayTime(before, zone, language.value);
  const day = localDay(before, zone);
  if (day === one.local_date) return time;
  return messages.value.at(sayDay(day, language.value), time);
}

/** "Called off", "Moved from 3:00 PM" or nothing. */
export function sayChange(one: SaidMeeting, zone: string): string | undefined {
  const w = messages.value;
  if (one.status === 'cancelled') return w.cancelled;
  return one.changed && one.previous_starts_at ? w.movedFrom(sayBefore(one, zone)) : undefined;
}

/** The quiet word for what is new since the last look: "New", "Changed", "Called off". */
export const sayNews = (about: News | undefined) => about && messages.value.news[about];

export const sayStart = (one: SaidMeeting) => sayClock(one.starts_local, language.value);

export const saySpan = (one: SaidMeeting) =>
  messages.value.between(sayStart(one), sayClock(one.ends_local, language.value));

/** Minutes as hours with at most one decimal: 90 is "1.5". */
export const sayHours = (minutes: number) =>
  new Intl.NumberFormat(`${language.value}-US`, { maximumFractionDigits: 1 }).format(minutes / 60);

/** "Eastern Time" */
export function sayZone(zone: string, now: Date): string {
  const how = { timeZone: zone, timeZoneName: 'longGeneric' } as const;
  const parts = new Intl.DateTimeFormat(language.value, how).formatToParts(now);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** "Tuesday, Wednesday and Friday" */
export const sayList = (said: readonly string[]) =>
  new Intl.ListFormat(language.value, { type: 'conjunction' }).format(said);
