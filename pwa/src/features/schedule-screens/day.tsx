// One day: everything in order, or plainly nothing and when the next thing is.
import { language } from '../../i18n';
import { addDays, sayDay, sayShortDay } from '../../lib/dates';
import { go } from '../../lib/location';
import { Empty } from '../../ui/states';
import {
  changeMarkers,
  DayList,
  dayAddress,
  daysOpen,
  knows,
  nextMeeting,
  onDay,
  sayStart,
  messages as scheduleMessages,
} from '../schedule';
import { type Shown, Unknown } from './reach-notes';
import { Turner } from './turner';
export function DayView(props: Shown & { day: string }) {
  const { reach, zone, today, now, day } = props;
  const w = scheduleMessages.value;
  const [first, last] = daysOpen(today);
  const turn = (to: string) => () => go(dayAddress(to), { replace: true });
  const meetings = onDay(reach.sessions, day);
  const named = sayDay(day, language.value);
  return (
    <>
      <Turner
        title={day === today ? w.at(w.today, sayShortDay(day, language.value)) : named}
        earlier={w.dayBefore}
        later={w.dayAfter}
        onEarlier={day > first ? turn(addDays(day, -1)) : undefined}
        onLater={day < last ? turn(addDays(day, 1)) : undefined}
      />
      {!knows(reach, day) ? (
        <Unknown {...props} />
      ) : meetings.length > 0 ? (
        <DayList
          meetings={meetings}
          zone={zone}
          now={now}
          next={props.next}
          gone={props.gone}
          changeMarkers={changeMarkers.value}
        />
      ) : (
        <Nothing {...props} />
      )}
    </>
  );
}

function Nothing({ reach, now, day }: Shown & { day: string }) {
  const w = scheduleMessages.value;
  const next = nextMeeting(
    reach.sessions.filter((one) => one.local_date > day),
    now,
  );
  return (
    <Empty title={w.nothingThisDay}>
      {next && (
        <a href={dayAddress(next.local_date)}>
          {w.nextIs(w.at(sayDay(next.local_date, language.value), sayStart(next)))}
        </a>
      )}
    </Empty>
  );
}
