// What Today shows of the schedule: what is next, the day and the week; until the first day has begun, the card of that day.
import { language } from '../../i18n';
import { addDays, sayDay } from '../../lib/dates';
import { Later } from '../../ui/later';
import { Empty, Skeleton } from '../../ui/states';
import { gone, weeksWithout } from '../absences';
import {
  Coming,
  changeMarkers,
  DayList,
  dayAddress,
  type Enrollment,
  hasBegun,
  isExpected,
  lineToCall,
  mondayOf,
  nextMeeting,
  onDay,
  type Program,
  reachOf,
  type Schedule,
  sayList,
  sayWhoseClock,
  messages as scheduleMessages,
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
  return (
    <>
      {next ? (
        <NextCard
          meeting={next}
          zone={program.zone}
          today={today}
          now={now}
          line={lineToCall(program.phones, now)}
          marker={changeMarkers.value.get(next.id)}
        />
      ) : (
        <NothingAhead held={held} today={today} />
      )}
      <Elsewhere held={held} today={today} next={next?.id} />
      <h2>{w.day}</h2>
      {todays.length > 0 ? (
        <DayList
          meetings={todays}
          zone={program.zone}
          now={now}
          next={next?.id}
          gone={gone.value}
          changeMarkers={changeMarkers.value}
        />
      ) : (
        <p class="sub">{w.nothingToday}</p>
      )}
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

/** Nothing is planned, or an old copy simply does not reach further: those are two things. */
function NothingAhead({ held, today }: { held: Schedule; today: string }) {
  const { end } = reachOf(held, today);
  if (end < addDays(today, 13))
    return (
      <Empty title={scheduleMessages.value.notKnown}>
        <p class="sub">{scheduleMessages.value.knownUntil(sayDay(end, language.value))}</p>
      </Empty>
    );
  return (
    <Empty title={messages.value.nothingAhead}>
      <p class="sub">{messages.value.nothingAheadAbout}</p>
    </Empty>
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
