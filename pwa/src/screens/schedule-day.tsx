// One day: everything in order, or plainly nothing and when the next thing is.
import { news } from '../actions/news';
import { DayList } from '../parts/DayList';
import { sayStart } from '../parts/meeting-words';
import { Empty } from '../parts/States';
import { Turner } from '../parts/Turner';
import { addDays, sayDay, sayShortDay } from '../util/dates';
import { nextMeeting, onDay } from '../util/meetings';
import { go } from '../util/place';
import { daysOpen, knows } from '../util/reach';
import { dayAddress } from '../util/views';
import { language, words } from '../words';
import { type Shown, Unknown } from './schedule-parts';

export function DayView(props: Shown & { day: string }) {
  const { reach, zone, today, now, day } = props;
  const w = words.value.schedule;
  const [first, last] = daysOpen(today);
  const turn = (to: string) => () => go(dayAddress(to), { replace: true });
  const meetings = onDay(reach.sessions, day);
  const said = sayDay(day, language.value);
  return (
    <>
      <Turner
        title={day === today ? w.at(w.today, sayShortDay(day, language.value)) : said}
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
          news={news.value}
        />
      ) : (
        <Nothing {...props} />
      )}
    </>
  );
}

function Nothing({ reach, now, day }: Shown & { day: string }) {
  const w = words.value.schedule;
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
