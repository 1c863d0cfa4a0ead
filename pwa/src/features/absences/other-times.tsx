// Other times for one session, looked up when they are on screen.
import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '../../ui/button';
import { sayOther } from './absence-text';
import type { OtherMeeting } from './api';
import { messages } from './messages';
import { otherTimes } from './send';

/** As many times as fit beside the reasons; the others are one tap away. */
const first = 4;

interface OtherTimesProps {
  session: string;
  legend?: string;
  chosen: string | null;
  onChoose: (id: string | null) => void;
}

export function OtherTimes({ session, legend, chosen, onChoose }: OtherTimesProps) {
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
      <legend class="scale-legend">{legend ?? w.instead}</legend>
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
