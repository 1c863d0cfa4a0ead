// A phone that a new code opened, until it is clear whose it is. Whatever is left of the ways to come back confirms it; Help,
// schedule and log are open meanwhile.
import './welcome.css';
import { useEffect, useState } from 'preact/hooks';
import { firstMessages, language } from '../../i18n';
import { deviceZone, sayMoment } from '../../lib/dates';
import { back, go } from '../../lib/location';
import { Problem } from '../../offline/client';
import { sayProblem } from '../../offline/problem-text';
import { me, unconfirmed, whoIsHere } from '../../offline/sign-in';
import { announce } from '../../ui/announce';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field } from '../../ui/field';
import { ScreenHead } from '../../ui/screen-head';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import { confirmThisPhone, confirmWithPasskey } from './state';
import { canUsePasskeys } from './webauthn';

export default function Confirm() {
  const w = messages.value.confirm;
  const here = me.value;
  useEffect(() => {
    if (here && !unconfirmed.value) go('/', { replace: true });
  }, [here]);
  useEffect(() => void whoIsHere(), []);
  if (!here) return null;
  return (
    <main class="screen">
      <ScreenHead title={w.title} sub={w.about} onBack={() => back('/')} />
      <div class="stack stack-wide">
        {here.opens_at && (
          <Card>
            <p>{w.opens(sayMoment(here.opens_at, deviceZone(), language.value))}</p>
          </Card>
        )}
        {here.has_other_phone && <OtherPhone />}
        {here.passkey_count > 0 && canUsePasskeys() && <ScreenLock />}
        {here.has_passphrase && (
          <Typed
            title={w.passphrase}
            label={firstMessages.value.signIn.passphrase}
            secret
            onConfirm={(passphrase) => confirmThisPhone({ passphrase })}
          />
        )}
        {here.has_recovery_card && (
          <Typed
            title={w.card}
            label={w.cardLabel}
            onConfirm={(card) => confirmThisPhone({ card })}
          />
        )}
        {!here.opens_at && (
          <section>
            <h2>{w.staff}</h2>
            <Card>
              <div class="stack">
                <p class="sub">{w.staffAbout}</p>
                <ButtonLink look="plain" href="/call-me">
                  {w.call}
                </ButtonLink>
              </div>
            </Card>
          </section>
        )}
      </div>
    </main>
  );
}

/** Runs one of the ways; says so when it worked. */
function useConfirming() {
  const task = useTask();
  const w = messages.value.confirm;
  const run = async (work: () => Promise<void>) => {
    if (await task.run(work)) announce(w.done);
  };
  const wrong = task.problem instanceof Problem && task.problem.code === 'not_confirmed';
  const problem = task.problem ? (wrong ? w.wrong : sayProblem(task.problem)) : undefined;
  return { run, busy: task.busy, problem };
}

function OtherPhone() {
  const w = messages.value.confirm;
  const task = useTask();
  const [looked, setLooked] = useState(false);
  const look = async () => {
    await task.run(whoIsHere);
    if (unconfirmed.peek()) setLooked(true);
    else announce(w.done);
  };
  return (
    <section>
      <h2>{w.otherPhone}</h2>
      <Card>
        <div class="stack">
          <p class="sub">{w.otherPhoneAbout}</p>
          <Button look="quiet" wide busy={task.busy} onClick={look}>
            {w.otherPhoneDone}
          </Button>
          {looked && (
            <p class="sub" role="status">
              {w.notYet}
            </p>
          )}
        </div>
      </Card>
    </section>
  );
}

function ScreenLock() {
  const { run, busy, problem } = useConfirming();
  return (
    <Card>
      <div class="stack">
        <Button wide tall busy={busy} onClick={() => run(confirmWithPasskey)}>
          {firstMessages.value.signIn.passkey}
        </Button>
        {problem && (
          <p class="field-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Card>
  );
}

interface TypedProps {
  title: string;
  label: string;
  secret?: boolean;
  onConfirm: (text: string) => Promise<void>;
}

/** What the person knows or has on paper, typed. */
function Typed({ title, label, secret = false, onConfirm }: TypedProps) {
  const [text, setText] = useState('');
  const { run, busy, problem } = useConfirming();
  return (
    <section>
      <h2>{title}</h2>
      <Card>
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) void run(() => onConfirm(text));
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
            {messages.value.confirm.button}
          </Button>
        </form>
      </Card>
    </section>
  );
}
