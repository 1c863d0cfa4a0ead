// What the three views of the schedule share: what they are given, and what stands where the phone does not know.
import { language } from '../../i18n';
import { addDays, sayDay } from '../../lib/dates';
import { Empty, Skeleton } from '../../ui/states';
import { mondayOf, type Reach, type Session, messages as scheduleMessages } from '../schedule';
export interface Shown {
  reach: Reach<Session>;
  /** Days beyond the phone's copy were asked for and have not come yet. */
  waiting: boolean;
  /** The next meeting one comes to, and those one does not come to. */
  next?: string;
  gone: ReadonlySet<string>;
  zone: string;
  today: string;
  now: Date;
}

/** Days this phone does not know: they are on their way, or it says how far it knows. */
export function Unknown({ reach, waiting }: Pick<Shown, 'reach' | 'waiting'>) {
  const w = scheduleMessages.value;
  if (waiting) return <Skeleton lines={2} />;
  return (
    <Empty title={w.notKnown}>
      <p class="sub">{w.knownUntil(sayDay(reach.end, language.value))}</p>
    </Empty>
  );
}

/** "This week", "Next week", "Week of Monday, March 23" */
export function sayWeek(monday: string, today: string): string {
  const w = scheduleMessages.value;
  const current = mondayOf(today);
  if (monday === current) return w.thisWeek;
  if (monday === addDays(current, 7)) return w.nextWeek;
  return monday < current ? w.lastWeek : w.weekOf(sayDay(monday, language.value));
}
