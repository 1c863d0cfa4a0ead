// A name and a passphrase: to come in with, to choose, or to change. Values go out; what went wrong comes in.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { firstMessages } from '../../i18n';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { messages } from './messages';

export interface PassphraseValues {
  name: string;
  passphrase: string;
  /** Null: forgotten. */
  current: string | null;
}

interface PassphraseFormProps {
  purpose: 'enter' | 'choose' | 'change';
  name?: string;
  submit: string;
  busy: boolean;
  problem?: string;
  /** Stands above the button. */
  children?: ComponentChildren;
  onSubmit: (values: PassphraseValues) => void;
}

export function PassphraseForm(props: PassphraseFormProps) {
  const w = firstMessages.value.signIn;
  const [name, setName] = useState(props.name ?? '');
  const [passphrase, setPassphrase] = useState('');
  const [current, setCurrent] = useState('');
  const [forgotten, forget] = useState(false);
  const [shown, show] = useState(false);
  const entering = props.purpose === 'enter';
  const type = shown ? 'text' : 'password';
  return (
    <form
      class="stack stack-wide"
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.busy)
          props.onSubmit({ name: name.trim(), passphrase, current: forgotten ? null : current });
      }}
    >
      <Field
        label={w.name}
        hint={entering ? undefined : w.nameHint}
        value={name}
        onInput={setName}
        autocomplete="username"
        capitalize="none"
        maxLength={80}
        required
      />
      {props.purpose === 'change' && !forgotten && (
        <Field
          label={w.current}
          value={current}
          onInput={setCurrent}
          type={type}
          autocomplete="current-password"
          capitalize="none"
          required
        />
      )}
      {props.purpose === 'change' && (
        <label class="choice">
          <input type="checkbox" checked={forgotten} onChange={() => forget(!forgotten)} />
          <span>{messages.value.forgotten}</span>
        </label>
      )}
      <Field
        label={w.passphrase}
        hint={entering ? undefined : w.passphraseHint}
        value={passphrase}
        onInput={setPassphrase}
        type={type}
        autocomplete={entering ? 'current-password' : 'new-password'}
        capitalize="none"
        required
      />
      <label class="choice">
        <input type="checkbox" checked={shown} onChange={() => show(!shown)} />
        <span>{w.show}</span>
      </label>
      {props.children}
      {props.problem && (
        <p class="field-problem" role="alert">
          {props.problem}
        </p>
      )}
      <Button type="submit" wide tall busy={props.busy}>
        {props.submit}
      </Button>
    </form>
  );
}
