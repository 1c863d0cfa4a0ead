// How a value of a measure is said: a number where the scale has numbers, the words one tapped where it has words.
import { common, language } from '../../i18n';
import { sayShortDay, sayWeekday } from '../../lib/dates';
import { printNumber } from '../../lib/print';
import { messages as checkinsMessages } from '../checkins';
import { messages as logbookMessages } from '../logbook';
import type { Measure } from './rules';

const number = (value: number) => printNumber(value, language.value);
const quoted = (word: string) => (language.value === 'es' ? `«${word}»` : `“${word}”`);

function names(measure: Measure): readonly string[] | null {
  if (measure === 'mood') return common.value.moods;
  const { poor, ok, good } = checkinsMessages.value.sleeps;
  return measure === 'sleep' ? [poor, ok, good] : null;
}

/** "6", “Low”, or between two words “Low”–“Okay”. */
export function sayValue(measure: Measure, value: number | null): string {
  if (value === null) return '–';
  const known = names(measure);
  if (!known) return number(value);
  const [low, high] = [known[Math.floor(value) - 1] ?? '', known[Math.ceil(value) - 1] ?? ''];
  return low === high ? quoted(low) : `${quoted(low)}–${quoted(high)}`;
}

/** What the lowest and the highest line of its chart are called. */
export function endsOf(measure: Measure): [string, string] {
  const known = names(measure);
  return known ? [known[0] ?? '', known[known.length - 1] ?? ''] : ['0', '10'];
}

/** "Tue 10"; over months "Mar 10". */
export const sayPlace = (day: string, long: boolean) =>
  long
    ? sayShortDay(day, language.value)
    : `${sayWeekday(day, language.value, 'short')} ${Number(day.slice(8))}`;

/** "−4": a drop with a real minus sign. */
export const sayChange = (value: number) =>
  value < 0 ? `−${number(-value)}` : value > 0 ? `+${number(value)}` : '0';

/** The word of ours for a stored one, or the person's own. */
export function sayWord(stored: string): string {
  const { triggerNames, helpedNames } = logbookMessages.value.offered;
  const ours: Record<string, string> = { ...triggerNames, ...helpedNames };
  return Object.hasOwn(ours, stored) ? (ours[stored] as string) : stored;
}
