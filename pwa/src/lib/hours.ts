// When somebody answers the phone. Hours are wall-clock times of the program's zone.
import { knownZone, localDay, minuteOfDay, weekday } from './dates';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export interface OpenHours {
  days: readonly string[];
  /** "09:00" */
  opens: string;
  closes: string;
}

type Answered =
  | { open: true; until: string }
  /** `inDays` 0 is today. */
  | { open: false; inDays: number; opens: string };

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Whether somebody answers now, else when next. Null when the program gives no hours, or in a zone this phone does not
 *  know: a promise that somebody is there must not be off by hours. */
export function answered(hours: readonly OpenHours[], zone: string, now: Date): Answered | null {
  if (!knownZone(zone)) return null;
  const today = weekday(localDay(now, zone));
  const minute = minuteOfDay(now, zone);
  const on = (ahead: number) =>
    hours
      .filter((one) => one.days.includes(weekdays[(today + ahead) % 7] as string))
      .sort((a, b) => a.opens.localeCompare(b.opens));
  const current = on(0).find((one) => minutes(one.opens) <= minute && minute < minutes(one.closes));
  if (current) return { open: true, until: current.closes };
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const next = on(ahead).find((one) => ahead > 0 || minutes(one.opens) > minute);
    if (next) return { open: false, inDays: ahead, opens: next.opens };
  }
  return null;
}
