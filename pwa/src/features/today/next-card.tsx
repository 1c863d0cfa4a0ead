// The one coloured card of Today: what is next, where, and the two things one may want to do about it.
import { language } from '../../i18n';
import { sayClock, sayDay } from '../../lib/dates';
import { callAddress } from '../../lib/dial';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { phone as phoneShape, video } from '../../ui/icons';
import { ChangeMarkerText } from '../../ui/session-row';
import {
  type ChangeMarker,
  hasBegun,
  type Program,
  placeOf,
  type SaidMeeting,
  sayChange,
  sayChangeMarker,
  sayLine,
  sayStart,
  sayWhere,
  messages as scheduleMessages,
} from '../schedule';
import { messages } from './messages';

interface NextCardProps {
  meeting: SaidMeeting;
  zone: string;
  today: string;
  now: Date;
  /** The program's line that answers now, or next. */
  line?: Program['phones'][number];
  marker?: ChangeMarker;
}

function sayWhen({ meeting, today, now }: NextCardProps): string {
  const w = messages.value;
  if (hasBegun(meeting, now)) return w.nowUntil(sayClock(meeting.ends_local, language.value));
  if (meeting.local_date === today) return w.nextAt(sayStart(meeting));
  return w.nextOn(sayDay(meeting.local_date, language.value), sayStart(meeting));
}

export function NextCard(props: NextCardProps) {
  const { meeting, zone, line, now } = props;
  const w = scheduleMessages.value;
  const change = sayChange(meeting, zone);
  const word = sayChangeMarker(props.marker);
  return (
    <Card tone="next" label={sayWhen(props)}>
      <p class="sub">{sayWhen(props)}</p>
      <h2>
        <a class="bare-link" href={`/schedule/${meeting.id}`}>
          {meeting.title}
        </a>
      </h2>
      <p>{sayWhere(meeting)}</p>
      {change && <p class="next-change">{change}</p>}
      {word && (
        <p>
          <ChangeMarkerText id={meeting.id} word={word} />
        </p>
      )}
      {(meeting.join_url || line) && (
        <div class="row">
          {meeting.join_url && (
            <ButtonLink look="on-accent" icon={video} href={meeting.join_url} away>
              {placeOf(meeting) ? w.joinFromHome : w.join}
            </ButtonLink>
          )}
          {line && (
            <ButtonLink look="ghost" icon={phoneShape} href={callAddress(line.number)}>
              {w.call}
            </ButtonLink>
          )}
        </div>
      )}
      {line && <p class="sub small line-now">{sayLine(line, zone, now)}</p>}
      <a class="quiet-tap" href={`/schedule/${meeting.id}?say=away`}>
        {messages.value.cannot}
      </a>
    </Card>
  );
}
