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
import type { PastChoice, SharedItem, SharedLevel } from './api';
import { isPaper } from './api';
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
  const paper = isPaper(item.item);
  const on = item.level !== 'nothing' && !goingOff.value.includes(item.item);
  const stop = async () => {
    if (await off.run(() => turnOff(item.item))) {
      announce(paper ? w.takenBack : w.turnedOff);
      onClose();
    }
  };
  return (
    <Sheet open title={w.items[item.item]} closeLabel={common.value.close} onClose={onClose}>
      {level ? (
        <Sign item={item} level={level} onDone={onClose} onBack={() => setSigning(null)} />
      ) : (
        <div class="stack">
          <p>
            {paper ? (on ? w.signed : w.notSigned) : w.now(w.levels[on ? item.level : 'nothing'])}
          </p>
          {on && item.item !== 'patient_notice' && (
            <Button wide look="warm" busy={off.busy} onClick={() => void stop()}>
              {paper ? w.takeBack : w.stop}
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
                {paper ? w.readAndSign : w.choose[one.level]}
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
  const [by, setBy] = useState({ signature: '', person: '', authority: '' });
  const [other, setOther] = useState(false);
  const [empty, setEmpty] = useState(false);
  const task = useTask();
  const sign = async (event: Event) => {
    event.preventDefault();
    const wanted = other ? [by.signature, by.person, by.authority] : [by.signature];
    const missing = wanted.some((text) => text.trim() === '');
    setEmpty(missing);
    if (missing) return;
    const signer = { signature: by.signature.trim(), person: '', authority: '' };
    const forThem = { person: by.person.trim(), authority: by.authority.trim() };
    if (
      await task.run(() => agree(item, level.level, other ? { ...signer, ...forThem } : signer))
    ) {
      announce(w.agreed);
      onDone();
    } else void refreshSharing();
  };
  return (
    <form class="stack" onSubmit={sign} noValidate>
      <p>{w.read}</p>
      <Sentences said={level.sentences} />
      <label class="choice">
        <input type="checkbox" checked={other} onChange={() => setOther(!other)} />
        <span>{w.forSomebody}</span>
      </label>
      {other && (
        <>
          <Field
            label={w.forWhom}
            value={by.person}
            onInput={(person) => setBy({ ...by, person })}
            maxLength={80}
            capitalize="words"
          />
          <Field
            label={w.authority}
            value={by.authority}
            onInput={(authority) => setBy({ ...by, authority })}
            hint={w.authorityHint}
            maxLength={80}
          />
        </>
      )}
      <Field
        label={other ? w.theirName : w.signature}
        value={by.signature}
        onInput={(signature) => setBy({ ...by, signature })}
        hint={w.signatureHint}
        maxLength={80}
        autocomplete="name"
        capitalize="words"
        problem={empty ? (other ? w.needAuthority : w.needName) : undefined}
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

function Sentences({ said }: { said: SharedLevel['sentences'] }) {
  const w = messages.value;
  return (
    <dl class="consent">
      {said.map((one) => (
        <div key={one.element}>
          <dt>{w.elements[one.element] ?? one.element}</dt>
          <dd>{one.text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was decided before about this, and the very words that were signed. */
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
            <span>{saidThen(one)}</span>
            <span class="sub small">
              {sayMoment(one.recorded_at, deviceZone(), language.value)}
            </span>
            {one.sentences.length > 0 && (
              <details>
                <summary>{w.asSigned}</summary>
                <Sentences said={one.sentences} />
              </details>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

function saidThen(one: PastChoice): string {
  const w = messages.value;
  if (!isPaper(one.item)) return w.levels[one.level];
  return one.level === 'nothing' ? w.takenBack : w.signed;
}
