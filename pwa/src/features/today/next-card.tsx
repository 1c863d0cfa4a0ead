// The one coloured card of Today: what is on now or next, where, and the two things one may want to do about it.
import { language } from '../../i18n';
import { sayClock } from '../../lib/dates';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { video } from '../../ui/icons';
import { ChangeMarkerText } from '../../ui/session-row';
import {
  type ChangeMarker,
  hasBegun,
  type Program,
  placeOf,
  type SaidMeeting,
  sayChange,
  sayChangeMarker,
  sayStart,
  sayWhere,
  messages as scheduleMessages,
  Ways,
} from '../schedule';
import { messages } from './messages';

interface NextCardProps {
  meeting: SaidMeeting;
  program: Program;
  now: Date;
  marker?: ChangeMarker;
}

export function NextCard({ meeting, program, now, marker }: NextCardProps) {
  const w = scheduleMessages.value;
  const when = hasBegun(meeting, now)
    ? messages.value.nowUntil(sayClock(meeting.ends_local, language.value))
    : messages.value.nextAt(sayStart(meeting));
  const change = sayChange(meeting, program.zone);
  const word = sayChangeMarker(marker);
  return (
    <Card tone="next" label={when}>
      <p class="sub">{when}</p>
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
      {meeting.join_url && (
        <div class="row">
          <ButtonLink look="on-accent" icon={video} href={meeting.join_url} away>
            {placeOf(meeting) ? w.joinFromHome : w.join}
          </ButtonLink>
        </div>
      )}
      <Ways id={meeting.id} program={program} now={now} />
    </Card>
  );
}
