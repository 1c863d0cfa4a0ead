// What Today shows of the schedule: what is next, the day and the week; until the first day has begun, the card of that day;
// when nothing of today is left, the next day.
import { language } from '../../i18n';
import { sayDay } from '../../lib/dates';
import { Later } from '../../ui/later';
import { Skeleton } from '../../ui/states';
import { gone, weeksWithout } from '../absences';
import {
  Coming,
  changeMarkers,
  DayList,
  dayAddress,
  type Enrollment,
  hasBegun,
  isExpected,
  isOver,
  mondayOf,
  nextMeeting,
  onDay,
  type Program,
  type SaidMeeting,
  type Schedule,
  sayList,
  sayWhoseClock,
  Week,
  weekAddress,
} from '../schedule';
import { messages } from './messages';
import { NextCard } from './next-card';

interface Known {
  held: Schedule;
  program: Program;
  enrollment: Enrollment;
  today: string;
  now: Date;
}

/** Until the first meeting of the first day begins, that day is all that matters. */
function isBeforeFirst({ held, enrollment, today, now }: Known): boolean {
  if (today < enrollment.starts_on) return true;
  if (!enrollment.first_day || today > (enrollment.begins_on ?? enrollment.starts_on)) return false;
  return !held.sessions.some(
    (one) => one.local_date >= enrollment.starts_on && isExpected(one) && hasBegun(one, now),
  );
}

const firstDay = () => import('../schedule-screens/first-day');
const nextDay = () => import('../schedule-screens/next-day');

/** The card of the first day arrives only for those who are still ahead of it. */
export function DayOrFirst(known: Known) {
  if (!isBeforeFirst(known)) return <Day {...known} />;
  return <Later first load={firstDay} instead={<Skeleton tall lines={4} />} />;
}

function ZoneNote({ zone, now }: { zone: string; now: Date }) {
  const note = sayWhoseClock(zone, now);
  return note ? <p class="sub small zone-note">{note}</p> : null;
}

function Day({ held, program, enrollment, today, now }: Known) {
  const w = messages.value;
  const next = nextMeeting(
    held.sessions.filter((one) => !gone.value.has(one.id)),
    now,
  );
  const todays = onDay(held.sessions, today);
  const over = todays.filter((one) => isOver(one, now));
  const left = todays.filter((one) => !over.includes(one));
  const list = (meetings: readonly SaidMeeting[]) => (
    <DayList
      meetings={meetings}
      zone={program.zone}
      now={now}
      next={next?.id}
      gone={gone.value}
      changeMarkers={changeMarkers.value}
    />
  );
  return (
    <>
      {next?.local_date === today ? (
        <NextCard
          meeting={next}
          program={program}
          now={now}
          marker={changeMarkers.value.get(next.id)}
        />
      ) : (
        <Later first load={nextDay} instead={<Skeleton tall lines={4} />} />
      )}
      <Elsewhere held={held} today={today} next={next?.id} />
      {todays.length > 0 && <h2>{w.day}</h2>}
      {over.length > 0 && (
        <details class="fold">
          <summary>{w.finished(over.length)}</summary>
          {list(over)}
        </details>
      )}
      {left.length > 0 && list(left)}
      <Week
        held={{ ...held, weeks: weeksWithout(held.weeks, held.sessions, gone.value) }}
        enrollment={enrollment}
        today={today}
        now={now}
      />
      <Coming next={enrollment.next ?? null} />
      <ZoneNote zone={program.zone} now={now} />
    </>
  );
}

/** One quiet line for what is new on other days. */
function Elsewhere({ held, today, next }: { held: Schedule; today: string; next?: string }) {
  const other = held.sessions.filter(
    (one) => changeMarkers.value.has(one.id) && one.id !== next && one.local_date !== today,
  );
  const days = [...new Set(other.map((one) => one.local_date))];
  if (!days[0]) return null;
  const names = days.slice(0, 3).map((day) => sayDay(day, language.value));
  const href = days.length === 1 ? dayAddress(days[0]) : weekAddress(mondayOf(days[0]));
  return (
    <p class="small news-elsewhere">
      <a href={href}>{messages.value.newsOn(sayList(names))}</a>
    </p>
  );
}
