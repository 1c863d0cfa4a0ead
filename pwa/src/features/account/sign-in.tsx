// Coming back: name and passphrase, or the phone's own screen lock.
import './welcome.css';
import { common, firstMessages } from '../../i18n';
import { sayProblem } from '../../offline/problem-text';
import { thrownOut } from '../../offline/sign-in';
import { Button, ButtonLink } from '../../ui/button';
import { ScreenHead } from '../../ui/screen-head';
import { useTask } from '../../ui/task';
import { LanguageSwitch } from './language-switch';
import { PassphraseForm } from './passphrase-form';
import { signIn, signInWithPasskey } from './state';
import { canUsePasskeys } from './webauthn';

export default function SignIn() {
  const w = firstMessages.value.signIn;
  const task = useTask();
  const problem = task.problem ? sayProblem(task.problem) : undefined;
  return (
    <main class="screen">
      <LanguageSwitch />
      <ScreenHead
        title={w.title}
        sub={thrownOut.value ? common.value.signedOut : w.sub}
        withoutUrge
      />
      <PassphraseForm
        purpose="enter"
        submit={w.enter}
        busy={task.busy}
        problem={problem}
        onSubmit={(v) => task.run(() => signIn(v.name, v.passphrase))}
      />
      <div class="stack welcome-more">
        {canUsePasskeys() && (
          <Button look="quiet" wide tall onClick={() => task.run(signInWithPasskey)}>
            {w.passkey}
          </Button>
        )}
        <ButtonLink look="plain" href="/welcome">
          {w.haveCode}
        </ButtonLink>
        <p class="sub small">{w.lost}</p>
      </div>
    </main>
  );
}
