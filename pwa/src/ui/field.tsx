// A labelled text field. The hint and what went wrong are tied to it, and pasting is always allowed.
import './field.css';
import type { InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  problem?: string;
  type?: 'text' | 'password' | 'tel' | 'email' | 'url' | 'time' | 'date' | 'search';
  autocomplete?: string;
  inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'url';
  capitalize?: 'none' | 'characters' | 'sentences' | 'words';
  maxLength?: number;
  /** Of a date. */
  min?: string;
  max?: string;
  /** More than one: a text area of that many lines. */
  lines?: number;
  required?: boolean;
  spellcheck?: boolean;
}

// One cast for what the union of input types cannot express: a type that is only known at run time.
const typing = (props: FieldProps) =>
  ({
    type: props.type ?? 'text',
    autocomplete: props.autocomplete ?? 'off',
    inputMode: props.inputMode,
    min: props.min,
    max: props.max,
    autocapitalize: props.capitalize ?? 'sentences',
    spellcheck: props.spellcheck ?? false,
  }) as InputHTMLAttributes<HTMLInputElement>;

export function Field(props: FieldProps) {
  const id = useId();
  const notes = [props.hint && `${id}-hint`, props.problem && `${id}-problem`].filter(Boolean);
  const shared = {
    id,
    value: props.value,
    maxLength: props.maxLength,
    required: props.required,
    'aria-describedby': notes.join(' ') || undefined,
    'aria-invalid': props.problem ? true : undefined,
    onInput: (e: { currentTarget: { value: string } }) => props.onInput(e.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.lines && props.lines > 1 ? (
        <textarea {...shared} rows={props.lines} />
      ) : (
        <input {...shared} {...typing(props)} />
      )}
      {props.hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.problem && (
        <p class="field-problem" id={`${id}-problem`}>
          {props.problem}
        </p>
      )}
    </div>
  );
}
