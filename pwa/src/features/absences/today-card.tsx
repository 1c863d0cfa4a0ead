// On Today: what was asked for in place of another meeting, and, once on the day itself, a line after a missed one.
import './away.css';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { announce } from '../../ui/announce';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { useNow } from '../../ui/now';
import { nextMeeting, schedule } from '../schedule';
import { sayOther, sayState } from './absence-text';
import { messages } from './messages';
import { ahead, goneFrom } from './rules';
import { doNotAskAgain, missedToday } from './send';
import { absences } from './state';
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
  // Gone from the screen once that is on disk: whoever leaves at once is not asked again.
  const dismiss = () =>
    doNotAskAgain(about)
      .then(() => setAbout(null))
      .catch(() => announce(common.value.notStored));
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
