// Adding somebody: first who, then every sentence of what is agreed to, with the name as signature. The link follows at once.
import '../../styles/sharing.css';
import { useState } from 'preact/hooks';
import { common, type Language, language } from '../../i18n';
import { newId } from '../../lib/ids';
import { sayProblem } from '../../offline/problem-text';
import { useDraft } from '../../offline/use-draft';
import { Button } from '../../ui/button';
import { Choices } from '../../ui/choices';
import { DraftNote } from '../../ui/draft-note';
import { Field } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import { useTask } from '../../ui/task';
import { messages as sharingMessages } from '../sharing';
import { messages } from './messages';
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
  const w = messages.value;
  const draft = useDraft('supporter', { name: '', tongue: language.value });
  const { name, tongue } = draft.value;
  const setName = (value: string) => draft.change({ name: value, tongue });
  const setTongue = (value: Language) => draft.change({ name, tongue: value });
  const [empty, setEmpty] = useState(false);
  const [signing, setSigning] = useState(false);
  const go = (event: Event) => {
    event.preventDefault();
    setEmpty(name.trim() === '');
    setSigning(name.trim() !== '');
  };
  return (
    <Sheet open title={w.add} closeLabel={common.value.close} onClose={onClose}>
      {signing ? (
        <Sign
          name={name.trim()}
          tongue={tongue}
          onMade={async (made) => {
            await draft.done();
            onMade(made);
          }}
          onBack={() => setSigning(false)}
        />
      ) : (
        <form class="stack" onSubmit={go} noValidate>
          <DraftNote returned={draft.returned} onStartOver={draft.startOver} />
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
              label: common.value.languages[one],
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
  const w = messages.value;
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
      <p>{sharingMessages.value.read}</p>
      <dl class="consent">
        {supporters.value?.consent?.sentences.map((one) => (
          <div key={one.element}>
            <dt>{sharingMessages.value.elements[one.element] ?? one.element}</dt>
            <dd>{one.text}</dd>
          </div>
        ))}
      </dl>
      <Field
        label={sharingMessages.value.signature}
        value={signature}
        onInput={setSignature}
        hint={sharingMessages.value.signatureHint}
        maxLength={80}
        autocomplete="name"
        capitalize="words"
        problem={empty ? sharingMessages.value.needName : undefined}
      />
      <Refused problem={task.problem} />
      <Button type="submit" wide busy={task.busy}>
        {w.make}
      </Button>
      <Button look="plain" wide onClick={onBack}>
        {common.value.back}
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
  const w = messages.value;
  if (unreached(problem)) return w.needsNet;
  const sentences: Record<string, string> = {
    wording_changed: sharingMessages.value.changed,
    supporters_full: w.full,
    no_program: w.noProgram,
    too_many_tries: common.value.trouble.busy,
    taken_back: w.notTaken,
    other_supporter: w.notTaken,
    not_found: w.notTaken,
  };
  return sentences[refusedAs(problem) ?? ''] ?? sayProblem(problem);
}
