// When somebody answers a phone, from its stated hours: wall times in the program's zone.
import { addDays, localDay, minuteOfDay, weekday } from './dates';

interface Hours {
  days: string[];
  opens: string;
  closes: string;
}

/** `until` while open; `opens` and its day otherwise; null when no hours are stated. */
export type Answering = { until: string } | { day: string; opens: string } | null;

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const minutes = (wall: string) => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));

/** Who answers at `now`, or when next within a week. `opens` and `until` are wall times in `zone`. */
export function answering(hours: readonly Hours[], now: Date, zone: string): Answering {
  const today = localDay(now, zone);
  const minute = minuteOfDay(now, zone);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = addDays(today, ahead);
    const on = hours
      .filter((entry) => entry.days.includes(names[weekday(day)] as string))
      .filter((entry) => ahead > 0 || minutes(entry.closes) > minute)
      .sort((a, b) => minutes(a.opens) - minutes(b.opens));
    const next = on[0];
    if (!next) continue;
    if (ahead === 0 && minutes(next.opens) <= minute) return { until: next.closes };
    return { day, opens: next.opens };
  }
  return null;
}

/** The number as a phone wants it in tel: and sms: addresses. */
export function dialable(number: string): string {
  return number.replace(/[^\d+*#,]/g, '');
}
