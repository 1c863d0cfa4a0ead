// About one session: I can't make it, or I missed it; what was said of it and what became of that; and coming after all.
import { useEffect, useState } from 'preact/hooks';
import { localDay } from '../../lib/dates';
import { back } from '../../lib/location';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { SaveState } from '../../ui/save-state';
import { hasBegun, isOver, later, type Session, schedule } from '../schedule';
import { sayState, sayWhich } from './absence-text';
import type { Absence } from './api';
import { AwaySheet } from './away-sheet';
import './away.css';
import { messages } from './messages';
import { problems } from './problems';
import { comeAfterAll, comeToDays } from './send';
import { absences, refreshAbsences, waiting } from './state';
import { canSay, type Standing, standing, waitingOf } from './visit-rules';

interface SessionAwayProps {
  one: Session;
  zone: string;
  now: Date;
  ask: boolean;
}

export function SessionAway({ one, zone, now, ask }: SessionAwayProps) {
  const [open, setOpen] = useState(ask);
  useEffect(() => void refreshAbsences(), []);
  const w = messages.value;
  const known = absences.value?.items.find((item) => item.session_id === one.id);
  const waits = waitingOf(waiting.value, one.id);
  const makesUp = absences.value?.items.some(
    (item) => item.state === 'confirmed' && item.make_up?.id === one.id,
  );
  const after = isOver(one, now);
  const here = waits ? waits.does === 'back' : !known;
  const today = localDay(now, zone);
  const { items = [], days = [] } = absences.value ?? {};
  const said = standing({ items, days }, waiting.value, () => one.local_date).find((each) =>
    each.sessions.includes(one.id),
  );
  const sessions = [...(schedule.value?.sessions ?? []), ...(later.value?.sessions ?? [])];
  // Whoever came only to say it is back where they were.
  const close = (sent: boolean) => {
    setOpen(false);
    if (sent && ask) back('/');
  };
  if (!canSay(one, now)) return null;
  return (
    <section class="away">
      {makesUp && <p class="sub">{w.makesUp}</p>}
      <State said={said} known={known} waits={waits} after={after} today={today} />
      {problems.value[one.id] && <p role="status">{w[problems.value[one.id] ?? 'refused']}</p>}
      <div class="row">
        {here && (
          <Button look="plain" onClick={() => setOpen(true)}>
            {after ? w.missed : w.cannot}
          </Button>
        )}
        {!here && !waits && known?.state !== 'confirmed' && (
          <Button look="quiet" onClick={() => setOpen(true)}>
            {w.choose}
          </Button>
        )}
      </div>
      {!here && said && <ComeAfterAll one={one} said={said} known={known} now={now} />}
      {open && (here || !waits) && (
        <AwaySheet
          one={one}
          known={sessions.some(({ id }) => id === one.id) ? sessions : [...sessions, one]}
          today={today}
          now={now}
          after={after}
          again={!here}
          reason={known?.reason ?? null}
          onClose={close}
        />
      )}
    </section>
  );
}

interface ComeAfterAllProps {
  one: Session;
  said: Standing;
  known?: Absence;
  now: Date;
}

/** What was said of the day is taken back as one; of more days also this one session. */
function ComeAfterAll({ one, said, known, now }: ComeAfterAllProps) {
  const w = messages.value;
  const [failed, setFailed] = useState(false);
  const { id, from, to } = said;
  const only = said.days && from < to && said.known === 'yes' ? known : undefined;
  // The server takes a single session back until it begins, a day as long as something of it is left.
  if (isOver(one, now) || ((only || !said.days) && hasBegun(one, now))) return null;
  const tap = async () => {
    const how =
      said.days && !only
        ? comeToDays(id, { from, to, sessions: said.sessions })
        : comeAfterAll(only?.id ?? id, one.id);
    setFailed((await how) === 'nowhere');
  };
  return (
    <>
      <Button look="plain" onClick={() => void tap()}>
        {only ? w.comeToThis : w.comeAfterAll}
      </Button>
      {failed && (
        <p class="field-problem" role="alert">
          {w.notKept}
        </p>
      )}
    </>
  );
}

interface StateProps {
  said?: Standing;
  known?: Absence;
  waits: ReturnType<typeof waitingOf>;
  after: boolean;
  today: string;
}

function State({ said, known, waits, after, today }: StateProps) {
  const w = messages.value;
  const which = said?.days && sayWhich(said, today, '');
  if (waits)
    return (
      <Card>
        <p role="status">
          <b>{waits.does === 'back' ? w.backOnPhone : which ? w.saidDays(which) : w.onPhone}</b>
        </p>
        <SaveState state="onPhone" />
      </Card>
    );
  if (!known) return null;
  const [first, second] =
    which && known.state === 'told' && !after ? [w.knows(which)] : sayState(known, after);
  return (
    <Card>
      <p role="status">
        <b>{first}</b>
      </p>
      {second && <p class="sub">{second}</p>}
    </Card>
  );
}
