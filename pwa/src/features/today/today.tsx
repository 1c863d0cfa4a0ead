// Today: the next thing first, then the day, then the week. Before the first day one card stands here, and after
// completion the home of the time after. All of it from the phone's own copy.
import './today.css';
import { useEffect } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, localDay, sayDay } from '../../lib/dates';
import { readPushWanted } from '../../offline/push-wish';
import { session } from '../../offline/session';
import { completed } from '../../offline/sign-in';
import { Icon } from '../../ui/icon';
import { person } from '../../ui/icons';
import { Later } from '../../ui/later';
import { useNow } from '../../ui/now';
import { useOnScreen } from '../../ui/on-screen';
import { ScreenHead } from '../../ui/screen-head';
import { Empty, OfflineNote, Skeleton, Trouble } from '../../ui/states';
import { absences, gone, openAbsences, refreshAbsences, unsent } from '../absences';
import {
  keepScheduleFresh,
  openSchedule,
  partOfDay,
  refreshSchedule,
  type Schedule,
  schedule,
  scheduleAsked,
  scheduleFresh,
  messages as scheduleMessages,
  showed,
} from '../schedule';
import { DayOrFirst } from './day';
import { daysOnToday } from './days-switch';
import { messages } from './messages';

export const ready = () => Promise.all([openSchedule(), openAbsences()]);

export default function Today() {
  useEffect(() => {
    void refreshSchedule();
    void refreshAbsences();
    return keepScheduleFresh();
  }, []);
  return completed.value ? <AfterHome /> : <DuringProgram />;
}

const afterHome = () => import('../alumni/home');
const accountNotes = () => import('../account/today-notes');
const callAsked = () => import('../calls/asked');
const urgeAsk = () => import('../urge/today-card');
const leaveNote = () => import('./leave-note');
const away = () => import('../absences/today-card');
/** Comes along only on phones that have reminders on, and shows itself only while they do not arrive. */
const remindersNote = async () =>
  (await readPushWanted(session.peek())) ? import('../reminders/today-note') : null;
/** Only for those who switched their days on. */
const days = async () => ((await daysOnToday()) ? import('../recovery/today-card') : null);

/** The home after completion arrives only for those who need it. */
function AfterHome() {
  const waiting = (
    <main class="screen">
      <Skeleton tall />
    </main>
  );
  return <Later first load={afterHome} instead={waiting} />;
}

/** What was said of today and of days ahead, what was asked for instead, and one quiet line after a missed one; mostly nothing. */
function Away() {
  return absences.value?.missed || gone.value.size + unsent.value ? <Later load={away} /> : null;
}

function DuringProgram() {
  const now = useNow();
  useOnScreen(showed);
  const held = schedule.value;
  const zone = held?.program?.zone ?? deviceZone();
  const today = localDay(now, zone);
  return (
    <main class="screen">
      <ScreenHead
        over={sayDay(today, language.value)}
        title={messages.value.greeting[partOfDay(now, deviceZone())]}
      >
        <a class="icon-button tinted" href="/settings" aria-label={common.value.settings}>
          <Icon shape={person} size={22} />
        </a>
      </ScreenHead>
      {held && !scheduleFresh.value && <OfflineNote />}
      <Later load={remindersNote} />
      <Later load={accountNotes} />
      <Later load={callAsked} />
      <Later load={urgeAsk} />
      <Away />
      {held?.enrollment?.leave ? (
        <Later key="leave" first load={leaveNote} />
      ) : (
        <Body held={held} today={today} now={now} />
      )}
      <Later load={days} />
    </main>
  );
}

function Body({ held, today, now }: { held: Schedule | null; today: string; now: Date }) {
  const w = scheduleMessages.value;
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
