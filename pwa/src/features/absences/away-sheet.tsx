// The one sheet for "I can't make it" and "I missed it": the rest of the day unless one says otherwise, a reason if one wants,
// another time if one wants, one button.
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { Button } from '../../ui/button';
import { Chips } from '../../ui/chips';
import { Sheet } from '../../ui/sheet';
import type { Session } from '../schedule';
import type { Reason } from './api';
import { messages } from './messages';
import { OtherTimes } from './other-times';
import { dayScope, type Scope, Scopes } from './scopes';
import { tellAbsence, tellDays } from './send';
import { areDays, meant } from './visit-rules';

interface AwaySheetProps {
  one: Session;
  /** What this phone knows of the person's sessions. */
  known: readonly Session[];
  today: string;
  now: Date;
  after: boolean;
  /** It was said already; now about another time. */
  again: boolean;
  reason: Reason | null;
  onClose: (sent: boolean) => void;
}

export function AwaySheet(props: AwaySheetProps) {
  const { one, known, now, after, again, reason: before, onClose } = props;
  const w = messages.value;
  const [scope, setScope] = useState<Scope>(() => dayScope(one.local_date));
  const [reason, setReason] = useState<Reason | null>(before);
  const [wishes, setWishes] = useState<Record<string, string | null>>({});
  const [failed, setFailed] = useState<'notKept' | 'noDays' | null>(null);
  // What is over while the rest of its day is not was missed by itself.
  const alone = after && !meant(known, one.local_date, one.local_date, now).includes(one);
  const single = again || alone || scope.what === 'part';
  const covered = single ? [one] : meant(known, scope.from, scope.to, now);
  const send = async () => {
    if (!single && !areDays(scope.from, scope.to)) return setFailed('noDays');
    const { from, to } = scope;
    const sessions = covered.map(({ id }) => id);
    const wanted = sessions.flatMap((session_id) => {
      const make_up = scope.what === 'days' ? null : wishes[session_id];
      return make_up ? [{ session_id, make_up }] : [];
    });
    const savedWhere = single
      ? await tellAbsence(one.id, reason, wishes[one.id] ?? null)
      : await tellDays({ from, to, sessions, wishes: wanted }, reason);
    if (savedWhere === 'nowhere') return setFailed('notKept');
    onClose(true);
  };
  const wish = (session: string) => (id: string | null) => setWishes({ ...wishes, [session]: id });
  return (
    <Sheet
      open
      title={again ? w.choose : after ? w.missed : w.cannot}
      closeLabel={common.value.close}
      onClose={() => onClose(false)}
    >
      {!again && <p class="sub">{after ? w.aboutAfter : w.about}</p>}
      {!again && !alone && <Scopes {...props} scope={scope} onChange={setScope} />}
      {!again && (
        <details class="fold">
          <summary>{w.why}</summary>
          <Chips
            legend={w.why}
            hideLegend
            chips={Object.entries(w.reasons).map(([id, label]) => ({ id, label }))}
            chosen={reason ? [reason] : []}
            onChange={(chosen) => setReason((chosen.at(-1) as Reason | undefined) ?? null)}
          />
        </details>
      )}
      {single ? (
        <OtherTimes session={one.id} chosen={wishes[one.id] ?? null} onChoose={wish(one.id)} />
      ) : (
        scope.what === 'day' && <Instead parts={covered} wishes={wishes} onChoose={wish} />
      )}
      {failed && (
        <p class="field-problem" role="alert">
          {w[failed]}
        </p>
      )}
      <Button wide tall onClick={() => void send()} disabled={again && !wishes[one.id]}>
        {again ? w.ask : w.send}
      </Button>
    </Sheet>
  );
}

const notMadeUp = ['break', 'check_in', 'closing'];

interface InsteadProps {
  parts: readonly Session[];
  wishes: Record<string, string | null>;
  onChoose: (session: string) => (id: string | null) => void;
}

/** For each part that can be made up; looked up only for those who want to. */
function Instead({ parts, wishes, onChoose }: InsteadProps) {
  const w = messages.value;
  const [open, setOpen] = useState(false);
  const some = parts.filter((one) => !notMadeUp.includes(one.kind));
  if (some.length === 0) return null;
  return (
    <details class="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{w.instead}</summary>
      {open &&
        some.map((one) => (
          <OtherTimes
            key={one.id}
            session={one.id}
            legend={one.title}
            chosen={wishes[one.id] ?? null}
            onChoose={onChoose(one.id)}
          />
        ))}
    </details>
  );
}
