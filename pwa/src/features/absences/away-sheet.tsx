// The one sheet for "I can't make it" and "I missed it": a reason if one wants, another time if one wants, one button.
import { useEffect, useId, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { Button } from '../../ui/button';
import { Chips } from '../../ui/chips';
import { Sheet } from '../../ui/sheet';
import { sayOther } from './absence-text';
import type { OtherMeeting, Reason } from './api';
import { messages } from './messages';
import { otherTimes, tellAbsence } from './send';

/** As many times as fit beside the reasons; the others are one tap away. */
const first = 4;

interface AwaySheetProps {
  session: string;
  after: boolean;
  /** It was said already; now about another time. */
  again: boolean;
  reason: Reason | null;
  onClose: () => void;
}

export function AwaySheet({ session, after, again, reason: before, onClose }: AwaySheetProps) {
  const w = messages.value;
  const [reason, setReason] = useState<Reason | null>(before);
  const [wish, setWish] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const send = async () => {
    const savedWhere = await tellAbsence(session, reason, wish);
    setFailed(savedWhere === 'nowhere');
    if (savedWhere === 'nowhere') return;
    onClose();
  };
  const title = again ? w.choose : after ? w.missed : w.cannot;
  return (
    <Sheet open title={title} closeLabel={common.value.close} onClose={onClose}>
      {!again && <p class="sub">{after ? w.aboutAfter : w.about}</p>}
      {!again && (
        <Chips
          legend={w.why}
          chips={Object.entries(w.reasons).map(([id, label]) => ({ id, label }))}
          chosen={reason ? [reason] : []}
          onChange={(chosen) => setReason((chosen.at(-1) as Reason | undefined) ?? null)}
        />
      )}
      <OtherTimes session={session} chosen={wish} onChoose={setWish} />
      {failed && (
        <p class="field-problem" role="alert">
          {w.notKept}
        </p>
      )}
      <Button wide tall onClick={() => void send()} disabled={again && !wish}>
        {again ? w.ask : w.send}
      </Button>
    </Sheet>
  );
}

interface OtherTimesProps {
  session: string;
  chosen: string | null;
  onChoose: (id: string | null) => void;
}

function OtherTimes({ session, chosen, onChoose }: OtherTimesProps) {
  const w = messages.value;
  const [found, setFound] = useState<OtherMeeting[] | null | 'looking'>('looking');
  const [all, showAll] = useState(false);
  const name = useId();
  useEffect(() => {
    let here = true;
    void otherTimes(session).then((times) => here && setFound(times));
    return () => {
      here = false;
    };
  }, [session]);
  if (found === 'looking') return <p class="sub small">{w.looking}</p>;
  if (!found?.length) return <p class="sub small">{found ? w.noOptions : w.offline}</p>;
  const rows = [{ id: null, title: w.none, detail: '' }].concat(
    (all ? found : found.slice(0, first)).map((one) => ({
      id: one.id,
      title: sayOther(one),
      detail: sayWhat(one),
    })) as never[],
  ) as { id: string | null; title: string; detail: string }[];
  return (
    <fieldset class="other-times">
      <legend class="scale-legend">{w.instead}</legend>
      {rows.map((row) => (
        <label key={row.id ?? 'none'}>
          <input
            type="radio"
            name={name}
            checked={chosen === row.id}
            onChange={() => onChoose(row.id)}
          />
          <span>
            {row.title}
            {row.detail && <span class="sub small">{row.detail}</span>}
          </span>
        </label>
      ))}
      {!all && found.length > first && (
        <Button look="plain" onClick={() => showAll(true)}>
          {w.more}
        </Button>
      )}
    </fieldset>
  );
}

const sayWhat = (one: OtherMeeting): string => [one.title, one.place].filter(Boolean).join(' · ');
