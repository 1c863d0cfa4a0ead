// What Today shows when nothing of today is left: how it is, and the next day one comes with everything on it. Today asks for
// it only then.
import './next-day.css';
import { language } from '../../i18n';
import { addDays, localDay, sayDay } from '../../lib/dates';
import { Card } from '../../ui/card';
import { Later } from '../../ui/later';
import { useNow } from '../../ui/now';
import { Empty } from '../../ui/states';
import { gone } from '../absences';
import {
  changeMarkers,
  DayList,
  dayAddress,
  nextMeeting,
  onDay,
  placeOf,
  reachOf,
  type Schedule,
  type Session,
  saySpan,
  schedule,
  messages as scheduleMessages,
  Ways,
} from '../schedule';
import { asksNow, visitOf } from './evening';
import { messages } from './messages';

const ask = () => import('../checkins/today-ask');

export default function NextDay() {
  const now = useNow();
  const held = schedule.value;
  if (!held?.program) return null;
  const today = localDay(now, held.program.zone);
  const there = held.sessions.filter((one) => !gone.value.has(one.id));
  const next = nextMeeting(there, now);
  return (
    <div class="next-day">
      {asksNow(onDay(there, today), now) && (
        <Later first load={ask} instead={<div class="ask-space" />} />
      )}
      {onDay(held.sessions, today).length === 0 && (
        <p class="sub">{messages.value.nextDay.nothingToday}</p>
      )}
      {next ? (
        <Visit held={held} first={visitOf(there, next)} today={today} now={now} />
      ) : (
        <NothingAhead held={held} today={today} />
      )}
    </div>
  );
}

interface VisitProps {
  held: Schedule;
  /** The first session of that day, until the end of the last. */
  first: Session;
  today: string;
  now: Date;
}

/** "Tomorrow, 3:30 PM to 6:45 PM, Room 2", and its segments. */
function Visit({ held, first, today, now }: VisitProps) {
  const w = scheduleMessages.value;
  const { program } = held;
  if (!program) return null;
  const day = first.local_date;
  const when = day === addDays(today, 1) ? w.tomorrow : sayDay(day, language.value);
  const where = placeOf(first) ?? (first.join_url ? w.online : null);
  return (
    <>
      <Card tone="next" label={w.at(when, saySpan(first))}>
        <p class="sub">{when}</p>
        <h2>
          <a class="bare-link" href={dayAddress(day)}>
            {saySpan(first)}
          </a>
        </h2>
        {where && <p>{where}</p>}
        <Ways id={first.id} program={program} now={now} />
      </Card>
      <DayList
        meetings={onDay(held.sessions, day)}
        zone={program.zone}
        now={now}
        gone={gone.value}
        changeMarkers={changeMarkers.value}
      />
    </>
  );
}

/** Nothing is planned, or an old copy simply does not reach further: those are two things. */
function NothingAhead({ held, today }: { held: Schedule; today: string }) {
  const w = messages.value.nextDay;
  const { end } = reachOf(held, today);
  if (end < addDays(today, 13))
    return (
      <Empty title={scheduleMessages.value.notKnown}>
        <p class="sub">{scheduleMessages.value.knownUntil(sayDay(end, language.value))}</p>
      </Empty>
    );
  return (
    <Empty title={w.nothingAhead}>
      <p class="sub">{w.nothingAheadAbout}</p>
    </Empty>
  );
}
