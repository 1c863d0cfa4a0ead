// Days are "YYYY-MM-DD" strings in a named zone, instants are ISO strings or Dates; the two never mix by accident.
// Nothing here throws: a zone this phone does not know is read as the phone's own, a day or an instant that is none
// stays one that is none ('' or NaN). What Intl prints is for eyes (print.ts): numbers are taken from its parts.
import { printDate, type Tongue } from './print';

type Fields = Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>;

// By zone; null is a zone this browser does not know.
const clocks = new Map<string, Intl.DateTimeFormat | null>();

function clockOf(zone: string): Intl.DateTimeFormat | null {
  let found = clocks.get(zone);
  if (found === undefined) {
    found = makeClock(zone);
    clocks.set(zone, found);
  }
  return found;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | null {
  // Without a name Intl would take the phone's zone, and this one it names when it knows none.
  if (!timeZone || timeZone === 'Etc/Unknown') return null;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  } catch {
    return null;
  }
}

/** Whether this phone's tables have the zone. Where they do not, times are told by the phone's own clock. */
export const knownZone = (zone: string): boolean => clockOf(zone) !== null;

/** The zone this phone is set to, for example "America/Chicago": always one that Intl and the server accept. */
export function deviceZone(): string {
  const named: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  // "+05:30" is what a phone without a name says; the server takes names only.
  return named && /^[A-Z]/i.test(named) && knownZone(named) ? named : zoneByOffset();
}

/** A phone whose zone has no name still has a clock; the signs of these names are reversed: Etc/GMT+5 is UTC-5. */
function zoneByOffset(): string {
  const behind = new Date().getTimezoneOffset() / 60;
  const name = `Etc/GMT${behind > 0 ? '+' : ''}${behind}`;
  return behind !== 0 && Number.isInteger(behind) && knownZone(name) ? name : 'UTC';
}

const zoneHere = (zone: string) => (knownZone(zone) ? zone : deviceZone());

/** The wall clock in a zone; null for an instant that is none. */
function wallClock(instant: Date | string, zone: string): Fields | null {
  const at = new Date(instant);
  const clock = clockOf(zoneHere(zone));
  if (!clock || Number.isNaN(at.getTime())) return null;
  const parts = clock.formatToParts(at);
  const take = (type: keyof Fields) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: take('year'),
    month: take('month'),
    day: take('day'),
    hour: take('hour') % 24, // some browsers of the years we serve call midnight 24 in spite of h23
    minute: take('minute'),
  };
}

const padded = (value: number, length: number) => String(value).padStart(length, '0');

/** The calendar day an instant falls on in a zone; '' for an instant that is none. */
export function localDay(instant: Date | string, zone: string): string {
  const wall = wallClock(instant, zone);
  return wall ? `${padded(wall.year, 4)}-${padded(wall.month, 2)}-${padded(wall.day, 2)}` : '';
}

/** Minutes since midnight in a zone, for comparing with wall-clock times; NaN for an instant that is none. */
export function minuteOfDay(instant: Date | string, zone: string): number {
  const wall = wallClock(instant, zone);
  return wall ? wall.hour * 60 + wall.minute : Number.NaN;
}

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** So many days later; '' for a day that is none. */
export function addDays(day: string, count: number): string {
  const moved = noon(day);
  moved.setUTCDate(moved.getUTCDate() + count);
  return Number.isNaN(moved.getTime()) ? '' : moved.toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);
}

/** 0 is Monday. */
export function weekday(day: string): number {
  return (noon(day).getUTCDay() + 6) % 7;
}

/** "Tuesday, March 10" */
export function sayDay(day: string, tongue: Tongue): string {
  const how = { weekday: 'long', month: 'long', day: 'numeric' } as const;
  const text = printDate(noon(day), 'UTC', tongue, how);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "Nov 22, 2026" */
export const sayDate = (day: string, tongue: Tongue): string =>
  printDate(noon(day), 'UTC', tongue, { dateStyle: 'medium' });

/** "Tue" or, narrow, "T" */
export const sayWeekday = (
  day: string,
  tongue: Tongue,
  weekday: 'long' | 'short' | 'narrow',
): string => printDate(noon(day), 'UTC', tongue, { weekday });

/** A wall-clock time such as "16:00" as people read it: "4:00 PM". */
export const sayClock = (clock: string, tongue: Tongue): string =>
  sayTime(`2000-01-01T${clock.slice(0, 5)}:00Z`, 'UTC', tongue);

/** An instant as a time of day in a zone: "4:00 PM". */
export const sayTime = (instant: Date | string, zone: string, tongue: Tongue): string =>
  printDate(new Date(instant), zoneHere(zone), tongue, { hour: 'numeric', minute: '2-digit' });

/** "Dec 12", for a narrow column. */
export const sayShortDay = (day: string, tongue: Tongue): string =>
  printDate(noon(day), 'UTC', tongue, { month: 'short', day: 'numeric' });

/** An instant as "Nov 22, 3:30 PM" in a zone. */
export function sayMoment(instant: Date | string, zone: string, tongue: Tongue): string {
  const how = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  return printDate(new Date(instant), zoneHere(zone), tongue, how);
}
