// The schedule: a day, a week, or the weeks to come, each at its own address. Drawn from the phone's own copy; what lies
// beyond it is asked for when somebody looks there, and without a connection the screen says how far this phone knows.
import { useEffect } from 'preact/hooks';
import { gone, refreshAbsences } from '../actions/absences';
import { later, laterUnreached, lookFurther } from '../actions/laterWeeks';
import { showed } from '../actions/news';
import {
  keepScheduleFresh,
  refreshSchedule,
  schedule,
  scheduleAsked,
  scheduleFresh,
} from '../actions/refreshSchedule';
import type { Schedule } from '../api/schedule';
import { sayZone } from '../parts/meeting-words';
import { ScreenHead } from '../parts/ScreenHead';
import { Empty, OfflineNote, Skeleton, Trouble } from '../parts/States';
import { weeksWithout } from '../util/absences';
import { deviceZone, localDay, sayDay } from '../util/dates';
import { nextMeeting, sameClock } from '../util/meetings';
import { useNow } from '../util/now';
import { useOnScreen } from '../util/on-screen';
import { joined, reachOf } from '../util/reach';
import { lastDay, neighbours, type View, viewOf } from '../util/views';
import { language, words } from '../words';
import { DayView } from './schedule-day';
import { Lately } from './schedule-lately';
import { WeekView } from './schedule-week';
import { WeeksView } from './schedule-weeks';
import '../styles/schedule.css';

export default function ScheduleScreen({ query }: { query?: URLSearchParams }) {
  useEffect(() => {
    void refreshSchedule();
    void refreshAbsences();
    return keepScheduleFresh();
  }, []);
  useOnScreen(showed);
  const now = useNow();
  const held = schedule.value;
  const w = words.value.schedule;
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
  const view = viewOf(query, today);
  const near = reachOf(held, today);
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
  const w = words.value.schedule;
  return (
    <>
      <Switch view={view} today={today} />
      {view.name === 'day' && <DayView {...shown} day={view.day} />}
      {view.name === 'week' && <WeekView {...shown} monday={view.monday} />}
      {view.name === 'weeks' && <WeeksView {...shown} />}
      {!sameClock(zone, deviceZone(), now) && (
        <p class="sub small week-end">{w.zone(sayZone(zone, now))}</p>
      )}
      {last <= shown.reach.end && (
        <p class="sub small week-end">{w.kept(sayDay(near.end, language.value))}</p>
      )}
      <Lately today={today} now={now} />
    </>
  );
}

function Switch({ view, today }: { view: View; today: string }) {
  const w = words.value.schedule.views;
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
