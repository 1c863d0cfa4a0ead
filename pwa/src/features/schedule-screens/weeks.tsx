// The weeks to come at a glance: a line per day that leads to the day, and plainly where there is nothing.
import { language } from '../../i18n';
import { addDays, sayClock, sayDay } from '../../lib/dates';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import {
  changeMarkers,
  dayAddress,
  knows,
  mondayOf,
  onDay,
  type Session,
  sayChangeMarker,
  sayHours,
  messages as scheduleMessages,
  weeksOpen,
} from '../schedule';
import { messages } from './messages';
import { type Shown, sayWeek, Unknown } from './reach-notes';
export function WeeksView(props: Shown) {
  const { reach, today } = props;
  const w = scheduleMessages.value;
  const weeks = weeksOpen(today).filter((monday) => monday >= mondayOf(today));
  const known = weeks.filter((monday) => knows(reach, monday < today ? today : monday));
  return (
    <>
      {known.map((monday) => (
        <OneWeek key={monday} {...props} monday={monday} />
      ))}
      {knows(reach, addDays(weeks.at(-1) as string, 6)) ? (
        <p class="sub small week-end">{w.farther}</p>
      ) : (
        <Unknown {...props} />
      )}
    </>
  );
}

function OneWeek({ reach, monday, today }: Shown & { monday: string }) {
  const w = scheduleMessages.value;
  const planned = reach.weeks.find((one) => one.starts_on === monday);
  const days = Array.from({ length: 7 }, (_, i) => addDays(monday, i)).filter(
    (day) => day >= today && onDay(reach.sessions, day).length > 0,
  );
  return (
    <section>
      <h2 class="week-name">{sayWeek(monday, today)}</h2>
      {planned && days.length > 0 && (
        <p class="sub small week-hours">
          {w.planned(planned.planned_days, sayHours(planned.planned_minutes))}
        </p>
      )}
      {days.length > 0 ? (
        <Card rows>
          <ul>
            {days.map((day) => (
              <li key={day}>
                <ListRow
                  title={sayDay(day, language.value)}
                  detail={sayDayLine(onDay(reach.sessions, day))}
                  href={dayAddress(day)}
                  leads
                />
              </li>
            ))}
          </ul>
        </Card>
      ) : (
        <p class="sub">{planned?.planned_days ? messages.value.nothingMore : w.nothingThisWeek}</p>
      )}
    </section>
  );
}

/** "4:00 PM to 7:15 PM", "Canceled", and the word for news if there is one. */
function sayDayLine(meetings: readonly Session[]): string {
  const w = scheduleMessages.value;
  const on = meetings.filter((one) => one.status === 'scheduled');
  const clock = (wall: string) => sayClock(wall, language.value);
  const ends = on.map((one) => one.ends_local).sort();
  const span =
    on[0] && ends.length > 0
      ? w.between(clock(on[0].starts_local), clock(ends.at(-1) as string))
      : w.cancelled;
  const told = new Set(meetings.map((one) => sayChangeMarker(changeMarkers.value.get(one.id))));
  told.delete(span);
  return [span, ...told].filter(Boolean).join(' · ');
}
