// Coming back: name and passphrase, or the phone's own screen lock.
import '../styles/welcome.css';
import { signIn, signInWithPasskey } from '../actions/account';
import { sayProblem } from '../actions/problems';
import { thrownOut } from '../actions/session';
import { Button, ButtonLink } from '../parts/Button';
import { LanguageSwitch } from '../parts/LanguageSwitch';
import { PassphraseForm } from '../parts/PassphraseForm';
import { ScreenHead } from '../parts/ScreenHead';
import { useTask } from '../util/task';
import { canUsePasskeys } from '../util/webauthn';
import { words } from '../words';

export default function SignIn() {
  const w = words.value.signIn;
  const task = useTask();
  const problem = task.problem ? sayProblem(task.problem) : undefined;
  return (
    <main class="screen">
      <LanguageSwitch />
      <ScreenHead
        title={w.title}
        sub={thrownOut.value ? words.value.common.signedOut : w.sub}
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
