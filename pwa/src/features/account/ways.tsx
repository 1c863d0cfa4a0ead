// The ways to show who one is, on the screen that confirms a phone and on the sheet that asks once more.
import { useState } from 'preact/hooks';
import { firstMessages } from '../../i18n';
import { Problem } from '../../offline/client';
import { sayProblem } from '../../offline/problem-text';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import { askPasskey, type Shown } from './state';

type Show = (shown: Shown) => Promise<void>;

/** Runs one of the ways; a wrong one has a sentence of its own. */
function useShowing() {
  const task = useTask();
  const wrong = task.problem instanceof Problem && task.problem.code === 'not_confirmed';
  const said = wrong ? messages.value.confirm.wrong : sayProblem(task.problem);
  return { run: task.run, busy: task.busy, problem: task.problem ? said : undefined };
}

export function ScreenLock({ show }: { show: Show }) {
  const { run, busy, problem } = useShowing();
  return (
    <div class="stack">
      <Button
        wide
        tall
        busy={busy}
        onClick={() => run(async () => show({ passkey: await askPasskey() }))}
      >
        {firstMessages.value.signIn.passkey}
      </Button>
      {problem && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface TypedProps {
  label: string;
  button: string;
  secret?: boolean;
  show: (text: string) => Promise<void>;
}

/** What the person knows or has on paper, typed. */
export function Typed({ label, button, secret = false, show }: TypedProps) {
  const [text, setText] = useState('');
  const { run, busy, problem } = useShowing();
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) void run(() => show(text));
      }}
    >
      <Field
        label={label}
        value={text}
        onInput={setText}
        problem={problem}
        type={secret ? 'password' : 'text'}
        autocomplete={secret ? 'current-password' : 'off'}
        capitalize={secret ? 'none' : 'characters'}
        maxLength={secret ? undefined : 40}
      />
      <Button type="submit" wide busy={busy}>
        {button}
      </Button>
    </form>
  );
}
