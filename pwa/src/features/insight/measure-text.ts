// How a value of a measure is said: a number where the scale has numbers, the words one tapped where it has words.
import { type ComponentChildren, h } from 'preact';
import { common, language } from '../../i18n';
import { sayShortDay, sayWeekday } from '../../lib/dates';
import { printNumber } from '../../lib/print';
import { Face } from '../../ui/faces';
import { messages as checkinsMessages } from '../checkins';
import { messages as logbookMessages } from '../logbook';
import type { Measure } from './rules';

const number = (value: number) => printNumber(value, language.value);
const quoted = (word: string) => (language.value === 'es' ? `“${word}”` : `“${word}”`);

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

/** The names of the highest line, the middle, and the lowest of its chart. */
export function axisOf(
  measure: Measure,
): [ComponentChildren, ComponentChildren, ComponentChildren] {
  if (measure === 'mood') return [face(5), face(3), face(1)];
  const known = names(measure);
  return known ? [known[2], known[1], known[0]] : [number(10), number(5), number(0)];
}

const face = (mood: number) => h(Face, { mood, size: 18 });

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
