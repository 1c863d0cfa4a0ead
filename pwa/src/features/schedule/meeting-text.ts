// How a meeting is said: its times, where it is, and in words what changed about it.
import { language } from '../../i18n';
import { deviceZone, knownZone, localDay, sayClock, sayDay, sayTime } from '../../lib/dates';
import { printList, printZone } from '../../lib/print';
import type { ChangeMarker } from './change-rules';
import { messages } from './messages';
import { type Meeting, sameClock } from './rules';
export interface SaidMeeting extends Meeting {
  id: string;
  starts_local: string;
  ends_local: string;
  title: string;
  place: string | null;
  join_url: string | null;
  with_name: string | null;
  remote?: boolean; // absent in what an older server sent
  untranslated?: boolean;
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
  // Of a zone this phone does not know, the meeting itself tells the wall clock.
  const wall = knownZone(zone) ? null : wallBefore(one, before);
  const time = sayTime(wall ?? before, wall ? 'UTC' : zone, language.value);
  const day = localDay(wall ?? before, wall ? 'UTC' : zone);
  if (day === one.local_date) return time;
  return messages.value.at(sayDay(day, language.value), time);
}

/** The wall clock of an earlier start, written as if it were UTC: as far from the wall time of now as the instants are. */
function wallBefore(one: SaidMeeting, before: string): Date {
  const wall = Date.parse(`${one.local_date}T${one.starts_local.slice(0, 5)}:00Z`);
  return new Date(wall + Date.parse(before) - Date.parse(one.starts_at));
}

/** "Canceled", "Moved from 3:00 PM" or nothing. */
export function sayChange(one: SaidMeeting, zone: string): string | undefined {
  const w = messages.value;
  if (one.status === 'cancelled') return w.cancelled;
  return one.changed && one.previous_starts_at ? w.movedFrom(sayBefore(one, zone)) : undefined;
}

/** The quiet word for what is new since the last look: "New", "Changed", "Canceled". */
export const sayChangeMarker = (about: ChangeMarker | undefined) =>
  about && messages.value.news[about];

export const sayStart = (one: SaidMeeting) => sayClock(one.starts_local, language.value);

export const saySpan = (one: SaidMeeting) =>
  messages.value.between(sayStart(one), sayClock(one.ends_local, language.value));

/** "8 h 45 min"; the signs of the units are the same in both languages. */
export function sayHours(minutes: number): string {
  const rest = minutes % 60;
  const hours = (minutes - rest) / 60;
  const parts = [(hours || !rest) && `${hours}\u00a0h`, rest && `${rest}\u00a0min`];
  return parts.filter(Boolean).join('\u00a0');
}

/** Whose clock the times on screen are read from; nothing where the program's shows the same as the phone's. */
export function sayWhoseClock(zone: string, now: Date): string | null {
  const w = messages.value;
  if (!knownZone(zone)) return w.zoneUnknown;
  if (sameClock(zone, deviceZone(), now)) return null;
  return w.zone(printZone(now, zone, language.value) || zone);
}

/** "Tuesday, Wednesday and Friday" */
export const sayList = (items: readonly string[]) => printList(items, language.value);
