// About one meeting: I can't make it, or I missed it; what was said of it and what became of that; and coming after all.
import { useEffect, useState } from 'preact/hooks';
import { absences, comeAfterAll, refreshAbsences, said, unsaid } from '../actions/absences';
import type { Absence } from '../api/absences';
import type { Session } from '../api/schedule';
import { Button } from '../parts/Button';
import { Card } from '../parts/Card';
import { SaveState } from '../parts/SaveState';
import { canSay, waitingOf } from '../util/absences';
import { sayClock, sayShortDay, sayWeekday } from '../util/dates';
import { hasBegun } from '../util/meetings';
import { language, words } from '../words';
import { AwaySheet } from './away-sheet';
import '../styles/away.css';

/** "Thu, Mar 12, 4:00 PM" */
export function sayOther(one: { local_date: string; starts_local: string }): string {
  const tongue = language.value;
  const day = `${sayWeekday(one.local_date, tongue, 'short')}, ${sayShortDay(one.local_date, tongue)}`;
  return words.value.schedule.at(day, sayClock(one.starts_local, tongue));
}

/** What is known of it, in one or two sentences. */
export function sayState(one: Absence, after: boolean): [string, string?] {
  const w = words.value.absence;
  const other = one.make_up ? sayOther(one.make_up) : '';
  if (one.state === 'waiting') return [w.asked(other), w.waiting];
  if (one.state === 'confirmed') return [w.confirmed(other), w.confirmedAbout];
  if (one.state === 'called_off') return [w.calledOff];
  if (one.state === 'answered') return [w.answered(one.by ?? w.somebody)];
  return [after ? w.toldAfter : w.told];
}

export function SessionAway({ one, now, ask }: { one: Session; now: Date; ask: boolean }) {
  const [open, setOpen] = useState(ask);
  const [failed, setFailed] = useState(false);
  useEffect(() => void refreshAbsences(), []);
  const w = words.value.absence;
  const known = absences.value?.items.find((item) => item.session_id === one.id);
  const waits = waitingOf(unsaid.value, one.id);
  const makesUp = absences.value?.items.some(
    (item) => item.state === 'confirmed' && item.make_up?.id === one.id,
  );
  const after = hasBegun(one, now);
  const here = waits ? waits.does === 'back' : !known;
  const back = async (id: string) => setFailed((await comeAfterAll(id, one.id)) === 'nowhere');
  const toTakeBack = waits?.does === 'tell' ? waits.id : known?.id;
  if (!canSay(one, now)) return null;
  return (
    <section class="away">
      {makesUp && <p class="sub">{w.makesUp}</p>}
      <State known={known} waits={waits} after={after} />
      {said.value[one.id] && <p role="status">{w[said.value[one.id] ?? 'refused']}</p>}
      {failed && (
        <p class="field-problem" role="alert">
          {w.notKept}
        </p>
      )}
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
        {!here && !after && toTakeBack && (
          <Button look="plain" onClick={() => void back(toTakeBack)}>
            {w.comeAfterAll}
          </Button>
        )}
      </div>
      {open && (here || !waits) && (
        <AwaySheet
          session={one.id}
          after={after}
          again={!here}
          reason={known?.reason ?? null}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  );
}

function State({
  known,
  waits,
  after,
}: {
  known?: Absence;
  waits: ReturnType<typeof waitingOf>;
  after: boolean;
}) {
  const w = words.value.absence;
  if (waits)
    return (
      <Card>
        <p role="status">
          <b>{waits.does === 'back' ? w.backOnPhone : w.onPhone}</b>
        </p>
        <SaveState state="onPhone" />
      </Card>
    );
  if (!known) return null;
  const [first, second] = sayState(known, after);
  return (
    <Card>
      <p role="status">
        <b>{first}</b>
      </p>
      {second && <p class="sub">{second}</p>}
    </Card>
  );
}
