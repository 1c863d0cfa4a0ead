// The shut lock: open it, or sign in again. Help stays where it always is.
import '../../ui/field.css';
import { useEffect, useState } from 'preact/hooks';
import { common, language } from '../../i18n';
import { deviceZone, sayTime } from '../../lib/dates';
import { me } from '../../offline/sign-in';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { ScreenHead } from '../../ui/screen-head';
import { Sheet } from '../../ui/sheet';
import { useTask } from '../../ui/task';
import { messages } from './messages';
import { currentLock, type LockKind, openWithPhone, openWithPin, signInAgain } from './state';

export default function Locked() {
  const w = messages.value;
  const [kind, setKind] = useState<LockKind | null>(null);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    void currentLock().then((lock) => setKind(lock?.kind ?? null));
  }, []);
  return (
    <main class="screen">
      <ScreenHead title={w.shutTitle} sub={w.shutSub} />
      <div class="stack stack-wide">
        {kind === 'pin' && <Pin />}
        {kind === 'phone' && <OwnLock />}
        <Button look="plain" wide onClick={() => setLost(true)}>
          {w.forgot}
        </Button>
      </div>
      <Lost open={lost} onClose={() => setLost(false)} />
    </main>
  );
}

function Pin() {
  const w = messages.value;
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<string>();
  const task = useTask();
  const open = async () => {
    const found = await openWithPin(pin);
    if (found.end === 'open') return;
    setPin('');
    setProblem(
      found.end === 'wait'
        ? w.wait(sayTime(new Date(found.until).toISOString(), deviceZone(), language.value))
        : w.wrong,
    );
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (pin) void task.run(open);
      }}
    >
      <Field
        label={w.pin}
        type="password"
        inputMode="numeric"
        value={pin}
        onInput={setPin}
        problem={problem}
      />
      <Button type="submit" wide tall busy={task.busy}>
        {w.open}
      </Button>
    </form>
  );
}

function OwnLock() {
  const w = messages.value;
  const task = useTask();
  return (
    <div class="stack">
      {task.problem !== null && (
        <p class="field-problem" role="alert">
          {w.notOpened}
        </p>
      )}
      <Button wide tall busy={task.busy} onClick={() => task.run(openWithPhone)}>
        {w.open}
      </Button>
    </div>
  );
}

function Lost({ open, onClose }: { open: boolean; onClose: () => void }) {
  const w = messages.value;
  const task = useTask();
  const wayBack = Boolean(
    me.value?.has_passphrase || me.value?.passkey_count || me.value?.has_recovery_card,
  );
  return (
    <Sheet open={open} title={w.forgot} closeLabel={common.value.close} onClose={onClose}>
      <p>{w.forgotAbout}</p>
      {!wayBack && <p class="sub">{w.noWayBack}</p>}
      {task.problem !== null && (
        <p class="field-problem" role="alert">
          {w.offline}
        </p>
      )}
      <Button wide onClick={onClose}>
        {common.value.back}
      </Button>
      <Button look="plain" wide busy={task.busy} onClick={() => task.run(signInAgain)}>
        {w.again}
      </Button>
    </Sheet>
  );
}
