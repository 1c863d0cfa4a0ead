// Beginning to count, and changing a counter: its name, a wrong date, pause, hide, remove.
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { addDays } from '../../lib/dates';
import { useDraft } from '../../offline/use-draft';
import { Button } from '../../ui/button';
import { DraftNote } from '../../ui/draft-note';
import { Field } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import type { DayMark, Focus } from './api';
import { running, thisStretch } from './intervals';
import { messages } from './messages';
import { beginCounting, changeFocus, fixDate, pauseCounting, removeFocus } from './state';

const longestName = 40;
const earliest = '1930-01-01';

/** A day somebody typed, if it is a day up to `latest`. */
export const isDay = (text: string, latest: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && text >= earliest && text <= latest;

export function BeginSheet({ today, onClose }: { today: string; onClose: () => void }) {
  const w = messages.value;
  const draft = useDraft('counter:new', { name: '', since: today });
  const { name, since } = draft.value;
  const setName = (value: string) => draft.change({ name: value, since });
  const setSince = (value: string) => draft.change({ name, since: value });
  const [problem, setProblem] = useState<{ name?: string; day?: string; save?: string }>({});
  const save = () => {
    const wrong = {
      name: name.trim() ? undefined : w.needName,
      day: isDay(since, today) ? undefined : w.needDay,
    };
    setProblem(wrong);
    if (wrong.name || wrong.day) return;
    beginCounting(name.trim(), since, today)
      .then(draft.done)
      .then(onClose, () => setProblem({ save: w.notKept }));
  };
  return (
    <Sheet open title={w.add} closeLabel={common.value.close} onClose={onClose}>
      <DraftNote returned={draft.returned} onStartOver={draft.startOver} />
      <Field
        label={w.name}
        hint={w.nameHint}
        value={name}
        maxLength={longestName}
        onInput={setName}
        problem={problem.name}
      />
      <Field label={w.since} type="date" value={since} onInput={setSince} problem={problem.day} />
      {problem.save && (
        <p class="field-problem" role="alert">
          {problem.save}
        </p>
      )}
      <Button wide onClick={save}>
        {w.begin}
      </Button>
    </Sheet>
  );
}

interface ChangeProps {
  focus: Focus;
  marks: DayMark[];
  today: string;
  onClose: () => void;
}

export function ChangeSheet({ focus, marks, today, onClose }: ChangeProps) {
  const w = messages.value;
  const draft = useDraft(`counter:${focus.id}`, focus.name);
  const { value: name, change: setName } = draft;
  const [removing, setRemoving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const stretch = thisStretch(marks);
  const doing = (done: Promise<unknown>) => {
    done.then(draft.done).then(onClose, () => setProblem(w.notKept));
  };
  return (
    <Sheet open title={w.more(focus.name)} closeLabel={common.value.close} onClose={onClose}>
      {problem && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      <div class="stack">
        {stretch && running(stretch) && (
          <Button look="quiet" wide onClick={() => doing(pauseCounting(focus.id, today))}>
            {w.pause}
          </Button>
        )}
        <Button look="quiet" wide onClick={() => doing(changeFocus(focus.id, { hidden: true }))}>
          {w.hide}
        </Button>
      </div>
      <DraftNote returned={draft.returned} onStartOver={draft.startOver} />
      <Field label={w.rename} value={name} maxLength={longestName} onInput={setName} />
      <Button
        look="quiet"
        disabled={!name.trim() || name.trim() === focus.name}
        onClick={() => doing(changeFocus(focus.id, { name: name.trim() }))}
      >
        {common.value.save}
      </Button>
      <Fixes marks={marks} today={today} onDone={doing} />
      {removing ? (
        <>
          <p>{w.removeAbout}</p>
          <Button look="warm" wide onClick={() => doing(removeFocus(focus.id))}>
            {w.removeYes}
          </Button>
        </>
      ) : (
        <Button look="plain" wide onClick={() => setRemoving(true)}>
          {w.remove}
        </Button>
      )}
    </Sheet>
  );
}

type Fixable = DayMark & { kind: 'start' | 'return' | 'pause' };

function Fixes({
  marks,
  today,
  onDone,
}: Omit<ChangeProps, 'focus' | 'onClose'> & { onDone: (done: Promise<unknown>) => void }) {
  const w = messages.value;
  const known = marks
    .filter((mark): mark is Fixable => mark.kind in w.fixes)
    .sort((a, b) => (a.day < b.day ? 1 : -1));
  const [dates, setDates] = useState(
    () => new Map(known.map((mark) => [mark.id, mark.day] as const)),
  );
  const changed = known.find((mark) => dates.get(mark.id) !== mark.day);
  const day = changed ? (dates.get(changed.id) ?? '') : '';
  const latest = changed?.kind === 'start' ? addDays(today, 1) : today;
  return (
    <details class="days-fix">
      <summary>{w.fix}</summary>
      <div class="stack">
        {known.map((mark) => (
          <Field
            key={mark.id}
            type="date"
            label={w.fixes[mark.kind]}
            value={dates.get(mark.id) ?? ''}
            onInput={(value) => setDates(new Map([...dates, [mark.id, value]]))}
            problem={mark === changed && !isDay(day, latest) ? w.needDay : undefined}
          />
        ))}
        <Button
          look="quiet"
          disabled={!changed || !isDay(day, latest)}
          onClick={() => changed && onDone(fixDate(changed.id, day))}
        >
          {common.value.save}
        </Button>
      </div>
    </details>
  );
}
