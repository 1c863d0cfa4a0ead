// How far the week is, in words and as seven small days.
import { firstMessages, language } from '../../i18n';
import { addDays, sayDay, sayWeekday } from '../../lib/dates';
import type { Enrollment, Schedule } from './api';
import { sayHours, sayList } from './meeting-text';
import { hasBegun, mondayOf, onDay, type SoFar, weekSoFar } from './rules';
import { WeekStrip } from './week-strip';

/** Before the first day of the week, what lies ahead; then how far it has come. */
function sayWeek({ days, ofDays, minutes, ofMinutes }: SoFar): string {
  const w = firstMessages.value.today;
  if (days === 0) return w.weekAhead(ofDays, sayHours(ofMinutes));
  return w.week(days, ofDays, sayHours(minutes), sayHours(ofMinutes));
}

export function Week({
  held,
  enrollment,
  today,
  now,
}: {
  held: Schedule;
  enrollment: Enrollment;
  today: string;
  now: Date;
}) {
  const w = firstMessages.value.today;
  const begun = onDay(held.sessions, today).some(
    (one) => one.status === 'scheduled' && hasBegun(one, now),
  );
  const soFar = weekSoFar(held.weeks, today, begun);
  const monday = mondayOf(today);
  const days = held.weeks.find((one) => one.starts_on === monday)?.days ?? [];
  return (
    <section>
      <h2>{soFar ? sayWeek(soFar) : w.weekPlain}</h2>
      <WeekStrip starts_on={monday} planned={days.map((day) => day.local_date)} today={today} />
      <p class="sub small">
        {[
          w.weekNumber(enrollment.week_number, enrollment.about_weeks),
          enrollment.phase === 'step_down' && w.stepDown,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </section>
  );
}

const order = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
// Any Monday: only its weekday is said.
const sayDayOfWeek = (day: string) =>
  sayWeekday(addDays('2024-01-01', order.indexOf(day)), language.value, 'long');

/** One calm line before another track or fewer days begin. */
export function Coming({ next }: { next: Enrollment['next'] }) {
  if (!next) return null;
  const w = firstMessages.value.today;
  const day = sayDay(next.starts_on, language.value);
  return (
    <p class="sub small">
      {next.track_name
        ? w.comingTrack(day, next.track_name)
        : w.comingDays(day, sayList((next.days ?? []).map(sayDayOfWeek)))}
    </p>
  );
}
