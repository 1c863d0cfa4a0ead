// A week: hours planned, the days with something on them, and in one line the days without.
import { language } from '../../i18n';
import { addDays, sayDay, sayWeekday, weekday } from '../../lib/dates';
import { go } from '../../lib/location';
import { Empty } from '../../ui/states';
import {
  changeMarkers,
  DayList,
  knows,
  mondayOf,
  onDay,
  type Reach,
  type Session,
  sayHours,
  sayList,
  messages as scheduleMessages,
  weekAddress,
  weeksOpen,
} from '../schedule';
import { type Shown, sayWeek, Unknown } from './reach-notes';
import { Turner } from './turner';

const onDays = (reach: Reach<Session>, first: string, last: string) =>
  reach.sessions.filter((one) => one.local_date >= first && one.local_date <= last);

/** On a weekend with nothing left the coming week, else this one. */
export function weekToOpen(reach: Reach<Session>, today: string): string {
  const monday = mondayOf(today);
  const left = onDays(reach, today, addDays(monday, 6)).length > 0;
  return weekday(today) < 5 || left ? monday : addDays(monday, 7);
}

export function WeekView(props: Shown & { monday: string }) {
  const { reach, today, monday } = props;
  const w = scheduleMessages.value;
  const open = weeksOpen(today);
  const at = open.indexOf(monday);
  const turn = (to: string | undefined) =>
    to ? () => go(weekAddress(to), { replace: true }) : undefined;
  const planned = reach.weeks.find((one) => one.starts_on === monday);
  const shown = onDays(reach, monday, addDays(monday, 6)).length > 0;
  return (
    <>
      <Turner
        title={sayWeek(monday, today)}
        earlier={w.earlier}
        later={w.later}
        onEarlier={turn(open[at - 1])}
        onLater={turn(open[at + 1])}
      />
      {planned && shown && (
        <p class="sub small week-planned">
          {w.planned(planned.planned_days, sayHours(planned.planned_minutes))}
        </p>
      )}
      <Days {...props} />
      {!knows(reach, addDays(monday, 6)) && <Unknown {...props} />}
    </>
  );
}

function Days({ reach, next, gone, zone, monday, today, now }: Shown & { monday: string }) {
  const w = scheduleMessages.value;
  const days = Array.from({ length: 7 }, (_, i) => addDays(monday, i));
  const known = days.filter((day) => knows(reach, day));
  const free = known.filter((day) => onDay(reach.sessions, day).length === 0);
  if (free.length === 7) return <Empty title={w.nothingThisWeek} />;
  // Days that are over and were free are nobody's question any more.
  const quiet = free.filter((day) => day > today);
  return (
    <>
      {known.map((day) => {
        const meetings = onDay(reach.sessions, day);
        if (meetings.length === 0 && day !== today) return null;
        return (
          <section key={day} class={day < today ? 'day over' : 'day'}>
            <h2>
              {sayDay(day, language.value)}
              {day === today && <span class="day-mark">{w.today}</span>}
            </h2>
            {meetings.length > 0 ? (
              <DayList
                meetings={meetings}
                zone={zone}
                now={now}
                next={next}
                gone={gone}
                changeMarkers={changeMarkers.value}
              />
            ) : (
              <p class="sub">{w.nothingThisDay}</p>
            )}
          </section>
        );
      })}
      {quiet.length > 0 && (
        <p class="sub small week-end">
          {w.nothingOn(sayList(quiet.map((day) => sayWeekday(day, language.value, 'long'))))}
        </p>
      )}
    </>
  );
}
