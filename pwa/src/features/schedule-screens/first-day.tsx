// Until the first session of the first day begins there is one card and nothing else: where, when, which door, what to bring,
// whom to ask for. Today asks for it only then.
import './first-day.css';
import { useState } from 'preact/hooks';
import { language } from '../../i18n';
import { addDays, localDay, sayDay } from '../../lib/dates';
import { callAddress } from '../../lib/dial';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { phone as phoneShape, place as placeShape, video } from '../../ui/icons';
import { useNow } from '../../ui/now';
import { gone } from '../absences';
import {
  changeMarkers,
  DayList,
  firstMeeting,
  firstPlace,
  lineToCall,
  mapAddress,
  onDay,
  sayLine,
  sayStart,
  sayWhoseClock,
  schedule,
  messages as scheduleMessages,
} from '../schedule';
import { messages } from './messages';

export default function BeforeFirstDay() {
  const now = useNow();
  const held = schedule.value;
  const program = held?.program;
  const enrollment = held?.enrollment;
  if (!program || !enrollment) return null;
  const w = messages.value.firstDay;
  const today = localDay(now, program.zone);
  const first = firstMeeting(held.sessions, now);
  // The first day one is expected, which can come after the day the enrollment begins.
  const begins = first?.local_date ?? enrollment.starts_on;
  const day = sayDay(begins, language.value);
  const card = enrollment.first_day;
  const when = first ? scheduleMessages.value.at(day, sayStart(first)) : day;
  const where = card?.where ?? first?.place ?? program.address ?? program.name;
  const joinUrl = card?.join_url ?? null;
  const todays = onDay(held.sessions, today);
  const note = sayWhoseClock(program.zone, now);
  const line = lineToCall(program.phones, now);
  const title =
    begins === today ? w.today : begins === addDays(today, 1) ? w.tomorrow : w.over(day);
  return (
    <>
      <h2>{title}</h2>
      <FirstDayCard
        when={when}
        where={where}
        door={card?.door ?? null}
        bring={card?.bring ?? []}
        askFor={card?.ask_for ?? first?.with_name ?? program.name}
        joinUrl={joinUrl}
        way={mapAddress(firstPlace(program.address, where, joinUrl !== null))}
        line={line}
        lineNow={line && sayLine(line, program.zone, now)}
        session={first?.id}
      />
      {begins === today && todays.length > 0 && (
        <>
          <h2>{scheduleMessages.value.today}</h2>
          <DayList
            meetings={todays}
            zone={program.zone}
            now={now}
            gone={gone.value}
            changeMarkers={changeMarkers.value}
          />
        </>
      )}
      {note && <p class="sub small zone-note">{note}</p>}
    </>
  );
}

interface FirstDayCardProps {
  /** "Monday, November 23, 4:00 PM" */
  when: string;
  where: string;
  door: string | null;
  bring: readonly string[];
  askFor: string;
  joinUrl: string | null;
  /** Where the phone's maps are told to look. */
  way: string | null;
  /** The program's line that answers now, or next, and what is said of it. */
  line?: { number: string };
  lineNow?: string;
  /** The id of the first session, where there is one. */
  session?: string;
}

function FirstDayCard(props: FirstDayCardProps) {
  const w = messages.value.firstDay;
  return (
    <Card tone="next" label={w.title}>
      <p class="first-day-come">{w.come}</p>
      <dl class="first-day">
        <Fact name={w.when}>{props.when}</Fact>
        <Fact name={w.where}>{props.where}</Fact>
        {props.door && <Fact name={w.door}>{props.door}</Fact>}
        {props.bring.length > 0 && (
          <Fact name={w.bring}>
            <ul>
              {props.bring.map((thing) => (
                <li key={thing}>{thing}</li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name={w.ask}>{props.askFor}</Fact>
      </dl>
      {(props.joinUrl || props.way || props.line) && (
        <div class="row">
          {props.joinUrl && (
            <ButtonLink look="on-accent" icon={video} href={props.joinUrl} away>
              {w.join}
            </ButtonLink>
          )}
          {props.way && (
            <ButtonLink look="ghost" icon={placeShape} href={props.way} away>
              {scheduleMessages.value.directions}
            </ButtonLink>
          )}
          {props.line && (
            <ButtonLink look="ghost" icon={phoneShape} href={callAddress(props.line.number)}>
              {scheduleMessages.value.call}
            </ButtonLink>
          )}
        </div>
      )}
      {props.lineNow && <p class="sub small line-now">{props.lineNow}</p>}
      {props.session && <LateOrNot askFor={props.askFor} session={props.session} />}
    </Card>
  );
}

/** Two things one may have to say, as equals. Being late needs nobody's answer: what to do is said at once. */
function LateOrNot({ askFor, session }: { askFor: string; session: string }) {
  const w = messages.value.firstDay;
  const [late, setLate] = useState(false);
  return (
    <>
      <div class="row first-day-may">
        <Button look="ghost" pressed={late} onClick={() => setLate(!late)}>
          {w.late}
        </Button>
        <ButtonLink look="ghost" href={`/schedule/${session}?say=away`}>
          {w.cannot}
        </ButtonLink>
      </div>
      <p role="status">{late && w.lateAbout(askFor)}</p>
    </>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt class="sub small">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
