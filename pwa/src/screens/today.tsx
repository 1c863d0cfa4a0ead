// Today: the next thing first, then the day, then the week. Before the first day one card stands here, and after
// completion the home of the time after. All of it from the phone's own copy.

import { useEffect } from 'preact/hooks';
import { absences, refreshAbsences, unsaid } from '../actions/absences';
import { daysOnToday } from '../actions/daysOnToday';
import {
  keepScheduleFresh,
  refreshSchedule,
  schedule,
  scheduleAsked,
  scheduleFresh,
} from '../actions/refreshSchedule';
import { completed } from '../actions/session';
import type { Enrollment, Program, Schedule } from '../api/schedule';
import { DayList } from '../parts/DayList';
import { FirstDayCard } from '../parts/FirstDayCard';
import { Icon } from '../parts/Icon';
import { person } from '../parts/icons';
import { Later } from '../parts/Later';
import { sayStart, sayZone } from '../parts/meeting-words';
import { NextCard } from '../parts/NextCard';
import { ScreenHead } from '../parts/ScreenHead';
import { Empty, OfflineNote, Skeleton, Trouble } from '../parts/States';
import { goneFrom, weeksWithout } from '../util/absences';
import { addDays, deviceZone, localDay, sayDay } from '../util/dates';
import { kept } from '../util/keep';
import { firstMeeting, nextMeeting, onDay, partOfDay, sameClock } from '../util/meetings';
import { useNow } from '../util/now';
import { language, words } from '../words';
import { Week } from './today-week';
import '../styles/today.css';

export default function Today() {
  useEffect(() => {
    void refreshSchedule();
    void refreshAbsences();
    return keepScheduleFresh();
  }, []);
  return completed.value ? <AfterHome /> : <DuringProgram />;
}

const nothing = Promise.resolve(null);
const afterHome = () => import('./after-home');
const urgeAsk = () => import('./urge-ask');
const away = () => import('./today-away');
/** Comes along only on phones that have reminders on, and shows itself only while they do not arrive. */
const remindersNote = () => (kept('push') === 'on' ? import('./today-reminders') : nothing);
/** Only for those who switched their days on. */
const days = async () => ((await daysOnToday()) ? import('./today-days') : null);

/** The home after completion arrives only for those who need it. */
function AfterHome() {
  const waiting = (
    <main class="screen">
      <Skeleton tall />
    </main>
  );
  return <Later load={afterHome} instead={waiting} />;
}

/** What was asked for in place of another meeting, and one quiet line after a missed one; mostly nothing. */
function Away() {
  const held = absences.value;
  const wanted = held?.missed || held?.items.some((one) => one.make_up);
  return wanted ? <Later load={away} /> : null;
}

function DuringProgram() {
  const now = useNow();
  const held = schedule.value;
  const zone = held?.program?.zone ?? deviceZone();
  const today = localDay(now, zone);
  const w = words.value;
  return (
    <main class="screen">
      <ScreenHead
        over={sayDay(today, language.value)}
        title={w.today.greeting[partOfDay(now, deviceZone())]}
      >
        <a class="icon-button tinted" href="/settings" aria-label={w.common.settings}>
          <Icon shape={person} size={22} />
        </a>
      </ScreenHead>
      {held && !scheduleFresh.value && <OfflineNote />}
      <Later load={remindersNote} />
      <Later load={urgeAsk} />
      <Away />
      <Body held={held} today={today} now={now} />
      <Later load={days} />
    </main>
  );
}

function Body({ held, today, now }: { held: Schedule | null; today: string; now: Date }) {
  const w = words.value.schedule;
  if (!held)
    return scheduleAsked.value ? (
      <Trouble title={w.notReached} detail={w.notReachedAbout} onRetry={refreshSchedule} />
    ) : (
      <Skeleton tall lines={4} />
    );
  if (!held.program || !held.enrollment)
    return (
      <Empty title={w.noProgram}>
        <p class="sub">{w.noProgramAbout}</p>
      </Empty>
    );
  const known = { held, program: held.program, enrollment: held.enrollment, today, now };
  return today < held.enrollment.starts_on ? <BeforeFirstDay {...known} /> : <Day {...known} />;
}

interface Known {
  held: Schedule;
  program: Program;
  enrollment: Enrollment;
  today: string;
  now: Date;
}

function ZoneNote({ zone, now }: { zone: string; now: Date }) {
  if (sameClock(zone, deviceZone(), now)) return null;
  return <p class="sub small zone-note">{words.value.schedule.zone(sayZone(zone, now))}</p>;
}

function BeforeFirstDay({ held, program, enrollment, today, now }: Known) {
  const w = words.value.today.firstDay;
  const first = firstMeeting(held.sessions, now);
  // The first day one is expected, which can come after the day the enrollment begins.
  const begins = first?.local_date ?? enrollment.starts_on;
  const day = sayDay(begins, language.value);
  const card = enrollment.first_day;
  const when = first ? words.value.schedule.at(day, sayStart(first)) : day;
  return (
    <>
      <h2>{addDays(today, 1) === begins ? w.tomorrow : w.over(day)}</h2>
      <FirstDayCard
        when={when}
        where={card?.where ?? first?.place ?? program.address ?? program.name}
        door={card?.door ?? null}
        bring={card?.bring ?? []}
        askFor={card?.ask_for ?? first?.with_name ?? program.name}
        joinUrl={card?.join_url ?? null}
        number={program.phones[0]?.number}
      />
      <ZoneNote zone={program.zone} now={now} />
    </>
  );
}

function Day({ held, program, enrollment, today, now }: Known) {
  const w = words.value.today;
  const gone = goneFrom(absences.value?.items ?? [], unsaid.value);
  const next = nextMeeting(
    held.sessions.filter((one) => !gone.has(one.id)),
    now,
  );
  const todays = onDay(held.sessions, today);
  const number = program.phones[0]?.number;
  return (
    <>
      {next ? (
        <NextCard meeting={next} zone={program.zone} today={today} now={now} number={number} />
      ) : (
        <Empty title={w.nothingAhead}>
          <p class="sub">{w.nothingAheadAbout}</p>
        </Empty>
      )}
      <h2>{w.day}</h2>
      {todays.length > 0 ? (
        <DayList meetings={todays} zone={program.zone} now={now} next={next?.id} gone={gone} />
      ) : (
        <p class="sub">{w.nothingToday}</p>
      )}
      <Week
        held={{ ...held, weeks: weeksWithout(held.weeks, held.sessions, gone) }}
        enrollment={enrollment}
        today={today}
        now={now}
      />
      <ZoneNote zone={program.zone} now={now} />
    </>
  );
}
