// On Today: what was asked for in place of another meeting, and, once on the day itself, a line after a missed one.
import { useEffect, useState } from 'preact/hooks';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { useNow } from '../../ui/now';
import { nextMeeting, schedule } from '../schedule';
import { sayOther, sayState } from './absence-text';
import { ahead, goneFrom } from './rules';
import { absences, doNotAskAgain, missedToday } from './state';
import './away.css';
import { messages } from './messages';

export default function TodayAway() {
  const now = useNow();
  const items = ahead(absences.value?.items ?? [], now);
  return (
    <div class="today-away">
      <Missed now={now} />
      {items.length > 0 && (
        <Card rows>
          {items.map((one) => {
            const [title, detail] = sayState(one, false);
            return (
              <ListRow
                key={one.id}
                title={title}
                detail={detail}
                href={`/schedule/${one.session_id}`}
              />
            );
          })}
        </Card>
      )}
    </div>
  );
}

function Missed({ now }: { now: Date }) {
  const w = messages.value;
  const [about, setAbout] = useState<string | null>(null);
  const missed = absences.value?.missed;
  useEffect(() => {
    void missedToday().then(setAbout);
  }, [missed]);
  if (!about || about !== missed) return null;
  const gone = goneFrom(absences.value?.items ?? [], []);
  const next = nextMeeting(
    (schedule.value?.sessions ?? []).filter((one) => !gone.has(one.id)),
    now,
  );
  const dismiss = () => {
    setAbout(null);
    void doNotAskAgain(about);
  };
  return (
    <Card label={w.missedToday}>
      <h2>{w.missedToday}</h2>
      {next && <p>{w.nextIs(sayOther(next))}</p>}
      <p class="sub">{w.moveOrTalk}</p>
      <div class="row">
        <ButtonLink look="quiet" href={`/schedule/${about}?say=away`}>
          {w.move}
        </ButtonLink>
        <ButtonLink look="quiet" href="/call-me">
          {w.talk}
        </ButtonLink>
      </div>
      <Button look="plain" onClick={dismiss}>
        {w.notNow}
      </Button>
    </Card>
  );
}
