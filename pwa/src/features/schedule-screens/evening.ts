// When Today asks how it is, and what the next day one comes is.
import { deviceZone, minuteOfDay } from '../../lib/dates';
import { isOver, type Meeting } from '../schedule';

const fivePm = 17 * 60;

/** After the last session one comes to today; on a day without any from 5 PM by the phone's own clock. */
export function asksNow(todays: readonly Meeting[], now: Date, zone = deviceZone()): boolean {
  const own = todays.filter((one) => one.status === 'scheduled' && one.kind !== 'break');
  return own.length > 0 ? own.every((one) => isOver(one, now)) : minuteOfDay(now, zone) >= fivePm;
}

/** The first of a day's sessions until the end of the last; breaks at either end are nobody's to come for. */
export function visitOf<T extends Meeting & { ends_local: string }>(
  all: readonly T[],
  first: T,
): T {
  const ends = all
    .filter((one) => one.local_date === first.local_date && one.status === 'scheduled')
    .filter((one) => one.kind !== 'break')
    .sort((a, b) => a.ends_at.localeCompare(b.ends_at));
  return { ...first, ends_local: ends.at(-1)?.ends_local ?? first.ends_local };
}
