// About one meeting: I can't make it, or I missed it; what was said of it and what became of that; and coming after all.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { SaveState } from '../../ui/save-state';
import { hasBegun, type Session } from '../schedule';
import { sayState } from './absence-text';
import type { Absence } from './api';
import { AwaySheet } from './away-sheet';
import { canSay, waitingOf } from './rules';
import { comeAfterAll } from './send';
import { absences, problems, refreshAbsences, waiting } from './state';
import './away.css';
import { messages } from './messages';

export function SessionAway({ one, now, ask }: { one: Session; now: Date; ask: boolean }) {
  const [open, setOpen] = useState(ask);
  const [failed, setFailed] = useState(false);
  useEffect(() => void refreshAbsences(), []);
  const w = messages.value;
  const known = absences.value?.items.find((item) => item.session_id === one.id);
  const waits = waitingOf(waiting.value, one.id);
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
      {problems.value[one.id] && <p role="status">{w[problems.value[one.id] ?? 'refused']}</p>}
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
  const w = messages.value;
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
