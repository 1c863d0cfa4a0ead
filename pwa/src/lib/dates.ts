// Days are "YYYY-MM-DD" strings in a named zone, instants are ISO strings or Dates; the two never mix by accident.

const locales = { en: 'en-US', es: 'es-US' } as const;
type Tongue = keyof typeof locales;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(tongue: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tongue + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(tongue, options);
    formats.set(key, found);
  }
  return found;
}

/** The zone this phone is set to, for example "America/Chicago". */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** The calendar day an instant falls on in a zone. */
export function localDay(instant: Date | string, zone: string): string {
  return format('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(instant));
}

/** Minutes since midnight in a zone, for comparing with wall-clock times. */
export function minuteOfDay(instant: Date | string, zone: string): number {
  const parts = format('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const [hours = '0', minutes = '0'] = parts.format(new Date(instant)).split(':');
  return Number(hours) * 60 + Number(minutes);
}

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

export function addDays(day: string, count: number): string {
  const moved = noon(day);
  moved.setUTCDate(moved.getUTCDate() + count);
  return moved.toISOString().slice(0, 10);
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
  const said = format(locales[tongue], {
    timeZone: 'UTC',
    weekday: 'long',
    month: 'long',
    day: 'numeric',
  }).format(noon(day));
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** "Nov 22, 2026" */
export function sayDate(day: string, tongue: Tongue): string {
  return format(locales[tongue], { timeZone: 'UTC', dateStyle: 'medium' }).format(noon(day));
}

/** "Tue" or, narrow, "T" */
export function sayWeekday(day: string, tongue: Tongue, weekday: 'long' | 'short' | 'narrow') {
  return format(locales[tongue], { timeZone: 'UTC', weekday }).format(noon(day));
}

// "4:00 PM" stays on one line.
const together = (said: string) => said.replace(/ (?=[AaPp]\.?\s?[Mm])/g, '\u00a0');

/** A wall-clock time such as "16:00" as people read it: "4:00 PM". */
export function sayClock(clock: string, tongue: Tongue): string {
  const wall = new Date(`2000-01-01T${clock.slice(0, 5)}:00Z`);
  return sayTime(wall, 'UTC', tongue);
}

/** An instant as a time of day in a zone: "4:00 PM". */
export function sayTime(instant: Date | string, zone: string, tongue: Tongue): string {
  const how = { timeZone: zone, hour: 'numeric', minute: '2-digit' } as const;
  return together(format(locales[tongue], how).format(new Date(instant)));
}

/** "Dec 12", for a narrow column. */
export function sayShortDay(day: string, tongue: Tongue): string {
  return format(locales[tongue], { timeZone: 'UTC', month: 'short', day: 'numeric' }).format(
    noon(day),
  );
}

/** An instant as "Nov 22, 3:30 PM" in a zone. */
export function sayMoment(instant: Date | string, zone: string, tongue: Tongue): string {
  const said = format(locales[tongue], {
    timeZone: zone,
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(instant));
  return together(said);
}
