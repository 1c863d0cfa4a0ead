// Today: the next thing first, then the day, then the week. Before the first day one card stands here, and after
// completion the home of the time after. All of it from the phone's own copy.

import { useEffect } from 'preact/hooks';
import { absences, refreshAbsences } from '../actions/absences';
import { daysOnToday } from '../actions/daysOnToday';
import { showed } from '../actions/news';
import {
  keepScheduleFresh,
  refreshSchedule,
  schedule,
  scheduleAsked,
  scheduleFresh,
} from '../actions/refreshSchedule';
import { completed } from '../actions/session';
import type { Schedule } from '../api/schedule';
import { Icon } from '../parts/Icon';
import { person } from '../parts/icons';
import { Later } from '../parts/Later';
import { ScreenHead } from '../parts/ScreenHead';
import { Empty, OfflineNote, Skeleton, Trouble } from '../parts/States';
import { deviceZone, localDay, sayDay } from '../util/dates';
import { kept } from '../util/keep';
import { partOfDay } from '../util/meetings';
import { useNow } from '../util/now';
import { useOnScreen } from '../util/on-screen';
import { language, words } from '../words';
import { DayOrFirst } from './today-day';
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
  useOnScreen(showed);
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
  return <DayOrFirst {...known} />;
}
