// Today: the next thing first, then the day, then the week. Before the first day one card stands here, and after
// completion the home of the time after. All of it from the phone's own copy.

import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
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
import { sayStart, sayZone } from '../parts/meeting-words';
import { NextCard } from '../parts/NextCard';
import { ScreenHead } from '../parts/ScreenHead';
import { Empty, OfflineNote, Skeleton, Trouble } from '../parts/States';
import { addDays, deviceZone, localDay, sayDay } from '../util/dates';
import { kept } from '../util/keep';
import { firstMeeting, nextMeeting, onDay, partOfDay, sameClock } from '../util/meetings';
import { useNow } from '../util/now';
import { language, withWords, words } from '../words';
import { Week } from './today-week';
import '../styles/today.css';

export default function Today() {
  useEffect(() => {
    void refreshSchedule();
    return keepScheduleFresh();
  }, []);
  return completed.value ? <AfterHome /> : <DuringProgram />;
}

/** The home after completion arrives only for those who need it. */
function AfterHome() {
  const [view, show] = useState<{ Home: ComponentType } | null>(null);
  useEffect(() => {
    let here = true;
    void withWords(import('./after-home')).then((module) => here && show({ Home: module.default }));
    return () => {
      here = false;
    };
  }, []);
  if (view) return <view.Home />;
  return (
    <main class="screen">
      <Skeleton tall />
    </main>
  );
}

/** Comes along only on phones that have reminders on, and shows itself only while they do not arrive. */
function RemindersNote() {
  const [view, show] = useState<{ Note: ComponentType } | null>(null);
  useEffect(() => {
    if (kept('push') !== 'on') return;
    let here = true;
    void withWords(import('./today-reminders')).then(
      (module) => here && show({ Note: module.default }),
    );
    return () => {
      here = false;
    };
  }, []);
  return view && <view.Note />;
}

/** Only for those who switched their days on. */
function DaysOnToday() {
  const [view, show] = useState<{ Days: ComponentType } | null>(null);
  useEffect(() => {
    let here = true;
    void daysOnToday()
      .then((on) => (on ? withWords(import('./today-days')) : null))
      .then((module) => here && module && show({ Days: module.default }));
    return () => {
      here = false;
    };
  }, []);
  return view && <view.Days />;
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
      <RemindersNote />
      <UrgeAsk />
      <Body held={held} today={today} now={now} />
      <DaysOnToday />
    </main>
  );
}

/** The question of half an hour later; it arrives after the first drawing, and mostly has nothing to ask. */
function UrgeAsk() {
  const [view, show] = useState<{ Ask: ComponentType } | null>(null);
  useEffect(() => {
    let here = true;
    withWords(import('./urge-ask'))
      .then((module) => here && show({ Ask: module.default }))
      .catch(() => undefined);
    return () => {
      here = false;
    };
  }, []);
  return view && <view.Ask />;
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
  const next = nextMeeting(held.sessions, now);
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
        <DayList meetings={todays} zone={program.zone} now={now} next={next?.id} />
      ) : (
        <p class="sub">{w.nothingToday}</p>
      )}
      <Week held={held} enrollment={enrollment} today={today} now={now} />
      <ZoneNote zone={program.zone} now={now} />
    </>
  );
}
