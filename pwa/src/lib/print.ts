// The one place that prints numbers, lists, days and times with Intl. What it prints is for eyes only: browsers of the
// same year print differently, so nothing here is ever read back. Machine values are made in dates.ts.

const locales = { en: 'en-US', es: 'es-US' } as const;
export type Tongue = keyof typeof locales;

const printers = new Map<string, Intl.DateTimeFormat>();

function printer(tongue: Tongue, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tongue + JSON.stringify(options);
  let found = printers.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locales[tongue], options);
    printers.set(key, found);
  }
  return found;
}

// "4:00 PM" stays on one line.
const together = (text: string) => text.replace(/ (?=[AaPp]\.?\s?[Mm])/g, '\u00a0');

/** An instant in a zone this browser knows (`knownZone`); nothing for an instant that is none. */
export function printDate(
  at: Date,
  timeZone: string,
  tongue: Tongue,
  options: Intl.DateTimeFormatOptions,
): string {
  if (Number.isNaN(at.getTime())) return '';
  return together(printer(tongue, { timeZone, ...options }).format(at));
}

/** "Eastern Time"; nothing where the browser has no name for it. */
export function printZone(at: Date, timeZone: string, tongue: Tongue): string {
  const parts = printer(tongue, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

export const printNumber = (value: number, tongue: Tongue, maximumFractionDigits = 3): string =>
  new Intl.NumberFormat(locales[tongue], { maximumFractionDigits }).format(value);

/** "Tuesday, Wednesday and Friday" */
export const printList = (items: readonly string[], tongue: Tongue): string =>
  new Intl.ListFormat(tongue, { type: 'conjunction' }).format(items);
