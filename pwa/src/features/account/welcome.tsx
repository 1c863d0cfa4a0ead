// The door: a code opens one's own space. After that, and only as an offer, a way to come back.
import './welcome.css';
import { useEffect, useState } from 'preact/hooks';
import { firstMessages } from '../../i18n';
import { go } from '../../lib/location';
import { sayProblem } from '../../offline/problem-text';
import { me, signInState, unconfirmed } from '../../offline/sign-in';
import { Button, ButtonLink } from '../../ui/button';
import { Field } from '../../ui/field';
import { ScreenHead } from '../../ui/screen-head';
import { useTask } from '../../ui/task';
import { looksLikeCode, takeCodeFromAddress } from './invitation-code';
import { LanguageSwitch } from './language-switch';
import { activate } from './state';
import { ComeBack } from './welcome-come-back';

export default function Welcome() {
  const [step, setStep] = useState<'code' | 'opening' | 'opened'>('code');
  const here = signInState.value === 'in';
  useEffect(() => {
    // Someone who is signed in has no business at the door; someone coming through it right now has.
    if (here && step === 'code') go('/', { replace: true });
  }, [here, step]);
  const toConfirm = step === 'opened' && unconfirmed.value;
  useEffect(() => {
    if (toConfirm) go('/confirm', { replace: true });
  }, [toConfirm]);
  if (toConfirm) return null;
  if (step === 'opened' && me.value) return <ComeBack name={me.value.display_name} />;
  return <CodeForm onStep={setStep} />;
}

function CodeForm({ onStep }: { onStep: (step: 'code' | 'opening' | 'opened') => void }) {
  const w = firstMessages.value.welcome;
  const [code, setCode] = useState(takeCodeFromAddress);
  const [short, setShort] = useState(false);
  const task = useTask();
  const submit = async () => {
    setShort(!looksLikeCode(code));
    if (!looksLikeCode(code)) return;
    onStep('opening');
    onStep((await task.run(() => activate(code))) ? 'opened' : 'code');
  };
  const problem = short ? w.codeShort : task.problem ? sayProblem(task.problem) : undefined;
  return (
    <main class="screen welcome">
      <LanguageSwitch />
      <ScreenHead title={w.title} sub={w.sub} withoutUrge />
      <form
        class="stack stack-wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field
          label={w.code}
          hint={w.codeHint}
          problem={problem}
          value={code}
          onInput={setCode}
          autocomplete="one-time-code"
          capitalize="characters"
          maxLength={40}
        />
        <Button type="submit" wide tall busy={task.busy}>
          {w.open}
        </Button>
      </form>
      <div class="stack welcome-more">
        <ButtonLink look="plain" href="/sign-in">
          {w.haveAccount}
        </ButtonLink>
        <p class="sub small">{w.noCode}</p>
      </div>
    </main>
  );
}
