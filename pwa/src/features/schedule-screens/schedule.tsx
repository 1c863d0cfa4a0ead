// The schedule: a day, a week, or the weeks to come, each at its own address. Drawn from the phone's own copy; what lies
// beyond it is asked for when somebody looks there, and without a connection the screen says how far this phone knows.
import './schedule.css';
import { useEffect } from 'preact/hooks';
import { language } from '../../i18n';
import { localDay, sayDay } from '../../lib/dates';
import { useNow } from '../../ui/now';
import { useOnScreen } from '../../ui/on-screen';
import { ScreenHead } from '../../ui/screen-head';
import { Empty, OfflineNote, Skeleton, Trouble } from '../../ui/states';
import { gone, Lately, refreshAbsences, weeksWithout } from '../absences';
import {
  joined,
  keepScheduleFresh,
  lastDay,
  later,
  laterUnreached,
  lookFurther,
  neighbours,
  nextMeeting,
  reachOf,
  refreshSchedule,
  type Schedule,
  sayWhoseClock,
  schedule,
  scheduleAsked,
  scheduleFresh,
  messages as scheduleMessages,
  showed,
  type View,
  viewOf,
} from '../schedule';
import { DayView } from './day';
import { WeekView, weekToOpen } from './week';
import { WeeksView } from './weeks';
export default function ScheduleScreen({ query }: { query?: URLSearchParams }) {
  useEffect(() => {
    void refreshSchedule();
    void refreshAbsences();
    return keepScheduleFresh();
  }, []);
  useOnScreen(showed);
  const now = useNow();
  const held = schedule.value;
  const w = scheduleMessages.value;
  return (
    <main class="screen">
      <ScreenHead title={w.title} over={held?.enrollment?.track_name} />
      {held && !scheduleFresh.value && <OfflineNote />}
      {!held &&
        (scheduleAsked.value ? (
          <Trouble title={w.notReached} detail={w.notReachedAbout} onRetry={refreshSchedule} />
        ) : (
          <Skeleton lines={5} />
        ))}
      {held && !held.program && (
        <Empty title={w.noProgram}>
          <p class="sub">{w.noProgramAbout}</p>
        </Empty>
      )}
      {held?.program && <Views held={held} zone={held.program.zone} query={query} now={now} />}
    </main>
  );
}

interface ViewsProps {
  held: Schedule;
  zone: string;
  query: URLSearchParams | undefined;
  now: Date;
}

function Views({ held, zone, query, now }: ViewsProps) {
  const today = localDay(now, zone);
  const near = reachOf(held, today);
  const view = viewOf(query, today, weekToOpen(near, today));
  const last = lastDay(view, today);
  const beyond = last > near.end;
  const fresh = scheduleFresh.value;
  // Once more whenever the phone's copy was renewed, and when the connection is back.
  useEffect(() => {
    if (beyond) void lookFurther(today);
  }, [beyond, today, fresh, held]);
  const reach = joined(near, later.value);
  const there = reach.sessions.filter((one) => !gone.value.has(one.id));
  const shown = {
    reach: { ...reach, weeks: weeksWithout(reach.weeks, reach.sessions, gone.value) },
    next: nextMeeting(there, now)?.id,
    gone: gone.value,
    waiting: beyond && !later.value && !laterUnreached.value,
    zone,
    today,
    now,
  };
  const w = scheduleMessages.value;
  const note = sayWhoseClock(zone, now);
  return (
    <>
      <Switch view={view} today={today} />
      {view.name === 'day' && <DayView {...shown} day={view.day} />}
      {view.name === 'week' && <WeekView {...shown} monday={view.monday} />}
      {view.name === 'weeks' && <WeeksView {...shown} />}
      {note && <p class="sub small week-end">{note}</p>}
      {last <= shown.reach.end && (
        <p class="sub small week-end">{w.kept(sayDay(near.end, language.value))}</p>
      )}
      <Lately today={today} now={now} />
    </>
  );
}

function Switch({ view, today }: { view: View; today: string }) {
  const w = scheduleMessages.value.views;
  const to = neighbours(view, today);
  return (
    <nav class="view-switch" aria-label={w.label}>
      {(['day', 'week', 'weeks'] as const).map((name) => (
        <a key={name} href={to[name]} aria-current={name === view.name ? 'page' : undefined}>
          {w[name]}
        </a>
      ))}
    </nav>
  );
}
