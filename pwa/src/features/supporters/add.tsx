// Adding somebody: first who, then every sentence of what is agreed to, with the name as signature. The link follows at once.
import '../../styles/sharing.css';
import { useState } from 'preact/hooks';
import { type Language, language, words } from '../../i18n';
import { newId } from '../../lib/ids';
import { Button } from '../../ui/button';
import { Choices } from '../../ui/choices';
import { Field } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import { useTask } from '../../ui/task';
import type { Made } from './one';
import {
  addSupporter,
  makeLink,
  refreshSupporters,
  refusedAs,
  supporters,
  unreached,
} from './state';

const tongues: Language[] = ['en', 'es'];

interface Props {
  onMade: (made: Made) => void;
  onClose: () => void;
}

export function AddSupporter({ onMade, onClose }: Props) {
  const { supporters: w, settings, common } = words.value;
  const [name, setName] = useState('');
  const [tongue, setTongue] = useState<Language>(language.value);
  const [empty, setEmpty] = useState(false);
  const [signing, setSigning] = useState(false);
  const go = (event: Event) => {
    event.preventDefault();
    setEmpty(name.trim() === '');
    setSigning(name.trim() !== '');
  };
  return (
    <Sheet open title={w.add} closeLabel={common.close} onClose={onClose}>
      {signing ? (
        <Sign name={name.trim()} tongue={tongue} onMade={onMade} onBack={() => setSigning(false)} />
      ) : (
        <form class="stack" onSubmit={go} noValidate>
          <Field
            label={w.name}
            hint={w.nameHint}
            value={name}
            onInput={setName}
            maxLength={40}
            capitalize="words"
            problem={empty ? w.needName : undefined}
          />
          <Choices
            legend={w.language}
            options={tongues.map((one) => ({
              value: one,
              label: settings.languages[one],
              lang: one,
            }))}
            value={tongue}
            onChange={setTongue}
          />
          <Button type="submit" wide>
            {w.next}
          </Button>
        </form>
      )}
    </Sheet>
  );
}

interface SignProps {
  name: string;
  tongue: Language;
  onMade: (made: Made) => void;
  onBack: () => void;
}

function Sign({ name, tongue, onMade, onBack }: SignProps) {
  const { supporters: w, sharing } = words.value;
  const [id] = useState(newId);
  const [signature, setSignature] = useState('');
  const [empty, setEmpty] = useState(false);
  const task = useTask();
  const make = async (event: Event) => {
    event.preventDefault();
    setEmpty(signature.trim() === '');
    if (signature.trim() === '') return;
    const all = async () => {
      await addSupporter({ id, name, language: tongue, signature: signature.trim() });
      onMade({ name, address: await makeLink(id) });
    };
    if (!(await task.run(all))) void refreshSupporters();
  };
  return (
    <form class="stack" onSubmit={make} noValidate>
      <p>{sharing.read}</p>
      <dl class="consent">
        {supporters.value?.consent?.sentences.map((one) => (
          <div key={one.element}>
            <dt>{sharing.elements[one.element] ?? one.element}</dt>
            <dd>{one.text}</dd>
          </div>
        ))}
      </dl>
      <Field
        label={sharing.signature}
        value={signature}
        onInput={setSignature}
        hint={sharing.signatureHint}
        maxLength={80}
        autocomplete="name"
        capitalize="words"
        problem={empty ? sharing.needName : undefined}
      />
      <Refused problem={task.problem} />
      <Button type="submit" wide busy={task.busy}>
        {w.make}
      </Button>
      <Button look="plain" wide onClick={onBack}>
        {words.value.common.back}
      </Button>
    </form>
  );
}

/** What the server did not take, in one sentence; nothing when all is well. */
export function Refused({ problem }: { problem: unknown }) {
  if (problem === null) return null;
  return (
    <p class="field-problem" role="alert">
      {sayWhy(problem)}
    </p>
  );
}

function sayWhy(problem: unknown): string {
  const { supporters: w, sharing, common } = words.value;
  if (unreached(problem)) return w.needsNet;
  const said: Record<string, string> = {
    wording_changed: sharing.changed,
    supporters_full: w.full,
    no_program: w.noProgram,
    too_many_tries: common.trouble.busy,
    taken_back: w.notTaken,
    other_supporter: w.notTaken,
    not_found: w.notTaken,
  };
  return said[refusedAs(problem) ?? ''] ?? common.trouble.detail;
}
