// What was said of a meeting and what became of it, in sentences.
import { language } from '../../i18n';
import { sayClock, sayDay, sayShortDay, sayWeekday } from '../../lib/dates';
import { messages as scheduleMessages } from '../schedule';
import type { Absence } from './api';
import { messages } from './messages';
import type { Standing } from './visit-rules';

/** "Thu, Mar 12, 4:00 PM" */
export function sayOther(one: { local_date: string; starts_local: string }): string {
  const tongue = language.value;
  const day = `${sayWeekday(one.local_date, tongue, 'short')}, ${sayShortDay(one.local_date, tongue)}`;
  return scheduleMessages.value.at(day, sayClock(one.starts_local, tongue));
}

/** What is known of it, in one or two sentences. */
export function sayState(one: Absence, after: boolean): [string, string?] {
  const w = messages.value;
  const other = one.make_up ? sayOther(one.make_up) : '';
  if (one.state === 'waiting') return [w.asked(other), w.waiting];
  if (one.state === 'confirmed') return [w.confirmed(other), w.confirmedAbout];
  if (one.state === 'called_off') return [w.calledOff];
  if (one.state === 'answered') return [w.answered(one.by ?? w.somebody)];
  return [after ? w.toldAfter : w.told];
}

/** "today", "on Thursday, March 12", "through Friday, March 13", "to Process group" */
export function sayWhich(one: Standing, today: string, title: string): string {
  const w = messages.value;
  const day = (which: string) => sayDay(which, language.value);
  if (!one.days) return w.toSession(title);
  if (one.from < one.to)
    return one.from <= today ? w.through(day(one.to)) : w.throughDays(day(one.from), day(one.to));
  return one.from === today ? w.today : w.onDay(day(one.from));
}
