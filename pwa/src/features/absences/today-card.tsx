// On Today: what the team knows of today and of days ahead, what was asked for in place of another session, and, once on the
// day itself, a line after a missed one.
import './away.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { deviceZone, localDay } from '../../lib/dates';
import { announce } from '../../ui/announce';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { ListRow } from '../../ui/list-row';
import { useNow } from '../../ui/now';
import { SaveState } from '../../ui/save-state';
import { isOver, nextMeeting, schedule } from '../schedule';
import { sayOther, sayState, sayWhich } from './absence-text';
import { messages } from './messages';
import { problems } from './problems';
import { comeAfterAll, comeToDays, doNotAskAgain, isNews, missedToday } from './send';
import { absences, gone, waiting } from './state';
import { ahead, type Standing, standing } from './visit-rules';

export default function TodayAway() {
  const now = useNow();
  const items = ahead(absences.value?.items ?? [], now);
  return (
    <div class="today-away">
      <Said now={now} />
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

/** What was said of today stands here until the day is over, and what was said of whole days ahead. */
function Said({ now }: { now: Date }) {
  const w = messages.value;
  const { items = [], days = [] } = absences.value ?? {};
  const sessions = schedule.value?.sessions ?? [];
  const today = localDay(now, schedule.value?.program?.zone ?? deviceZone());
  const dayOf = (id: string) => sessions.find((one) => one.id === id)?.local_date ?? '';
  const all = standing({ items, days }, waiting.value, dayOf);
  const shown = all.filter((one) => one.to >= today && (one.days || one.from === today));
  const refused = sessions.some(
    (one) => one.local_date >= today && problems.value[one.id] === 'refused',
  );
  return (
    <>
      {refused && (
        <Card>
          <p role="alert">{w.refused}</p>
        </Card>
      )}
      {shown.map((one) => (
        <Line key={one.id} one={one} today={today} now={now} />
      ))}
    </>
  );
}

function Line({ one, today, now }: { one: Standing; today: string; now: Date }) {
  const w = messages.value;
  const [failed, setFailed] = useState(false);
  const covered = (schedule.value?.sessions ?? []).filter(({ id }) => one.sessions.includes(id));
  const items = (absences.value?.items ?? []).filter((item) =>
    one.sessions.includes(item.session_id),
  );
  const which = sayWhich(one, today, covered[0]?.title ?? '');
  const title =
    one.known === 'back' ? w.backOnPhone : one.known === 'yes' ? w.knows(which) : w.saidDays(which);
  const answered = items.length > 0 && items.every((item) => item.state === 'answered');
  const left = one.to > today || covered.some((each) => !isOver(each, now));
  const mayBack = one.known !== 'back' && left;
  const back = async () => {
    const { id, from, to, sessions } = one;
    const how = one.days
      ? comeToDays(id, { from, to, sessions })
      : comeAfterAll(id, sessions[0] ?? '');
    setFailed((await how) === 'nowhere');
  };
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isNews(one.id)) line.current?.scrollIntoView({ block: 'center' });
  }, [one.id]);
  return (
    <Card>
      <p role="status" ref={line}>
        <b>{title}</b>
      </p>
      {one.known !== 'yes' && <SaveState state="onPhone" />}
      {answered && one.known === 'yes' && (
        <p class="sub">{w.answered(items[0]?.by ?? w.somebody)}</p>
      )}
      {mayBack && (
        <Button look="plain" onClick={() => void back()}>
          {w.comeAfterAll}
        </Button>
      )}
      {failed && (
        <p class="field-problem" role="alert">
          {w.notKept}
        </p>
      )}
    </Card>
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
  const next = nextMeeting(
    (schedule.value?.sessions ?? []).filter((one) => !gone.value.has(one.id)),
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
