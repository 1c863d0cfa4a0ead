// How it is said whether somebody answers one of the program's numbers.
import { language } from '../../i18n';
import { addDays, daysBetween, localDay, sayClock, sayDay, sayWeekday } from '../../lib/dates';
import { byWhoAnswers, type Line, lineNow, type OpenSpan, teamNow } from '../../lib/hours';
import { messages } from './messages';

/** The number to call: of the lines that answer now the first, else the one that does next. */
export const lineToCall = <T extends Line>(lines: readonly T[], now: Date): T | undefined =>
  byWhoAnswers(lines, now)[0];

/** "Open until 10:00 PM", "Opens tomorrow at 9:00 AM"; nothing where nothing is known. */
export function sayOpen(line: Line, zone: string, now: Date): string | undefined {
  const w = messages.value.line;
  const found = lineNow(line, now);
  if (!found) return undefined;
  const { open, span } = found;
  if (!open) return w.opens(sayOpenDay(span.local_date, zone, now), clock(span.opens_local));
  return goesOn(span, now) ? w.always : w.until(clock(span.closes_local));
}

/** The same with the line's name, for a button that does not say whom it calls. */
export const sayLine = (line: Line, zone: string, now: Date) =>
  [line.label, sayOpen(line, zone, now)].filter(Boolean).join(' · ');

interface TeamWords {
  thereUntil(time: string): string;
  thereAlways: string;
  thereFrom(day: string, time: string): string;
}

/** Whether somebody of the program is there, by all its lines, in these words; null when nothing is known. */
export function sayTeam(lines: readonly Line[], zone: string, now: Date, w: TeamWords) {
  const found = teamNow(lines, now);
  if (!found) return null;
  const { open, span } = found;
  if (!open)
    return {
      open,
      text: w.thereFrom(sayOpenDay(span.local_date, zone, now), clock(span.opens_local)),
    };
  return { open, text: goesOn(span, now) ? w.thereAlways : w.thereUntil(clock(span.closes_local)) };
}

/** Longer than a day: a time of day would be taken for today's. */
const goesOn = (span: OpenSpan, now: Date) =>
  new Date(span.closes_at).getTime() - now.getTime() > 86_400_000;

const clock = (wall: string) => sayClock(wall, language.value);

/** "today", "tomorrow", a weekday; from a week on the date. */
function sayOpenDay(date: string, zone: string, now: Date): string {
  const w = messages.value.line;
  const today = localDay(now, zone);
  if (date === today) return w.today;
  if (date === addDays(today, 1)) return w.tomorrow;
  const tongue = language.value;
  return daysBetween(today, date) < 7 ? sayWeekday(date, tongue, 'long') : sayDay(date, tongue);
}
