// The schedule, a week at a time, as far as the phone's own copy reaches.
import { useEffect } from 'preact/hooks';
import { absences, refreshAbsences, unsaid } from '../actions/absences';
import {
  keepScheduleFresh,
  refreshSchedule,
  schedule,
  scheduleAsked,
  scheduleFresh,
} from '../actions/refreshSchedule';
import type { Schedule } from '../api/schedule';
import { DayList } from '../parts/DayList';
import { Icon } from '../parts/Icon';
import { back as backShape, forward } from '../parts/icons';
import { sayHours, sayZone } from '../parts/meeting-words';
import { ScreenHead } from '../parts/ScreenHead';
import { Empty, OfflineNote, Skeleton, Trouble } from '../parts/States';
import { goneFrom, weeksWithout } from '../util/absences';
import { addDays, deviceZone, localDay, sayDay } from '../util/dates';
import { isKept, mondayOf, nextMeeting, onDay, sameClock, weeksKept } from '../util/meetings';
import { useNow } from '../util/now';
import { go } from '../util/place';
import { language, words } from '../words';
import { Lately } from './schedule-lately';
import '../styles/schedule.css';

export default function ScheduleScreen({ query }: { query?: URLSearchParams }) {
  useEffect(() => {
    void refreshSchedule();
    void refreshAbsences();
    return keepScheduleFresh();
  }, []);
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
      {held?.program && (
        <Weeks held={held} zone={held.program.zone} wish={query?.get('week')} now={now} />
      )}
    </main>
  );
}

interface WeeksProps {
  held: Schedule;
  zone: string;
  /** The Monday asked for in the address. */
  wish: string | null | undefined;
  now: Date;
}

function Weeks({ held, zone, wish, now }: WeeksProps) {
  const w = words.value.schedule;
  const today = localDay(now, zone);
  const kept = weeksKept(today);
  const monday = wish && kept.includes(wish) ? wish : mondayOf(today);
  const gone = goneFrom(absences.value?.items ?? [], unsaid.value);
  const left = weeksWithout(held.weeks, held.sessions, gone);
  const planned = left.find((one) => one.starts_on === monday);
  return (
    <>
      <Turner kept={kept} monday={monday} today={today} />
      {planned && (
        <p class="sub small week-planned">
          {w.planned(planned.planned_days, sayHours(planned.planned_minutes))}
        </p>
      )}
      <Days held={held} zone={zone} monday={monday} today={today} now={now} gone={gone} />
      {!sameClock(zone, deviceZone(), now) && (
        <p class="sub small week-end">{w.zone(sayZone(zone, now))}</p>
      )}
      <p class="sub small week-end">{w.kept}</p>
      <Lately today={today} now={now} />
    </>
  );
}

function sayWeek(monday: string, today: string): string {
  const w = words.value.schedule;
  const current = mondayOf(today);
  if (monday === current) return w.thisWeek;
  if (monday === addDays(current, 7)) return w.nextWeek;
  return monday < current ? w.lastWeek : w.weekOf(sayDay(monday, language.value));
}

function Turner({ kept, monday, today }: { kept: string[]; monday: string; today: string }) {
  const w = words.value.schedule;
  const at = kept.indexOf(monday);
  const turn = (to: string | undefined) => to && go(`/schedule?week=${to}`, { replace: true });
  return (
    <div class="week-turner">
      <button
        type="button"
        class="icon-button"
        aria-label={w.earlier}
        disabled={at <= 0}
        onClick={() => turn(kept[at - 1])}
      >
        <Icon shape={backShape} />
      </button>
      <h2 aria-live="polite">{sayWeek(monday, today)}</h2>
      <button
        type="button"
        class="icon-button"
        aria-label={w.later}
        disabled={at >= kept.length - 1}
        onClick={() => turn(kept[at + 1])}
      >
        <Icon shape={forward} />
      </button>
    </div>
  );
}

interface DaysProps {
  held: Schedule;
  zone: string;
  monday: string;
  today: string;
  now: Date;
  gone: ReadonlySet<string>;
}

function Days({ held, zone, monday, today, now, gone }: DaysProps) {
  const w = words.value.schedule;
  const next = nextMeeting(
    held.sessions.filter((one) => !gone.has(one.id)),
    now,
  )?.id;
  const days = Array.from({ length: 7 }, (_, i) => addDays(monday, i)).filter((day) =>
    isKept(day, today),
  );
  const shown = days.filter((day) => day === today || onDay(held.sessions, day).length > 0);
  if (shown.length === 0) return <Empty title={w.nothingThisWeek} />;
  return (
    <>
      {shown.map((day) => {
        const meetings = onDay(held.sessions, day);
        return (
          <section key={day} class={day < today ? 'day over' : 'day'}>
            <h2>
              {sayDay(day, language.value)}
              {day === today && <span class="day-mark">{w.today}</span>}
            </h2>
            {meetings.length > 0 ? (
              <DayList meetings={meetings} zone={zone} now={now} next={next} gone={gone} />
            ) : (
              <p class="sub">{w.nothingThisDay}</p>
            )}
          </section>
        );
      })}
    </>
  );
}
