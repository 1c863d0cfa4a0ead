// One thing to share or not: the choices, the whole text before a yes, and one tap for a no.
import { useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, sayMoment } from '../../lib/dates';
import { sayProblem } from '../../offline/problem-text';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import { useTask } from '../../ui/task';
import type { SharedItem, SharedLevel } from './api';
import { messages } from './messages';
import { agree, goingOff, past, refreshSharing, staleOffer, turnOff, unreachable } from './state';

interface Props {
  item: SharedItem;
  onClose: () => void;
}

export function Choose({ item, onClose }: Props) {
  const w = messages.value;
  const [signing, setSigning] = useState<SharedLevel['level'] | null>(null);
  const off = useTask();
  const level = item.levels.find((one) => one.level === signing);
  const on = item.level !== 'nothing' && !goingOff.value.includes(item.item);
  const stop = async () => {
    if (await off.run(() => turnOff(item.item))) {
      announce(w.turnedOff);
      onClose();
    }
  };
  return (
    <Sheet open title={w.items[item.item]} closeLabel={common.value.close} onClose={onClose}>
      {level ? (
        <Sign item={item} level={level} onDone={onClose} onBack={() => setSigning(null)} />
      ) : (
        <div class="stack">
          <p>{w.now(w.levels[on ? item.level : 'nothing'])}</p>
          {on && (
            <Button wide look="warm" busy={off.busy} onClick={() => void stop()}>
              {w.stop}
            </Button>
          )}
          {off.problem !== null && (
            <p class="field-problem" role="alert">
              {messages.value.notKept}
            </p>
          )}
          {item.why_not && <p class="sub">{w.whyNot[item.why_not]}</p>}
          {item.levels
            .filter((one) => !on || one.level !== item.level)
            .map((one) => (
              <Button key={one.level} wide look="quiet" onClick={() => setSigning(one.level)}>
                {w.choose[one.level]}
              </Button>
            ))}
          <Earlier item={item.item} />
        </div>
      )}
    </Sheet>
  );
}

interface SignProps {
  item: SharedItem;
  level: SharedLevel;
  onDone: () => void;
  onBack: () => void;
}

/** Every sentence of the consent, then the name as signature. Nothing is chosen beforehand. */
function Sign({ item, level, onDone, onBack }: SignProps) {
  const w = messages.value;
  const [name, setName] = useState('');
  const [empty, setEmpty] = useState(false);
  const task = useTask();
  const sign = async (event: Event) => {
    event.preventDefault();
    setEmpty(name.trim() === '');
    if (name.trim() === '') return;
    if (await task.run(() => agree(item, level.level, name.trim()))) {
      announce(w.agreed);
      onDone();
    } else void refreshSharing();
  };
  return (
    <form class="stack" onSubmit={sign} noValidate>
      <p>{w.read}</p>
      <dl class="consent">
        {level.sentences.map((one) => (
          <div key={one.element}>
            <dt>{w.elements[one.element] ?? one.element}</dt>
            <dd>{one.text}</dd>
          </div>
        ))}
      </dl>
      <Field
        label={w.signature}
        value={name}
        onInput={setName}
        hint={w.signatureHint}
        maxLength={80}
        autocomplete="name"
        capitalize="words"
        problem={empty ? w.needName : undefined}
      />
      {task.problem !== null && (
        <p class="field-problem" role="alert">
          {sayWhy(task.problem)}
        </p>
      )}
      <Button type="submit" wide busy={task.busy}>
        {w.sign}
      </Button>
      <Button look="plain" wide onClick={onBack}>
        {common.value.back}
      </Button>
    </form>
  );
}

function sayWhy(problem: unknown): string {
  const w = messages.value;
  if (unreachable(problem)) return w.needsNet;
  if (staleOffer(problem)) return w.changed;
  return sayProblem(problem);
}

/** What was decided before about this, in short. */
function Earlier({ item }: { item: SharedItem['item'] }) {
  const w = messages.value;
  const known = past.value?.filter((one) => one.item === item) ?? [];
  if (known.length === 0) return null;
  return (
    <details>
      <summary>{w.earlier}</summary>
      <ol class="looks">
        {known.map((one) => (
          <li key={one.version}>
            <span>{w.levels[one.level]}</span>
            <span class="sub small">
              {sayMoment(one.recorded_at, deviceZone(), language.value)}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
