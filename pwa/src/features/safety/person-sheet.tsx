// A person to call: name, number, and who they are.
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { useDraft } from '../../offline/use-draft';
import { Button } from '../../ui/button';
import { DraftNote } from '../../ui/draft-note';
import { Field } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import { messages } from './messages';
import { writtenNumber } from './telephone';

interface PersonFields<Kind extends string> {
  name: string;
  phone: string;
  kind: Kind;
}

interface PersonSheetProps<Kind extends string> {
  /** Tells this person's entry from the others. */
  name: string;
  start: PersonFields<Kind>;
  kinds: readonly Kind[];
  kindNames: Record<Kind, string>;
  onClose: () => void;
  /** Rejects when this phone could not keep it. */
  onSave: (person: PersonFields<Kind>) => Promise<void>;
  /** Only for a person who is in the list already. */
  onRemove?: () => Promise<void>;
}

export function PersonSheet<Kind extends string>(props: PersonSheetProps<Kind>) {
  const draft = useDraft(`person:${props.name}`, props.start);
  const person = draft.value;
  const [tried, setTried] = useState(false);
  const [lost, setLost] = useState(false);
  const name = person.name.trim();
  const phone = writtenNumber(person.phone);
  const change = (part: Partial<PersonFields<Kind>>) => draft.change({ ...person, ...part });
  const finish = (work: Promise<void>) =>
    work.then(draft.done).then(props.onClose, () => setLost(true));
  const save = () => {
    setTried(true);
    if (name && phone) void finish(props.onSave({ ...person, name, phone }));
  };
  return (
    <Sheet
      open
      title={messages.value.person.title}
      closeLabel={common.value.close}
      onClose={props.onClose}
    >
      <DraftNote returned={draft.returned} onStartOver={draft.startOver} />
      <Field
        label={messages.value.person.name}
        value={person.name}
        onInput={(value) => change({ name: value })}
        capitalize="words"
        maxLength={80}
        problem={tried && !name ? messages.value.person.needName : undefined}
      />
      <Field
        label={messages.value.person.phone}
        value={person.phone}
        onInput={(value) => change({ phone: value })}
        type="tel"
        inputMode="tel"
        maxLength={80}
        problem={tried && !phone ? messages.value.person.needPhone : undefined}
      />
      <fieldset>
        <legend class="field-label">{messages.value.person.kind}</legend>
        <div class="person-kinds">
          {props.kinds.map((kind) => (
            <label key={kind} class="choice">
              <input
                type="radio"
                name="kind"
                checked={person.kind === kind}
                onChange={() => change({ kind })}
              />
              <span>{props.kindNames[kind]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {lost && (
        <p class="field-problem" role="alert">
          {messages.value.notKept}
        </p>
      )}
      <Button wide onClick={save}>
        {common.value.save}
      </Button>
      {props.onRemove && (
        <Button
          wide
          look="plain"
          onClick={() => void finish(props.onRemove?.() ?? Promise.resolve())}
        >
          {common.value.remove}
        </Button>
      )}
    </Sheet>
  );
}
